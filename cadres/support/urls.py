"""What units did for villages."""

from django.urls import path

from . import views

urlpatterns = [
    path("supports/", views.SupportList.as_view(), name="support_list"),
    path("supports/add/", views.SupportCreate.as_view(), name="support_create"),
    path("supports/<int:pk>/", views.SupportPage.as_view(), name="support_page"),
    path("supports/<int:pk>/edit/", views.SupportEdit.as_view(), name="support_edit"),
]
