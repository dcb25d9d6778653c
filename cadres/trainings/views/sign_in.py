"""签到: one tap each per half-day, on a phone or at the desk; the sheet to sign on paper."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.roles import DESKS
from cadres.workflow.refusals import show_refusal

from ..models.sessions import TrainingSession
from ..sign_in import sign_in
from .trainings import PER_PAGE, listed, training_of


@for_roles("county")
@show_refusal
def training_sign(request, pk):
    """Only what was changed on this page is sent, so that two organizers can sign people in."""
    sessions = TrainingSession.objects.visible_to(request.user).select_related("training__batch")
    session = get_object_or_404(sessions, pk=pk)
    if request.method == "POST":
        return _store(request, session)
    text = request.GET.get("q", "").strip()
    there = set(session.attendances.values_list("cadre", flat=True))
    rows = [row for row in listed(session.training, request.user) if text in row.cadre.name]
    return render(
        request,
        "cadres/trainings/sign.html",
        {
            "object": session,
            "training": session.training,
            "there": there,
            "text": text,
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "others": session.training.sessions.all(),
        },
    )


def _store(request, session):
    sent = request.POST
    came, was = set(sent.getlist("came")), set(sent.getlist("was"))
    complete = "complete" in sent
    sign_in(
        session,
        request.user,
        timezone.localdate(),
        came - was,
        was - came,
        complete,
        sent.get("reason", ""),
    )
    messages.success(request, _("Saved: %(what)s") % {"what": session})
    return redirect(session.training if complete else request.get_full_path())


@require_safe
@for_roles(*DESKS)
def training_sheet(request, pk):
    """签到表 (form 10f), to be signed by hand or printed with what was signed."""
    training = training_of(request, pk)
    sessions = list(training.sessions.all())
    rows = [
        (row, [(each, each in row.sessions.all()) for each in sessions])
        for row in listed(training, request.user)
    ]
    context = {"object": training, "sessions": sessions, "rows": rows}
    return render(request, "cadres/trainings/sheet.html", context)
