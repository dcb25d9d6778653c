"""An acceptance on paper: the sheet for the printer, the county's opinion as a Word file."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from cadres.documents.downloads import DOCX, handed_out
from cadres.workflow.refusals import show_refusal
from cadres.workflow.transitions import WrongState

from ..paper import docx, people_of, title
from .acceptances import READERS, acceptance_of


@require_safe
@for_roles(*READERS)
def acceptance_sheet(request, pk):
    """三年验收表 (form 10e), A4; empty cells are for the pen."""
    row = acceptance_of(request, pk)
    leaders, people = people_of(row)
    return render(
        request,
        "cadres/acceptances/sheet.html",
        {
            "row": row,
            "lines": row.lines,
            "leaders": leaders,
            "people": people,
            "problems": row.problems.all(),
        },
    )


@require_safe
@for_roles(*READERS)
@show_refusal
def acceptance_paper(request, pk):
    row = acceptance_of(request, pk)
    if not row.is_approved:
        raise WrongState(row, row.standing)
    return handed_out(request, row, f"{title(row)}.docx", docx(row), DOCX)
