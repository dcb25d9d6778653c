"""Villagers' matters: list, one matter and its moves, papers."""

from django.urls import path

from . import print_views, views

urlpatterns = [
    path("matters/", views.MatterList.as_view(), name="matter_list"),
    path("matters/new/", views.MatterCreate.as_view(), name="matter_create"),
    path("matters/ages/", print_views.matter_ages, name="matter_ages"),
    path("matters/register/", print_views.matter_register, name="matter_register"),
    path("matters/<int:pk>/", views.MatterPage.as_view(), name="matter_page"),
    path("matters/<int:pk>/edit/", views.MatterEdit.as_view(), name="matter_edit"),
    path("matters/<int:pk>/step/", views.matter_step, name="matter_step"),
    path("matters/<int:pk>/escalate/", views.matter_escalate, name="matter_escalate"),
    path("matters/<int:pk>/hand-down/", views.matter_hand_down, name="matter_hand_down"),
    path("matters/<int:pk>/close/", views.matter_close, name="matter_close"),
    path("matters/<int:pk>/tell/", views.matter_tell, name="matter_tell"),
    path("matters/<int:pk>/take-over/", views.matter_take_over, name="matter_take_over"),
    path("matters/<int:pk>/slip/", print_views.matter_slip, name="matter_slip"),
    path("matters/<int:pk>/reopen/", views.matter_reopen, name="matter_reopen"),
]
