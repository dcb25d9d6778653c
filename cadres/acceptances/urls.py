"""Acceptance of villages and townships after three years."""

from django.urls import path

from .views import (
    acceptances,
)
from .views import (
    lists as acceptance_lists,
)
from .views import (
    printing as acceptance_papers,
)
from .views import (
    review as acceptance_review,
)

ONE = "acceptances/<int:pk>/"
urlpatterns = [
    path("acceptances/", acceptance_lists.AcceptanceList.as_view(), name="acceptance_list"),
    path("acceptances/townships/", acceptance_lists.acceptance_towns, name="acceptance_towns"),
    path("acceptances/open/", acceptance_review.acceptance_open, name="acceptance_open"),
    path(ONE, acceptances.AcceptancePage.as_view(), name="acceptance_page"),
    path(ONE + "answer/", acceptances.acceptance_answer, name="acceptance_answer"),
    path(ONE + "examine/", acceptances.acceptance_examine, name="acceptance_examine"),
    path(ONE + "submit/", acceptances.acceptance_submit, name="acceptance_submit"),
    path(ONE + "read/", acceptances.acceptance_read, name="acceptance_read"),
    path(ONE + "return/", acceptance_review.acceptance_return, name="acceptance_return"),
    path(ONE + "conclude/", acceptance_review.acceptance_conclude, name="acceptance_conclude"),
    path(ONE + "approve/", acceptance_review.acceptance_approve, name="acceptance_approve"),
    path(ONE + "again/", acceptance_review.acceptance_again, name="acceptance_again"),
    path(ONE + "sheet/", acceptance_papers.acceptance_sheet, name="acceptance_sheet"),
    path(ONE + "paper/", acceptance_papers.acceptance_paper, name="acceptance_paper"),
    path(
        "acceptances/problems/<int:pk>/mend/",
        acceptances.problem_mend,
        name="acceptance_problem_mend",
    ),
]
