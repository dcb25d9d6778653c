"""The inbox of each person, at the root of the site; who holds what."""

from django.urls import path

from .views import inbox, who_holds_what

urlpatterns = [path("hands/", who_holds_what.reminder_list, name="reminder_list")]
root_urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.inbox_read, name="inbox_read"),
    path("inbox/<int:pk>/", inbox.inbox_notice, name="inbox_notice"),
]
