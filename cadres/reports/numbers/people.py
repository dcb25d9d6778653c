"""Teams, people, days: from the postings of the period."""

from django.utils.translation import gettext_lazy as _

from cadres.documents.numbers import number, percent

from .units_and_lists import DAYS, PEOPLE, POSTINGS, ROSTER, TEAMS, TIMES, VILLAGES


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
