"""Visits of leaders to their linked places."""

from django.urls import path

from .views import visits

urlpatterns = [
    path("visits/", visits.VisitList.as_view(), name="visit_list"),
    path("visits/plan/", visits.visit_plan_page, name="visit_plan_now"),
    path("visits/plan/<str:half>/", visits.visit_plan_page, name="visit_plan"),
    path("visits/<int:pk>/", visits.VisitPage.as_view(), name="visit_page"),
    path("visits/<int:pk>/confirm/", visits.visit_confirm, name="visit_confirm"),
    path("links/<int:link>/visit/", visits.visit_create, name="visit_create"),
]
