"""Pages of proposals: the list, one proposal and its decision."""

from django.urls import path

from . import views

urlpatterns = [
    path("proposals/", views.ProposalList.as_view(), name="proposal_list"),
    path("proposals/<int:pk>/", views.ProposalPage.as_view(), name="proposal_page"),
    path("proposals/<int:pk>/decide/", views.proposal_decide, name="proposal_decide"),
]
