"""Pages of facts: the list, one fact, and the scorer's sheet."""

from django.urls import path

from . import views

urlpatterns = [
    path("facts/", views.FactList.as_view(), name="fact_list"),
    path("facts/<int:pk>/", views.FactPage.as_view(), name="fact_page"),
    path("facts/<int:pk>/confirm/", views.fact_confirm, name="fact_confirm"),
    path("entry/<str:code>/<period:period>/", views.fact_entry, name="fact_entry"),
]
