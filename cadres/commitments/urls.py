"""What branches and teams promise, and how they are voted on."""

from django.urls import path

from .views import commitments, reviews

PROMISE = "commitments/<int:pk>/"
urlpatterns = [
    path("commitments/", commitments.CommitmentList.as_view(), name="commitment_list"),
    path("commitments/new/", commitments.CommitmentCreate.as_view(), name="commitment_create"),
    path(PROMISE, commitments.CommitmentPage.as_view(), name="commitment_page"),
    path(PROMISE + "edit/", commitments.CommitmentEdit.as_view(), name="commitment_edit"),
    path(PROMISE + "change/", commitments.commitment_replace, name="commitment_replace"),
    path(PROMISE + "decide/", commitments.commitment_decide, name="commitment_decide"),
    path(PROMISE + "propose/", commitments.commitment_propose, name="commitment_propose"),
    path(PROMISE + "publish/", commitments.commitment_publish, name="commitment_publish"),
    path(PROMISE + "step/", commitments.commitment_step, name="commitment_step"),
    path(PROMISE + "settle/", commitments.commitment_settle, name="commitment_settle"),
    path(
        "commitments/<str:village>/<int:year>/poster/",
        commitments.commitment_poster,
        name="commitment_poster",
    ),
    path("votes/new/", reviews.ReviewCreate.as_view(), name="review_create"),
    path("votes/<int:pk>/edit/", reviews.ReviewEdit.as_view(), name="review_edit"),
]
