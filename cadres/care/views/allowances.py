"""驻村补助: the month's list on screen, on paper and in Excel, for finance."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from accounts import ledger, sheets
from accounts.access import for_roles
from accounts.roles import FILERS
from cadres.periods import Month
from villages.models import ProgrammeRule

from ..allowances import allowances, total


@require_safe
@for_roles(*FILERS)
def allowance_month(request, month=""):
    """`?export=xlsx` takes the list away; who took it stands on the ledger."""
    chosen = month_of(month)
    rows = allowances(request.user, chosen)
    if request.GET.get("export") == "xlsx":
        return _export(request, chosen, rows)
    return render(
        request,
        "cadres/care/allowance_month.html",
        {
            "month": chosen,
            "rows": rows,
            "total": total(rows),
            "rule": ProgrammeRule.objects.get(pk="allowance"),
            "before": chosen.previous(),
            "after": chosen.next() if chosen < Month.of(timezone.localdate()) else None,
        },
    )


def month_of(text):
    """The Month of `2026-05`, the present one of ''; 404 for what is none."""
    try:
        return Month.parse(text) if text else Month.of(timezone.localdate())
    except ValueError:
        raise Http404 from None


def _export(request, month, rows):
    header = [
        _("No."),
        _("full name"),
        _("unit"),
        _("township"),
        _("village"),
        _("from"),
        _("until"),
        _("days"),
        _("rate, yuan a month"),
        _("amount, yuan"),
    ]
    body = [_cells(number, row) for number, row in enumerate(rows, start=1)]
    body.append([_("Total"), *[None] * 8, total(rows)])
    name = f"{_('Allowances for village posts')} {month}"
    with transaction.atomic():
        ledger.record(
            request.user, gettext_noop("export"), request.user, note=f"{name} xlsx {len(rows)}"
        )
    return sheets.download(name, "xlsx", header, body)


def _cells(number, row):
    cadre, village = row.posting.cadre, row.posting.team.village
    return [
        number,
        cadre.name,
        cadre.unit.name,
        village.township.name,
        village.name,
        str(row.first),
        str(row.last),
        row.days,
        row.rate,
        row.amount,
    ]
