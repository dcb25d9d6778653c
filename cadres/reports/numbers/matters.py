"""Villagers' matters of the period."""

from django.utils.translation import gettext_lazy as _

from cadres.documents.numbers import number, percent

from .units_and_lists import MATTER_LIST, MATTERS, PIECES, due_standing


@number("matters.raised", _("matters raised"), PIECES, MATTERS, MATTER_LIST)
def raised(body):
    return len(body.raised)


@number("matters.due", _("matters due"), PIECES, MATTERS, MATTER_LIST, due_standing("counted"))
def due(body):
    return len(body.due)


@number(
    "matters.on_time",
    _("matters answered in time"),
    PIECES,
    MATTERS,
    MATTER_LIST,
    due_standing("on_time"),
)
def on_time(body):
    return sum(bool(matter.on_time) for matter in body.due)


@number(
    "matters.on_time_rate",
    _("share answered in time"),
    "%",
    MATTERS,
    MATTER_LIST,
    due_standing("counted"),
    of=("matters.on_time", "matters.due"),
)
def on_time_rate(body):
    return percent(on_time(body), len(body.due))


@number(
    "matters.late",
    _("matters answered too late, or overdue"),
    PIECES,
    MATTERS,
    MATTER_LIST,
    due_standing("late"),
)
def late(body):
    return sum(body.is_late(matter) for matter in body.due)


@number("matters.told", _("people informed of the answer"), PIECES, MATTERS)
def told(body):
    return sum(matter.told_on is not None for matter in body.due)
