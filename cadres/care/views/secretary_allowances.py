"""村书记岗位补贴: the township checks the duty records of a month, finance takes the list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from accounts import ledger, sheets
from accounts.access import for_roles
from accounts.roles import PLACES
from cadres.periods import Month
from cadres.workflow.refusals import show_refusal
from villages.models import ProgrammeRule

from ..forms import DutyCheckForm
from ..secretary_allowances import check_records, paid, secretary_rows, total
from .allowances import month_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*PLACES)
@show_refusal
def secretary_allowance_month(request, month=""):
    """`?export=xlsx` takes the list away; a POST of the township stores its checks."""
    chosen, user = month_of(month), request.user
    rows = secretary_rows(user, chosen)
    if request.GET.get("export") == "xlsx":
        return _export(request, chosen, rows)
    checks = user.role == "township" and chosen < Month.of(timezone.localdate())
    forms = [DutyCheckForm(request.POST or None, row=row) for row in rows] if checks else []
    status = 200
    if request.method == "POST":
        if request.user.role != "township":
            raise PermissionDenied
        if not checks:
            messages.error(request, _("Records are checked once the month is over."))
            return redirect("cadres:secretary_allowance_month", month=str(chosen))
        valid = [form.is_valid() for form in forms]
        if all(valid):
            return _store(request, chosen, rows, forms)
        status = 422
    return render(
        request,
        "cadres/care/secretary_allowance_month.html",
        {
            "month": chosen,
            "rows": rows,
            "forms": forms,
            "paid": paid(rows),
            "total": total(rows),
            "unchecked": sum(row.check is None for row in rows),
            "rule": ProgrammeRule.objects.get(pk="secretary_allowance"),
            "before": chosen.previous(),
            "after": chosen.next() if chosen < Month.of(timezone.localdate()) else None,
        },
        status=status,
    )


def _store(request, month, rows, forms):
    rest = (True, "") if "rest" in request.POST else None
    wanted = {form.row.secretary.pk: form.found(rest) for form in forms}
    seen = {form.row.secretary.pk: form.cleaned_data["seen"] for form in forms}
    n = check_records(rows, request.user, month, timezone.localdate(), wanted, seen)
    messages.success(request, _("%(n)d duty records checked.") % {"n": n})
    return redirect("cadres:secretary_allowance_month", month=str(month))


def _export(request, month, rows):
    header = [
        _("No."),
        _("full name"),
        _("township"),
        _("village"),
        _("from"),
        _("until"),
        _("days"),
        _("rate, yuan a month"),
        _("checked by"),
        _("checked on"),
        _("amount, yuan"),
    ]
    body = [_cells(number, row) for number, row in enumerate(paid(rows), start=1)]
    body.append([_("Total"), *[None] * 9, total(rows)])
    name = f"{_('Allowances of secretaries')} {month}"
    with transaction.atomic():
        ledger.record(
            request.user, gettext_noop("export"), request.user, note=f"{name} xlsx {len(body) - 1}"
        )
    return sheets.download(name, "xlsx", header, body)


def _cells(number, row):
    village = row.secretary.village
    return [
        number,
        row.secretary.name,
        village.township.name,
        village.name,
        str(row.first),
        str(row.last),
        row.days,
        row.rate,
        row.check.checked_by,
        str(row.check.checked_on),
        row.amount,
    ]
