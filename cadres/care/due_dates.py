"""What care is due when: so many months after the last time, or after the post began (S2 一.3)."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cadres.registry.models.postings import Posting
from villages.models import CommitteeMember, ProgrammeRule

from .models.care import Care, secretaries_of

STANDINGS = {
    "visit_due": _("Home visit due"),
    "visit_overdue": _("Home visit overdue"),
    "check_due": _("Medical check due"),
    "check_overdue": _("Medical check overdue"),
}


@dataclass(frozen=True)
class Rules:
    """Months between two of a kind, {kind: months}, and how many days ahead to remind."""

    months: dict
    notice: int

    @classmethod
    def now(cls):
        codes = {"visit": "visit_months", "check": "check_months"}
        found = ProgrammeRule.objects.in_bulk([*codes.values(), "care_notice_days"])
        months = {kind: int(found[code].value) for kind, code in codes.items()}
        return cls(months, int(found["care_notice_days"].value))

    def due_on(self, kind, start):
        """None where nobody knows since when."""
        return shifted(start, self.months[kind]) if start else None

    def overdue_before(self, kind, today):
        """Whose last time lies before this day is overdue."""
        return shifted(today, -self.months[kind])

    def soon_before(self, kind, today):
        return shifted(today + timedelta(days=self.notice), -self.months[kind])

    def standing(self, kind, start, today):
        """'overdue', 'soon', 'fine'; 'unknown' without a day to count from."""
        if start is None:
            return "unknown"
        if start < self.overdue_before(kind, today):
            return "overdue"
        return "soon" if start < self.soon_before(kind, today) else "fine"


def shifted(day, months):
    """The same day so many months on, the last of a shorter month: 31 Jan + 1 is 28 Feb."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def cadres_cared_for(user, today):
    """Postings of today with the days care is counted from: one query."""
    rows = Posting.objects.visible_to(user).on(today)
    return _counted(rows.select_related("cadre__unit", "team__village__township"), cadre="cadre")


def secretaries_cared_for(user, today):
    """Village secretaries of today, likewise."""
    rows = secretaries_of(user).filter(party_post=CommitteeMember.PartyPost.SECRETARY).on(today)
    return _counted(rows.select_related("village__township"), secretary="pk")


def _counted(rows, **whose):
    """Annotates visit_last, visit_from, check_last, check_from; `from` is what due counts from."""
    for kind in Care.Kind.values:
        rows = rows.annotate(**{f"{kind}_last": Care.objects.last(kind, **whose)})
        rows = rows.annotate(**{f"{kind}_from": Coalesce(F(f"{kind}_last"), F("since"))})
    return rows


def standing_as(rows, name, today):
    """Those of `rows` that stand so; `name` is one of STANDINGS. Due means soon, or overdue."""
    kind, state = name.split("_")
    before = {"due": Rules.soon_before, "overdue": Rules.overdue_before}[state]
    return rows.filter(**{f"{kind}_from__lt": before(Rules.now(), kind, today)})


def due_in(rows, rules, today):
    """{kind: [row]} of what is due: one query."""
    limits = {kind: rules.soon_before(kind, today) for kind in Care.Kind.values}
    either = [Q(**{f"{kind}_from__lt": limit}) for kind, limit in limits.items()]
    found = {kind: [] for kind in limits}
    for row in rows.filter(reduce(or_, either)):
        for kind, limit in limits.items():
            start = getattr(row, f"{kind}_from")
            if start is not None and start < limit:
                found[kind].append(row)
    return found
