"""Pages of grading: a run, publishing, correcting."""

from django.urls import path

from .views import corrections, moves, runs

RESULTS = "<str:code>/<period:period>/"

urlpatterns = [
    path("runs/<int:pk>/", runs.RunPage.as_view(), name="run_page"),
    path("cards/<int:pk>/compare/", corrections.CardCompare.as_view(), name="card_compare"),
    path(f"{RESULTS}grade/", runs.grade, name="grade"),
    path(f"{RESULTS}publish/", runs.publish, name="publish"),
    path(f"{RESULTS}version/", moves.move_rules, name="move_rules"),
    path(f"{RESULTS}correct/", corrections.correct, name="correct"),
]
