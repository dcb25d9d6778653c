"""The numbers that reports draw from the records, each with its source and the list behind it.

A number is a function of a Body: one township's or unit's records of a period, read by
`report_records.py` for the whole county at once. It answers an int, a Decimal, or None when there
is nothing to say.
"""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cadres.documents.numbers import HUNDREDTH, NUMBERS, number, percent
from cadres.support.models import UnitSupport

__all__ = ["NUMBERS"]

VILLAGES, TEAMS = pgettext_lazy("unit", "villages"), pgettext_lazy("unit", "teams")
PEOPLE, DAYS = pgettext_lazy("unit", "people"), pgettext_lazy("unit", "days")
TIMES, PIECES = pgettext_lazy("unit", "times"), pgettext_lazy("unit", "matters")
COURSES, HEADS = pgettext_lazy("unit", "courses"), pgettext_lazy("unit", "attendances")
ITEMS, BALLOTS = pgettext_lazy("unit", "items"), pgettext_lazy("unit", "ballots")
HOUSEHOLDS, PAPERS = pgettext_lazy("unit", "households"), pgettext_lazy("unit", "papers")
ROSTER = _("postings of the period")
REGISTER = _("registers of the villages on the last day")
VISITS = _("visits of leaders")
PROMISED = _("public commitments of branches and teams")
VOTES = _("votes on the reports of branches and teams")
SUPPORT = _("support of units")
ACTIVITIES = _("activities recorded in the villages")
MATTERS = _("matters recorded in the villages")
POSTINGS, MATTER_LIST = "cadres:posting_list", "cadres:matter_list"
SUPPORT_LIST, VISIT_LIST = "cadres:support_list", "cadres:visit_list"
COMMITMENT_LIST = "cadres:commitment_list"
Kind = UnitSupport.Kind


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


@number(
    "presence.rate",
    _("share of days in the village"),
    "%",
    ROSTER,
    of=("presence.present", "presence.expected"),
)
def presence_rate(body):
    return percent(body.duty.present, body.duty.expected)


@number("leave.times", _("leave granted"), TIMES, _("leave"), "cadres:leave_list")
def leave_times(body):
    return len(body.leaves)


@number(
    "absences.open", _("absences without explanation"), TIMES, _("checks"), "cadres:absence_list"
)
def absences(body):
    return len(body.absences)


@number("villages.count", _("villages and communities"), VILLAGES, REGISTER)
def villages(body):
    return len(body.villages)


@number(
    "committee.one_shoulder",
    _("villages with secretary and director in one person"),
    VILLAGES,
    REGISTER,
)
def one_shoulder(body):
    return sum(any(one.is_one_shoulder for one in body.committees[code]) for code in body.villages)


@number(
    "committee.crossed",
    _("villages that reach the cross appointment asked for"),
    VILLAGES,
    REGISTER,
)
def crossed(body):
    return sum(body.reaches_cross_appointment(code) for code in body.villages)


@number("reserves.count", _("reserve cadres"), PEOPLE, REGISTER)
def reserves(body):
    return sum(body.reserves[code] for code in body.villages)


@number("reserves.villages", _("villages with the reserve cadres asked for"), VILLAGES, REGISTER)
def reserve_villages(body):
    return sum(body.reserves[code] >= body.rules["reserves"] for code in body.villages)


@number("figures.new_members", _("new party members this year"), PEOPLE, _("annual figures"))
def new_members(body):
    return body.figure("new_members")


@number(
    "figures.collective_income",
    _("net collective income this year, 10,000 yuan"),
    "万元",
    _("annual figures"),
)
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
    due_in,
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


@number("trainings.courses", _("courses attended"), COURSES, _("trainings"), "cadres:training_list")
def courses(body):
    return len({each.training_id for each in body.trainings})


@number("trainings.people", HEADS, HEADS, _("trainings"), "cadres:training_list")
def attendances(body):
    return len(body.trainings)


@number("links.leaders", _("leaders linked"), PEOPLE, _("leader links"), "cadres:link_list")
def leaders(body):
    return len({link.leader for link in body.links})


def of_county_leaders(first, last):
    return {"of_county": "true", "since": first, "until": last}


@number(
    "visits.done",
    _("visits of county leaders in this half year"),
    TIMES,
    VISITS,
    VISIT_LIST,
    of_county_leaders,
    by_half=True,
)
def visits_done(body):
    return len(body.visits)


@number("visits.due", _("visits that county leaders owe in this half year"), TIMES, VISITS)
def visits_due(body):
    return body.visits_due


@number(
    "visits.promised",
    _("promises made on these visits"),
    PIECES,
    VISITS,
    VISIT_LIST,
    of_county_leaders,
    by_half=True,
)
def visits_promised(body):
    return sum(visit.promised for visit in body.visits)


@number(
    "visits.kept",
    _("promises of these visits kept"),
    PIECES,
    VISITS,
    VISIT_LIST,
    of_county_leaders,
    by_half=True,
)
def visits_kept(body):
    return sum(visit.kept for visit in body.visits)


def promises_standing(state):
    return lambda first, last: due_in(first, last) | {"state": state}


@number(
    "commitments.due",
    _("public commitments due"),
    ITEMS,
    PROMISED,
    COMMITMENT_LIST,
    promises_standing("public"),
)
def commitments_due(body):
    return len(body.commitments)


@number(
    "commitments.kept",
    _("public commitments kept"),
    ITEMS,
    PROMISED,
    COMMITMENT_LIST,
    promises_standing("kept"),
)
def commitments_kept(body):
    return sum(promise.is_kept for promise in body.commitments)


@number("reviews.ballots", _("ballots on the reports of this half year"), BALLOTS, VOTES)
def ballots(body):
    return sum(review.ballots for review in body.reviews) or None


@number("reviews.content", _("ballots satisfied or fairly satisfied"), BALLOTS, VOTES)
def content(body):
    return sum(review.content for review in body.reviews) if body.reviews else None


@number(
    "reviews.rate",
    _("share satisfied or fairly satisfied"),
    "%",
    VOTES,
    of=("reviews.content", "reviews.ballots"),
)
def content_rate(body):
    return percent(content(body) or 0, ballots(body))


def given_as(*kinds):
    """Their query on the list of supports; it shows a unit's own rows too."""
    return {
        "url": SUPPORT_LIST,
        "by_unit": True,
        "query": lambda first, last: {"since": first, "until": last, "kind": kinds},
    }


def worth(code, label, *kinds):
    """In 10,000 yuan; what has no value on record counts nothing."""

    @number(f"supports.{code}", label, "万元", SUPPORT, step=HUNDREDTH, **given_as(*kinds))
    def add_up(body):
        amounts = [each.amount or 0 for each in body.supports if each.kind in kinds]
        return sum(amounts, Decimal(0)) / 10000


def how_many(code, label, unit, kind):
    @number(f"supports.{code}", label, unit, SUPPORT, **given_as(kind))
    def count(body):
        return sum(each.kind == kind for each in body.supports)


worth("money", _("money from units, projects included, 10,000 yuan"), Kind.MONEY, Kind.PROJECT)
worth("goods", _("goods from units, their worth in 10,000 yuan"), Kind.GOODS)
how_many("projects", _("projects of units"), ITEMS, Kind.PROJECT)
how_many("visits", _("visits of units' principals"), TIMES, Kind.VISIT)


@number(
    "supports.households", _("households that had a part in it"), HOUSEHOLDS, SUPPORT, **given_as()
)
def support_households(body):
    known = [each.households for each in body.supports if each.households is not None]
    return sum(known) if known else None


@number(
    "circulars.issued",
    _("monthly circulars of townships"),
    PAPERS,
    _("monthly circulars"),
    "cadres:circular_list",
)
def circulars(body):
    return body.circulars
