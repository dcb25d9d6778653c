"""Pages that tell of several rooms: a unit, what is asked of whom."""

from django.urls import path

from .views import burden, units

urlpatterns = [
    path("units/", units.UnitList.as_view(), name="unit_list"),
    path("units/add/", units.UnitCreate.as_view(), name="unit_create"),
    path("units/<str:pk>/", units.UnitPage.as_view(), name="unit_page"),
    path("units/<str:pk>/edit/", units.UnitEdit.as_view(), name="unit_edit"),
    path("units/<str:pk>/liaisons/", units.unit_liaisons, name="unit_liaisons"),
    path("burden/", burden.burden_page, name="burden_page"),
]
