"""The author's side of a report: write, agree or disagree with the records, hand in."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.signing import BadSignature
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.access import for_roles
from accounts.registry import RegistryEdit
from accounts.roles import AUTHORS
from cadres.workflow.refusals import show_refusal
from cadres.workflow.transitions import WrongState

from ..forms.reports import ReportForm
from ..models.reports import QuarterlyReport
from ..models.versions import EditingSession
from ..records import Records


def report_of(request, pk):
    return get_object_or_404(QuarterlyReport.objects.visible_to(request.user).with_bodies(), pk=pk)


class ReportEdit(RegistryEdit):
    """Writing; what is with the reviewer or accepted cannot be changed (409).

    Text that was put aside and never saved stands in the form again, with the `opened` of then: if
    somebody else has saved since, both are asked for as ever.
    """

    model = QuarterlyReport
    roles = AUTHORS
    form_class = ReportForm
    template_name = "cadres/reports/form.html"
    title = gettext_lazy("Write the quarterly report")

    def get_queryset(self):
        return super().get_queryset().with_bodies()

    def get_object(self, queryset=None):
        report = super().get_object(queryset)
        if not report.is_with_author:
            raise WrongState(report, report.get_state_display())
        return report

    def get_initial(self):
        self.pen = self.object.pens.filter(user=self.request.user).first()
        return super().get_initial() | (self.pen.typed if self.pen else {})

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "others": self.object.pens.of_others(self.request.user, timezone.now()),
            "pen": self.pen,
        }

    def save(self, form):
        saved = super().save(form)
        saved.pens.filter(user=self.request.user).delete()
        return saved


report_edit = show_refusal(ReportEdit.as_view())


@require_POST
@for_roles(*AUTHORS)
@show_refusal
def report_pen(request, pk):
    """Put aside what is typed and not saved; says who else is writing.

    No part of the report, so nothing is written to the ledger; the button saves.
    """
    report = report_of(request, pk)
    if not report.is_with_author:
        raise WrongState(report, report.get_state_display())
    form, now = ReportForm(request.POST, instance=report, user=request.user), timezone.now()
    try:
        opened, typed = form.read_opened()["version"], form.typed()
    except BadSignature:
        raise BadRequest("opened") from None
    at = request.POST.get("at", "")[:20]
    values = {"typed": typed, "section": at, "at": now, "version": opened}
    EditingSession.objects.update_or_create(report=report, user=request.user, defaults=values)
    others = report.pens.of_others(request.user, now)
    titles = report.outline
    return JsonResponse(
        {
            "kept": date_format(timezone.localtime(now), "TIME_FORMAT"),
            "others": [[str(pen.user), titles.get(pen.section, "")] for pen in others],
            "changed": report.version != opened,
        }
    )


def _back(report, code=""):
    place = next((part.key for part in report.chapters if code in part.numbers), "")
    return redirect(f"{report.get_absolute_url()}{'#s-' if place else ''}{place}")


@require_POST
@for_roles(*AUTHORS)
@show_refusal
def report_confirm(request, pk):
    """Agree with the numbers sent as `code`."""
    report = report_of(request, pk)
    codes = request.POST.getlist("code")
    report.confirm(request.user, codes)
    return _back(report, codes[0] if codes else "")


@require_POST
@for_roles(*AUTHORS)
@show_refusal
def report_dispute(request, pk):
    report = report_of(request, pk)
    code = request.POST.get("code", "")
    sent = {name: request.POST.get(name, "") for name in ("claimed", "reason")}
    if len(sent["claimed"]) > 20 or len(sent["reason"]) > 200:
        raise BadRequest("too long")
    report.dispute(request.user, code, **sent)
    messages.success(request, _("Both numbers are kept; the county office is informed."))
    return _back(report, code)


@require_POST
@for_roles(*AUTHORS)
@show_refusal
def report_read(request, pk):
    """Read the records again."""
    report = report_of(request, pk)
    body = Records(report.county, report.span, timezone.localdate()).of(report)
    report.take_again(request.user, body.figures(), body.tables())
    messages.success(request, _("The records were read again; numbers that changed wait for you."))
    return redirect(report)


@require_POST
@for_roles(*AUTHORS)
@show_refusal
def report_read_back(request, pk):
    """The numbers as they were before the records were read again."""
    report = report_of(request, pk)
    report.read_back(request.user)
    messages.success(request, _("Taken back: the numbers stand as before."))
    return redirect(report)


@require_POST
@for_roles(*AUTHORS)
@show_refusal
def report_submit(request, pk):
    report = report_of(request, pk)
    report.submit(request.user)
    messages.success(request, _("Submitted. It is now with the county office."))
    return redirect(reverse("cadres:report_page", args=[report.pk]))
