"""Matters as papers and totals: 民情台账, 诉求办理单, and how many each holder has had how long."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from accounts import ledger
from accounts.access import for_roles
from accounts.roles import FIELD, PLACES, PROGRAMME
from accounts.sheets import XLSX
from cadres.documents.workbook import as_bytes, build

from .filters import MatterFilter, age_label
from .models import Matter
from .querysets import AGES
from .register import register

LONGEST = 500  # rows on one paper; the workbook has all


def _chosen(request):
    """The visible matters that the conditions of the address leave, oldest first."""
    matters = Matter.objects.visible_to(request.user).select_related("village__township")
    filterset = MatterFilter(request.GET, queryset=matters, request=request)
    filterset.today = timezone.localdate()
    return filterset.qs.prefetch_related("steps").order_by("raised_on", "pk")


@require_safe
@for_roles(*PROGRAMME)
def matter_register(request):
    """民情台账 (form 10a) of what the list shows, on A4 landscape or as a workbook."""
    matters = _chosen(request)
    if request.GET.get("export") == "xlsx":
        return _workbook(request, register(matters, request.user))
    found = matters.count()
    return render(
        request,
        "cadres/matters/register.html",
        {
            "annex": register(matters[:LONGEST], request.user),
            "found": found,
            "longest": LONGEST,
        },
    )


def _workbook(request, annex):
    with transaction.atomic():
        note = f"{annex.title} xlsx ?{request.GET.urlencode()}"[:500]
        ledger.record(request.user, gettext_noop("export"), request.user, note=note)
    attached = content_disposition_header(True, f"{annex.title}.xlsx")
    return HttpResponse(
        as_bytes(build(annex)), content_type=XLSX, headers={"Content-Disposition": attached}
    )


@require_safe
@for_roles(*FIELD)
def matter_slip(request, pk):
    """诉求办理单 (form 10b): three parts on one A4 sheet."""
    matters = Matter.objects.visible_to(request.user).select_related("village__township")
    matter = get_object_or_404(matters.prefetch_related("steps"), pk=pk)
    return render(request, "cadres/matters/slip.html", {"matter": matter})


@require_safe
@for_roles(*PLACES)
def matter_ages(request):
    """Open matters by township and holder, in how many days old; every figure opens its list."""
    today = timezone.localdate()
    ladder = Matter.LADDER.index
    rows = Matter.objects.visible_to(request.user).by_holder(today)
    rows = sorted(rows, key=lambda row: (row["township"], ladder(row["holder"])))
    ages = [(at, age_label(*age)) for at, age in enumerate(AGES)]
    for row in rows:
        row["label"] = Matter.Holder(row["holder"]).label
        row["ages"] = [(at, row[f"age_{at}"]) for at, _label in ages]
    sums = [sum(row[f"age_{at}"] for row in rows) for at, _label in ages]
    return render(
        request,
        "cadres/matters/ages.html",
        {
            "rows": rows,
            "ages": ages,
            "today": today,
            "sums": [sum(row["total"] for row in rows), sum(row["overdue"] for row in rows), *sums],
            "in_township": request.user.role == "township",
        },
    )
