"""What a leader has to look through, to keep and to visit (S3 三(一))."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cadres.inbox.sources import LEADER, OpenItem, soon, source
from cadres.matters.models import Matter
from cadres.periods import HalfYear
from villages.models import ProgrammeRule

from .models.links import LeaderLink
from .models.visits import LeaderVisit
from .visit_plan import handed_up


@source("visits", LEADER, board=False)
def visits_to_confirm(user, today):
    """What others wrote down of a leader's own visit."""
    for visit in LeaderVisit.objects.visible_to(user).of(user).unconfirmed().with_names():
        said = {"village": visit.village, "day": date_format(visit.on, "MONTH_DAY_FORMAT")}
        yield OpenItem(
            _("Your visit to %(village)s on %(day)s: to look through and confirm") % said,
            visit.get_absolute_url(),
            LEADER,
            str(user),
            visit.on,
            None,
            visit.recorded_by,
        )


@source("visits", LEADER, board=False)
def promises_of_visits(user, today):
    """What a leader promised on the spot and nobody has answered, near its day or after it."""
    rows = Matter.objects.visible_to(user).open().filter(visits__link__user=user)
    rows = rows.filter(due_on__lte=soon(today)).distinct().select_related("village__township")
    for matter in rows:
        yield OpenItem(
            _("Promised on your visit to %(village)s: %(title)s")
            % {"village": matter.village, "title": matter},
            matter.get_absolute_url(),
            LEADER,
            str(user),
            matter.raised_on,
            matter.due_on,
        )


@source("matters", LEADER, board=False)
def matters_handed_up(user, today):
    """What came up from a linked place and was given to the leader by name."""
    names = LeaderLink.objects.visible_to(user).filter(user=user).values("leader")
    rows = handed_up(user, today).filter(office__in=names).exclude(visits__link__user=user)
    for matter in rows:
        yield OpenItem(
            _("Handed up to you from %(village)s: %(title)s")
            % {"village": matter.village, "title": matter},
            matter.get_absolute_url(),
            LEADER,
            str(user),
            matter.held_since,
            matter.due_on,
            str(matter.village.township),
        )


@source("visits", LEADER, board=False)
def visits_due(user, today):
    """Visits that a county leader still owes to the linked places in this half year."""
    half = HalfYear.of(today)
    linked = LeaderLink.objects.visible_to(user).filter(user=user, of_county=True).on(today)
    done = LeaderVisit.objects.visible_to(user).of(user).during(half.first_day, half.last_day)
    left = int(ProgrammeRule.number("leader_visits")) - done.count()
    if left > 0 and linked.exists():
        yield OpenItem(
            _("Visits to your linked places in %(half)s: %(n)d still to be made")
            % {"half": half.label(), "n": left},
            reverse("cadres:visit_plan_now"),
            LEADER,
            str(user),
            half.first_day,
            half.last_day,
        )
