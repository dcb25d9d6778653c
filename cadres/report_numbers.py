"""The numbers that reports draw from the records, each with its source and the list behind it.

A number is a function of a Body: one township's or unit's records of a period, read by
`report_records.py` for the whole county at once. It answers an int, a Decimal, or None when there
is nothing to say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TENTH = Decimal("0.1")
NUMBERS = {}


@dataclass(frozen=True)
class Number:
    """`query` {parameter: value or function of (first, last)} of the list `url` behind it; '' has
    no list. `of` (part, whole): a share of two others; every other number adds up over bodies."""

    code: str
    label: str
    unit: str
    source: str
    compute: Callable
    url: str = ""
    query: Callable = None
    of: tuple = ()


def number(code, label, unit, source, url="", query=None, of=()):
    def keep(compute):
        NUMBERS[code] = Number(code, label, unit, source, compute, url, query, of)
        return compute

    return keep


def label_of(code):
    """Its name; the code itself of a number that is no longer drawn."""
    return NUMBERS[code].label if code in NUMBERS else code


def shown(value):
    """As text for the paper: 12, 88.3; None stays None."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        value = value.quantize(TENTH, ROUND_HALF_UP)
        return f"{value.normalize():f}" if value == value.to_integral() else f"{value:f}"
    return str(value)


def percent(part, whole):
    """Decimal percent to a tenth, never rounded up: 100 is all of them. None of nothing."""
    return (Decimal(100 * part) / whole).quantize(TENTH, ROUND_DOWN) if whole else None


VILLAGES, TEAMS = pgettext_lazy("unit", "villages"), pgettext_lazy("unit", "teams")
PEOPLE, DAYS = pgettext_lazy("unit", "people"), pgettext_lazy("unit", "days")
TIMES, PIECES = pgettext_lazy("unit", "times"), pgettext_lazy("unit", "matters")
COURSES, HEADS = pgettext_lazy("unit", "courses"), pgettext_lazy("unit", "attendances")
ROSTER = _("postings of the period")
REGISTER = _("registers of the villages on the last day")
ACTIVITIES = _("activities recorded in the villages")
MATTERS = _("matters recorded in the villages")
POSTINGS, MATTER_LIST = "cadres:posting_list", "cadres:matter_list"


def due_in(first, last):
    return {"due_from": first, "due_until": last}


def due_standing(standing):
    return lambda first, last: due_in(first, last) | {"standing": standing}


@number("teams.villages", _("villages with a work team"), VILLAGES, ROSTER, POSTINGS)
def team_villages(body):
    return len({posting.team.village_id for posting in body.postings})


@number("teams.count", _("work teams"), TEAMS, ROSTER, "cadres:team_list")
def teams(body):
    return len({posting.team_id for posting in body.postings})


@number("people.posted", _("resident cadres in post at the end"), PEOPLE, ROSTER, POSTINGS)
def posted(body):
    return len(body.people)


@number("people.women", _("women among them"), PEOPLE, ROSTER)
def women(body):
    return sum(cadre.sex == "f" for cadre in body.people)


@number("people.party", _("party members among them"), PEOPLE, ROSTER)
def party_members(body):
    return sum(bool(cadre.party_member) for cadre in body.people)


@number("presence.expected", _("days to be in the village"), DAYS, ROSTER)
def expected_days(body):
    return body.duty.expected


@number("presence.present", _("days in the village"), DAYS, ROSTER)
def present_days(body):
    return body.duty.present


@number("presence.rate", _("share of days in the village"), "%", ROSTER,
        of=("presence.present", "presence.expected"))
def presence_rate(body):
    return percent(body.duty.present, body.duty.expected)


@number("leave.times", _("leave granted"), TIMES, _("leave"), "cadres:leave_list")
def leave_times(body):
    return len(body.leaves)


@number("absences.open", _("absences without explanation"), TIMES, _("checks"),
        "cadres:absence_list")
def absences(body):
    return len(body.absences)


@number("villages.count", _("villages and communities"), VILLAGES, REGISTER)
def villages(body):
    return len(body.villages)


@number("committee.one_shoulder", _("villages with secretary and director in one person"),
        VILLAGES, REGISTER)
def one_shoulder(body):
    return sum(any(one.is_one_shoulder for one in body.committees[code]) for code in body.villages)


@number("committee.crossed", _("villages that reach the cross appointment asked for"),
        VILLAGES, REGISTER)
def crossed(body):
    return sum(body.reaches_cross_appointment(code) for code in body.villages)


@number("reserves.count", _("reserve cadres"), PEOPLE, REGISTER)
def reserves(body):
    return sum(body.reserves[code] for code in body.villages)


@number("reserves.villages", _("villages with the reserve cadres asked for"), VILLAGES,
        REGISTER)
def reserve_villages(body):
    return sum(body.reserves[code] >= body.rules["reserves"] for code in body.villages)


@number("figures.new_members", _("new party members this year"), PEOPLE,
        _("annual figures"))
def new_members(body):
    return body.figure("new_members")


@number("figures.collective_income", _("net collective income this year, 10,000 yuan"), "万元",
        _("annual figures"))
def collective_income(body):
    yuan = body.figure("collective_income")
    return None if yuan is None else yuan / 10000


def activity(kind, label):
    @number(f"activities.{kind}", label, TIMES, ACTIVITIES)
    def count(body):
        return body.activities[kind]


for _kind, _label in (
    ("branch_life", _("party life meetings")),
    ("party_class", _("party classes")),
    ("member_training", _("trainings of party members")),
    ("skill_training", _("trainings in practical skills")),
    ("disclosure", _("publications of village affairs")),
    ("finance", _("publications of accounts")),
    ("deliberation", _("democratic deliberations")),
    ("contact", _("visits of members to households")),
    ("mediation", _("mediations")),
    ("culture", _("activities of culture and environment")),
):
    activity(_kind, _label)


@number("matters.raised", _("matters raised"), PIECES, MATTERS, MATTER_LIST)
def raised(body):
    return len(body.raised)


@number("matters.due", _("matters due"), PIECES, MATTERS, MATTER_LIST, due_in)
def due(body):
    return len(body.due)


@number("matters.on_time", _("matters answered in time"), PIECES, MATTERS, MATTER_LIST,
        due_standing("on_time"))
def on_time(body):
    return sum(bool(matter.on_time) for matter in body.due)


@number("matters.on_time_rate", _("share answered in time"), "%", MATTERS, MATTER_LIST, due_in,
        of=("matters.on_time", "matters.due"))
def on_time_rate(body):
    return percent(on_time(body), len(body.due))


@number("matters.late", _("matters answered too late, or overdue"), PIECES, MATTERS,
        MATTER_LIST, due_standing("late"))
def late(body):
    return sum(body.is_late(matter) for matter in body.due)


@number("matters.told", _("people told the answer"), PIECES, MATTERS)
def told(body):
    return sum(matter.told_on is not None for matter in body.due)


@number("trainings.courses", _("courses attended"), COURSES, _("trainings"),
        "cadres:training_list")
def courses(body):
    return len({each.training_id for each in body.trainings})


@number("trainings.people", HEADS, HEADS, _("trainings"),
        "cadres:training_list")
def attendances(body):
    return len(body.trainings)


@number("links.leaders", _("leaders linked"), PEOPLE, _("leader links"), "cadres:link_list")
def leaders(body):
    return len({link.leader for link in body.links})
