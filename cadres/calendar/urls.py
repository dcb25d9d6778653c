"""The table of holidays."""

from django.urls import path

from . import views

urlpatterns = [
    path("holidays/", views.HolidayList.as_view(), name="holiday_list"),
    path("holidays/add/", views.HolidayCreate.as_view(), name="holiday_create"),
    path("holidays/<str:pk>/", views.HolidayEdit.as_view(), name="holiday_edit"),
]
