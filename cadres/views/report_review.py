"""The county's side of a report: return with reasons, accept, hand over, answer a dispute."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles

from ..forms.reports import ReturnForm
from ..models import QuarterlyReport
from .moves import says_why
from .report_writing import report_of


@require_POST
@for_roles("county")
@says_why
def report_accept(request, pk):
    report = report_of(request, pk)
    report.accept(request.user, request.POST.get("note", ""))
    return redirect(report)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("county")
@says_why
def report_return(request, pk):
    report = report_of(request, pk)
    form = ReturnForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        report.send_back(request.user, form.cleaned_data["note"], form.remarks)
        return redirect(report)
    context = {"report": report, "form": form, "chapters": report.chapters}
    return render(request, "cadres/report_return.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles("county")
@says_why
@transaction.atomic
def report_accept_many(request):
    """Accept the chosen reports, all or none."""
    chosen = [pk for pk in request.POST.getlist("chosen") if pk.isdigit()]
    reports = QuarterlyReport.objects.visible_to(request.user).with_bodies().filter(pk__in=chosen)
    for report in reports.order_by("pk"):
        report.accept(request.user)
    messages.success(request, _("Accepted: %(n)d reports.") % {"n": len(reports)})
    return redirect("cadres:report_list")
