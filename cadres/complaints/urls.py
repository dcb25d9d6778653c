"""The suggestion box."""

from django.urls import path

from . import views

urlpatterns = [
    path("box/", views.ComplaintList.as_view(), name="complaint_list"),
    path("box/new/", views.complaint_create, name="complaint_create"),
    path("box/find/", views.complaint_find, name="complaint_find"),
    path("box/<int:pk>/", views.ComplaintPage.as_view(), name="complaint_page"),
    path("box/<int:pk>/answer/", views.complaint_reply, name="complaint_reply"),
]
