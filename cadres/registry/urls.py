"""People, batches, teams, postings."""

from django.urls import path

from .views import accounts, cadres, postings, teams, transfers

urlpatterns = [
    path("accounts/new/", accounts.AccountCreate.as_view(), name="account_create"),
    path("people/", cadres.CadreList.as_view(), name="cadre_list"),
    path("people/add/", cadres.CadreCreate.as_view(), name="cadre_create"),
    path("people/<str:pk>/", cadres.CadrePage.as_view(), name="cadre_page"),
    path("people/<str:pk>/edit/", cadres.CadreEdit.as_view(), name="cadre_edit"),
    path("people/<str:pk>/unit/", transfers.cadre_transfer, name="cadre_transfer"),
    path("people/<str:pk>/phone/", cadres.cadre_phone, name="cadre_phone"),
    path("batches/", teams.BatchList.as_view(), name="batch_list"),
    path("batches/add/", teams.BatchCreate.as_view(), name="batch_create"),
    path("batches/<int:pk>/edit/", teams.BatchEdit.as_view(), name="batch_edit"),
    path("teams/", teams.TeamList.as_view(), name="team_list"),
    path("teams/add/", teams.TeamCreate.as_view(), name="team_create"),
    path("teams/<str:pk>/", teams.TeamPage.as_view(), name="team_page"),
    path("teams/<str:pk>/edit/", teams.TeamEdit.as_view(), name="team_edit"),
    path("teams/<str:team>/post/", postings.posting_create, name="posting_create"),
    path("postings/", postings.PostingList.as_view(), name="posting_list"),
    path("postings/roster/", postings.posting_roster, name="posting_roster"),
    path("postings/<int:pk>/", postings.PostingPage.as_view(), name="posting_page"),
    path("postings/<int:pk>/withdraw/", postings.posting_end, name="posting_end"),
    path("postings/<int:pk>/replace/", postings.posting_replace, name="posting_replace"),
]
