"""Nominations and plans of dispatch."""

from django.urls import path

from .views import nominations, plans

urlpatterns = [
    path("nominations/", nominations.NominationList.as_view(), name="nomination_list"),
    path("nominations/add/", nominations.nomination_create, name="nomination_create"),
    path(
        "nominations/<int:pk>/seat/",
        nominations.NominationSeat.as_view(),
        name="nomination_seat",
    ),
    path(
        "nominations/<int:pk>/withdraw/",
        nominations.nomination_withdraw,
        name="nomination_withdraw",
    ),
    path("plans/", plans.PlanList.as_view(), name="plan_list"),
    path("plans/add/", plans.PlanCreate.as_view(), name="plan_create"),
    path("plans/<int:pk>/", plans.PlanPage.as_view(), name="plan_page"),
    path("plans/<int:pk>/edit/", plans.PlanEdit.as_view(), name="plan_edit"),
    path("plans/<int:pk>/propose/", plans.plan_propose, name="plan_propose"),
    path("plans/<int:pk>/fill/", plans.plan_fill, name="plan_fill"),
    path("plans/<int:pk>/take-back/", plans.plan_take_back, name="plan_take_back"),
    path("plans/<int:pk>/confirm/", plans.plan_confirm, name="plan_confirm"),
    path("plans/<int:pk>/annex/<int:number>/", plans.plan_annex, name="plan_annex"),
    path("plans/lines/<int:pk>/edit/", plans.LineEdit.as_view(), name="line_edit"),
]
