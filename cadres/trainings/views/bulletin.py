"""考勤通报: on the screen, on paper and as a Word file."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.roles import OFFICE
from cadres.documents.downloads import DOCX, handed_out

from ..attendance_bulletin import docx, notice, sentences, table, title
from .trainings import listed, training_of


@require_safe
@for_roles(*OFFICE)
def training_notice(request, pk):
    told = _told(request, pk)
    header, rows, total = table(told)
    return render(
        request,
        "cadres/trainings/notice.html",
        {
            "object": told.training,
            "title": title(told.training),
            "parts": sentences(told),
            "header": header,
            "rows": rows,
            "total": total,
            "is_final": told.is_final,
            "organ": _organ(told.training, request.user),
            "today": timezone.localdate(),
        },
    )


@require_safe
@for_roles(*OFFICE)
def training_paper(request, pk):
    told = _told(request, pk)
    content = docx(told, _organ(told.training, request.user), timezone.now())
    return handed_out(request, told.training, f"{title(told.training)}.docx", content, DOCX)


def _told(request, pk):
    training = training_of(request, pk)
    return notice(training, listed(training, request.user), timezone.localdate())


def _organ(training, user):
    return training.organizer or user.office
