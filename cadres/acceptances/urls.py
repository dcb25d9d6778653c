"""Acceptance of villages and townships after three years."""

from django.urls import path

from .views import acceptances, lists, printing, review

ONE = "acceptances/<int:pk>/"
urlpatterns = [
    path("acceptances/", lists.AcceptanceList.as_view(), name="acceptance_list"),
    path("acceptances/townships/", lists.acceptance_towns, name="acceptance_towns"),
    path("acceptances/open/", review.acceptance_open, name="acceptance_open"),
    path(ONE, acceptances.AcceptancePage.as_view(), name="acceptance_page"),
    path(ONE + "answer/", acceptances.acceptance_answer, name="acceptance_answer"),
    path(ONE + "examine/", acceptances.acceptance_examine, name="acceptance_examine"),
    path(ONE + "submit/", acceptances.acceptance_submit, name="acceptance_submit"),
    path(ONE + "read/", acceptances.acceptance_read, name="acceptance_read"),
    path(ONE + "return/", review.acceptance_return, name="acceptance_return"),
    path(ONE + "conclude/", review.acceptance_conclude, name="acceptance_conclude"),
    path(ONE + "approve/", review.acceptance_approve, name="acceptance_approve"),
    path(ONE + "again/", review.acceptance_again, name="acceptance_again"),
    path(ONE + "sheet/", printing.acceptance_sheet, name="acceptance_sheet"),
    path(ONE + "paper/", printing.acceptance_paper, name="acceptance_paper"),
    path(
        "acceptances/problems/<int:pk>/mend/",
        acceptances.problem_mend,
        name="acceptance_problem_mend",
    ),
]
