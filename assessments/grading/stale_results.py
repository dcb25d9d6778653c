"""计分以后: graded periods for which somebody has entered facts since. Quick enough for a desk.

Whether a card really changes only a run can say; `href` is the page that computes it. Records of
the system (matters, postings, leave) change every day and are left to that page too.
"""

from datetime import datetime
from typing import NamedTuple

from django.db.models import BooleanField, Case, Count, F, Max, Q, When

from assessments.cards.models.cards import Card
from assessments.drilldown import link
from assessments.evidence.models import Fact
from assessments.schemes.models.schemes import SubjectKind
from assessments.schemes.standing_versions import StandingVersions
from cadres.periods import Period, parse_period

from .models import GradingRun

PLACES = {SubjectKind.VILLAGE, SubjectKind.TOWNSHIP}


class StaleResult(NamedTuple):
    """A scheme's period, when the newest fact came, and whether its cards are published."""

    scheme: object
    period: Period
    since: datetime
    is_published: bool

    @property
    def key(self):
        """(the scheme's pk, the period as stored), as a Publication keeps them."""
        return self.scheme.pk, str(self.period)

    @property
    def href(self):
        """Where it is put right: grading again, or a correction of what is published."""
        page = "correct" if self.is_published else "grade"
        return link(f"assessments:{page}", self.scheme.code, self.period)


def stale_results(user, scheme=None, period=None):
    """[StaleResult], the oldest first; five queries. `scheme` and `period` ask for one alone."""
    graded = _graded(user, scheme, period)
    newest = _newest_facts(user, {each for _scheme, each in graded})
    versions = StandingVersions({key for key, _period in graded})
    found = [
        StaleResult(version.scheme, parse_period(period), since, is_published)
        for (key, period), (at, is_published) in graded.items()
        if (since := _last((version := versions.of(key, period)).table, period, newest))
        and since > at
    ]
    return sorted(found, key=lambda each: each.since)


def _graded(user, scheme, period):
    """{(scheme pk, period as stored): (when it was last graded, is it published)}; two queries."""
    cards = Card.objects.visible_to(user).current().order_by()
    runs = GradingRun.objects.visible_to(user).order_by()
    if scheme is not None:
        cards = cards.of_period(period).filter(scheme=scheme)
        runs = runs.filter(scheme_version__scheme=scheme, period=str(period))
    last_runs = {
        tuple(key): at
        for *key, at in runs.values_list("scheme_version__scheme", "period").annotate(
            at=Max("started_at")
        )
    }
    drafts = Count("pk", filter=~Q(state=Card.State.PUBLISHED))
    rows = cards.values_list("scheme", "period").annotate(at=Max("computed_at"), drafts=drafts)
    return {
        (key, each): (max(at, last_runs.get((key, each), at)), not drafts)
        for key, each, at, drafts in rows
    }


def _newest_facts(user, periods):
    """{(period, is it a place's, fact code): when the newest was entered}."""
    of_place = Case(
        When(subject_code=F("area_code"), then=True), default=False, output_field=BooleanField()
    )
    facts = Fact.objects.visible_to(user).filter(period__in=periods).order_by()
    rows = facts.annotate(of_place=of_place).values_list("period", "of_place", "code")
    return {tuple(key): at for *key, at in rows.annotate(at=Max("entered_at"))}


def _last(table, period, newest):
    """When the newest fact came that the table reads in the period; None without one."""
    needed, of_place = table.facts_needed(period), table.subject in PLACES
    times = [
        at
        for (each, place, code), at in newest.items()
        if (each, place) == (period, of_place)
        and (code in needed or code.rpartition(".")[0] in needed)
    ]
    return max(times, default=None)
