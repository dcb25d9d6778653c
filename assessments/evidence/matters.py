"""Villagers' matters that fell due in the period, and diary entries that still wait for mending."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cadres.models import DiaryEntry, Matter

from . import measures
from .readers import (
    LOCAL,
    amount,
    count_where,
    not_applicable,
    once_per_cohort,
    rate,
    reader,
    tally,
)

MATTERS = {"clause": "先锋工程 限时反馈", "kinds": LOCAL, "opens": "cadres:matter_list"}
NONE_DUE = "本期没有到期的民情事项"
PLEASED = (Matter.Satisfaction.YES, Matter.Satisfaction.FAIR)


@once_per_cohort
def due_matters(cohort):
    """{subject: {due, on_time, closed, told, said, pleased}} of matters due in the period."""
    rows = (
        Matter.objects.within(cohort.area)
        .due_within(cohort.first, cohort.last)
        .order_by()
        .values_list("village_id", "due_on")
        .annotate(
            **count_where(
                due=None,
                on_time=Q(closed_on__lte=F("due_on")),
                closed=Q(closed_on__isnull=False),
                told=Q(closed_on__isnull=False, told_on__isnull=False),
                said=~Q(satisfaction=""),
                pleased=Q(satisfaction__in=PLEASED),
            )
        )
    )
    return tally(cohort, ("due", "on_time", "closed", "told", "said", "pleased"), rows)


def _each(cohort, value):
    return {code: value(found) for code, found in due_matters(cohort).items()}


@reader("matters.due", _("Matters due"), unit=measures.CASES, **MATTERS)
def due(cohort):
    return _each(cohort, lambda found: amount(found["due"]))


@reader("matters.closed", _("Matters answered"), unit=measures.CASES, **MATTERS)
def closed(cohort):
    return _each(cohort, lambda found: amount(found["closed"]))


@reader("matters.on_time", _("Matters answered in time"), unit=measures.CASES, **MATTERS)
def on_time(cohort):
    return _each(
        cohort,
        lambda found: amount(found["on_time"]) if found["due"] else not_applicable(NONE_DUE),
    )


@reader("matters.on_time_rate", _("Share of matters answered in time"), unit="%", **MATTERS)
def on_time_rate(cohort):
    def value(found):
        said = f"应办结 {found['due']} 件，按时 {found['on_time']} 件"
        return rate(found["on_time"], found["due"], said, NONE_DUE)

    return _each(cohort, value)


@reader("matters.closed_rate", _("Share of matters answered"), unit="%", **MATTERS)
def closed_rate(cohort):
    def value(found):
        said = f"应办结 {found['due']} 件，办结 {found['closed']} 件"
        return rate(found["closed"], found["due"], said, NONE_DUE)

    return _each(cohort, value)


@reader("matters.told_rate", _("Share of answers given to the person"), unit="%", **MATTERS)
def told_rate(cohort):
    def value(found):
        said = f"办结 {found['closed']} 件，告知本人 {found['told']} 件"
        return rate(found["told"], found["closed"], said, "本期没有办结的民情事项")

    return _each(cohort, value)


@reader("matters.satisfied_rate", _("Share satisfied of those who said"), unit="%", **MATTERS)
def satisfied_rate(cohort):
    """满意 and 基本满意 of those who said anything; silence counts neither way."""

    def value(found):
        said = f"作出评价 {found['said']} 件，满意和基本满意 {found['pleased']} 件"
        return rate(found["pleased"], found["said"], said, "本期没有群众评价")

    return _each(cohort, value)


@reader("matters.overdue", _("Matters not answered in time"), unit=measures.CASES, **MATTERS)
def overdue(cohort):
    return _each(cohort, lambda found: amount(found["due"] - found["on_time"]))


@once_per_cohort
def returned_entries(cohort):
    rows = (
        DiaryEntry.objects.within(cohort.area)
        .filter(on__range=(cohort.first, cohort.last), state=DiaryEntry.State.RETURNED)
        .order_by()
        .values_list("village_id", "on")
        .annotate(**count_where(open=None))
    )
    return tally(cohort, ("open",), rows)


@reader(
    "diary.returned_open",
    _("Diary entries returned and not corrected"),
    unit=measures.ENTRIES,
    clause="县实施意见 四(三)",
    kinds=LOCAL - {"cadre"},
    opens="cadres:diary_list",
)
def returned_open(cohort):
    """Work left undone; how many entries anyone writes is never counted (DOMAIN §4)."""
    return {code: amount(found["open"]) for code, found in returned_entries(cohort).items()}
