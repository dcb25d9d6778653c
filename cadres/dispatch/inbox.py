"""Plans of dispatch to confirm, and units that have not nominated yet."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.inbox.sources import COUNTY, LEVELS, UNIT, OpenItem, source
from cadres.registry.models.teams import Batch

from .models.nominations import Nomination
from .models.plans import DispatchPlan


@source("dispatch", COUNTY)
def plans_drafted(user, today):
    """A plan of dispatch waits for the county to seat who is named, and to confirm it."""
    unseated = Count("batch__nominations", filter=Q(batch__nominations__line=None))
    rows = DispatchPlan.objects.visible_to(user).filter(state=DispatchPlan.State.DRAFT)
    for plan in rows.select_related("batch").annotate(unseated=unseated):
        text = _("%(plan)s: to confirm")
        if plan.unseated:
            text = _("%(plan)s: to seat who was nominated, and to confirm")
        yield OpenItem(
            text % {"plan": plan},
            reverse("cadres:plan_page", args=[plan.pk]),
            COUNTY,
            str(LEVELS[COUNTY]),
            timezone.localdate(plan.made_at),
            plan.batch.since,
        )


@source("dispatch", UNIT, board=False)
def units_to_nominate(user, today):
    """While the plan of a batch is a draft, units that have named nobody for it."""
    mine = Nomination.objects.filter(cadre__unit__liaisons=user)
    named, units = set(mine.values_list("batch", "cadre__unit")), list(user.liaison_units.all())
    drafts = Batch.objects.visible_to(user).filter(plan__state=DispatchPlan.State.DRAFT)
    for batch in drafts.select_related("plan"):
        for unit in units:
            if (batch.pk, unit.pk) not in named:
                yield OpenItem(
                    _("%(batch)s: %(unit)s has nominated nobody yet")
                    % {"batch": batch, "unit": unit},
                    reverse("cadres:nomination_create"),
                    UNIT,
                    str(unit),
                    timezone.localdate(batch.plan.made_at),
                    batch.since,
                    str(LEVELS[COUNTY]),
                )
