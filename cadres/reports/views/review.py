"""The county's side of a report: return with reasons, accept, hand over, answer a dispute."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles
from accounts.navigation import tabs_of
from accounts.roles import DESKS, OFFICE
from cadres.workflow.refusals import show_refusal
from cadres.workflow.tabs import REPORTS
from villages.models import ProgrammeRule

from ..diff import differences
from ..forms.reports import ReturnForm
from ..holders import reports_by_holder, reviewers
from ..models.reports import QuarterlyReport
from .writing import report_of


@require_POST
@for_roles("county")
@show_refusal
def report_accept(request, pk):
    report = report_of(request, pk)
    report.accept(request.user, request.POST.get("note", ""))
    return redirect(report)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("county")
@show_refusal
def report_return(request, pk):
    report = report_of(request, pk)
    form = ReturnForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        report.send_back(request.user, form.cleaned_data["note"], form.remarks)
        return redirect(report)
    context = {"report": report, "form": form, "chapters": report.chapters}
    return render(
        request, "cadres/reports/return.html", context, status=422 if form.errors else 200
    )


@require_POST
@for_roles("county")
@show_refusal
@transaction.atomic
def report_accept_many(request):
    """Accept the chosen reports, all or none; back to the list or `board` they were chosen on."""
    chosen = [pk for pk in request.POST.getlist("chosen") if pk.isdigit()]
    reports = QuarterlyReport.objects.visible_to(request.user).with_bodies().filter(pk__in=chosen)
    for report in reports.order_by("pk"):
        report.accept(request.user)
    messages.success(request, _("Accepted: %(n)d reports.") % {"n": len(reports)})
    return redirect("cadres:report_grid" if "board" in request.POST else "cadres:report_list")


@require_POST
@for_roles("county")
@show_refusal
def report_hand_over(request, pk):
    """Another person of the county office reviews it."""
    report = report_of(request, pk)
    to = request.POST.get("to", "")
    person = get_object_or_404(reviewers(report), pk=to if to.isdigit() else None)
    report.hand_over(request.user, person, request.POST.get("reason", "")[:200])
    return redirect(report)


@require_POST
@for_roles("county")
@show_refusal
def report_answer(request, pk, dispute):
    """Answer a disputed number."""
    report = report_of(request, pk)
    get_object_or_404(report.disputes, pk=dispute).reply(
        request.user, request.POST.get("answer", "")[:200]
    )
    return redirect(report)


@for_roles(*DESKS)
def report_compare(request, pk, number):
    """A submission beside the next one, or beside the text as it stands."""
    report = report_of(request, pk)
    version = get_object_or_404(report.versions, number=number)
    other = report.versions.filter(number=number + 1).first()
    before, after = version.attachments.all(), (other or report).attachments.all()
    context = {
        "report": report,
        "version": version,
        "other": other,
        "changed": differences(version.chapters, (other or report).chapters),
        "files": (before, after if other else after.standing()),
    }
    return render(request, "cadres/reports/compare.html", context)


@for_roles(*OFFICE)
def report_hands(request):
    """The ageing board: who holds how many, the oldest, and which review is overdue."""
    today = timezone.localdate()
    reports = QuarterlyReport.objects.visible_to(request.user).with_bodies().ageing(today)
    context = {
        "tabs": tabs_of(request, REPORTS),
        "hands": reports_by_holder(
            reports.defer("sections", "layout", "figures", "tables", "before"), today
        ),
        "limit": ProgrammeRule.number("report_review_days"),
    }
    return render(request, "cadres/reports/hands.html", context)
