"""Attachments of a report: added and taken off by its author, handed out to its readers."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import ledger
from accounts.access import for_roles
from accounts.roles import AUTHORS, DESKS
from cadres.workflow.refusals import show_refusal
from cadres.workflow.transitions import WrongState

from ..attachments import attach, take_off
from ..forms.attachments import AttachmentForm
from ..models.attachments import Attachment
from .writing import report_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*AUTHORS)
@show_refusal
def attachment_create(request, pk):
    report = report_of(request, pk)
    if not report.is_with_author:
        raise WrongState(report, report.get_state_display())
    sent = request.method == "POST"
    form = AttachmentForm(request.POST, request.FILES) if sent else AttachmentForm()
    if form.is_valid() and _kept(form, report, request.user):
        return redirect(f"{report.get_absolute_url()}#r-files")
    context = {
        "form": form,
        "title": _("Add an attachment"),
        "object": report,
        "submit": _("Attach"),
        "back_url": report.get_absolute_url(),
    }
    return render(request, "form.html", context, status=422 if form.errors else 200)


def _kept(form, report, by):
    """The attachment, or None and the reason at the field."""
    file = form.cleaned_data["file"]
    try:
        return attach(report, by, file.name, file.read())
    except WrongState:
        raise
    except ValidationError as fault:
        form.add_error("file", fault)
        return None


def _attachment(request, pk, file):
    rows = Attachment.objects.visible_to(request.user).select_related("report__unit")
    return get_object_or_404(rows, pk=file, report=pk)


@require_POST
@for_roles(*AUTHORS)
@show_refusal
def attachment_remove(request, pk, file):
    take_off(_attachment(request, pk, file), request.user)
    return redirect(f"{report_of(request, pk).get_absolute_url()}#r-files")


@require_safe
@for_roles(*DESKS)
def attachment_file(request, pk, file):
    """The bytes as they are kept, never opened in the page; who took them is on the ledger."""
    found = _attachment(request, pk, file)
    try:
        stream = found.path.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    with transaction.atomic():
        ledger.record(request.user, gettext_noop("export"), found.report, note=found.name)
    answer = FileResponse(stream, as_attachment=True, filename=found.name)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
