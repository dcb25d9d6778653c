"""Acceptance after three years, as it was approved in the period (S3 四(五))."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres.models import Acceptance

from .readers import not_applicable, reader, yes_no

PLACES = frozenset({"village", "township"})


@reader(
    "acceptance.passed",
    _("Passed the acceptance of three years"),
    clause="县实施意见 四(五)",
    kinds=PLACES,
    opens="cadres:acceptance_list",
)
def passed(cohort):
    """1 or 0 by the last conclusion approved in the period; without one it does not apply."""
    rows = Acceptance.objects.within(cohort.area).filter(
        state=Acceptance.State.APPROVED, approved_at__date__range=(cohort.first, cohort.last)
    )
    rows = rows.order_by("approved_at").only("place_code", "conclusion", "state", "approved_at")
    found = dict.fromkeys(cohort.members, not_applicable("本期没有批准的三年验收"))
    for row in rows:
        if row.place_code in found:
            on = timezone.localdate(row.approved_at)
            said = f"{on} {row.get_conclusion_display()}"
            found[row.place_code] = yes_no(row.is_passed, said)
    return found
