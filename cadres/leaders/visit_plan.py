"""应到与实到: how often each leader was at the linked places in a half year (S3 三(一))."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cadres.matters.models import Matter
from villages.models import ProgrammeRule

from .models.links import LeaderLink
from .models.visits import LeaderVisit


@dataclass(frozen=True)
class LeaderPlan:
    """One leader's half year; `due` is None for leaders of a township, who have no number set."""

    leader: str
    post: str
    of_county: bool
    links: tuple[LeaderLink, ...]
    due: int | None
    done: int
    last: date | None
    promised: int
    kept: int

    @property
    def missing(self):
        return max(0, self.due - self.done) if self.due is not None else 0


def visit_plan(user, half):
    """[LeaderPlan] of the links this user sees in a HalfYear, county leaders first: 3 queries."""
    due = int(ProgrammeRule.number("leader_visits"))
    visits = LeaderVisit.objects.visible_to(user).during(half.first_day, half.last_day)
    counts = visits.by_leader()
    plans = []
    for (leader, of_county), links in _by_leader(user, half).items():
        count = counts.get((leader, of_county), {})
        plans.append(
            LeaderPlan(
                leader,
                links[0].post,
                of_county,
                tuple(links),
                due if of_county else None,
                count.get("done", 0),
                count.get("last"),
                count.get("promised", 0),
                count.get("kept", 0),
            )
        )
    return plans


def _by_leader(user, half):
    links = LeaderLink.objects.visible_to(user).during(half.first_day, half.last_day)
    links = links.with_acceptance().select_related("township", "village__township")
    found = defaultdict(list)
    for link in links.order_by("-of_county", "township", "village", "pk"):
        found[link.leader, link.of_county].append(link)
    return found


def handed_up(user, today):
    """Open matters that lie with the county and come from this leader's linked places."""
    links = LeaderLink.objects.filter(user=user).on(today)
    there = Q(village__in=links.values("village")) | Q(
        village__township__in=links.values("township")
    )
    matters = Matter.objects.visible_to(user).open().filter(there, holder=Matter.Holder.COUNTY)
    return matters.select_related("village__township").order_by("due_on", "pk")
