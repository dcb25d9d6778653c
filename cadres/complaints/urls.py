"""The suggestion box, and what is asked of whom."""

from django.urls import path

from cadres.overviews import burden_views as burden

from . import views as complaints

urlpatterns = [
    path("burden/", burden.burden_page, name="burden_page"),
    path("box/", complaints.ComplaintList.as_view(), name="complaint_list"),
    path("box/new/", complaints.complaint_create, name="complaint_create"),
    path("box/find/", complaints.complaint_find, name="complaint_find"),
    path("box/<int:pk>/", complaints.ComplaintPage.as_view(), name="complaint_page"),
    path("box/<int:pk>/answer/", complaints.complaint_reply, name="complaint_reply"),
]
