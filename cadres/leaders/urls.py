"""Leaders' links to places, and their visits."""

from django.urls import path

from .views import links, visits

urlpatterns = [
    path("links/", links.LinkList.as_view(), name="link_list"),
    path("links/add/", links.LinkCreate.as_view(), name="link_create"),
    path("links/<int:pk>/edit/", links.LinkEdit.as_view(), name="link_edit"),
    path("links/<int:pk>/end/", links.link_end, name="link_end"),
    path("visits/", visits.VisitList.as_view(), name="visit_list"),
    path("visits/plan/", visits.visit_plan_page, name="visit_plan_now"),
    path("visits/plan/<str:half>/", visits.visit_plan_page, name="visit_plan"),
    path("visits/<int:pk>/", visits.VisitPage.as_view(), name="visit_page"),
    path("visits/<int:pk>/confirm/", visits.visit_confirm, name="visit_confirm"),
    path("links/<int:link>/visit/", visits.visit_create, name="visit_create"),
]
