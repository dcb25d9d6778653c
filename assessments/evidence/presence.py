"""Presence: postings less leave and training, less absences found (DOMAIN §4: no sign-in)."""

from collections import defaultdict
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.access import within
from cadres.models import Absence, Leave, Posting, TrainingAttendance

from . import measures
from .readers import EVERY, amount, not_applicable, once_per_cohort, rate, reader, yes_no

NOBODY = "本期没有派驻人员"
POSTED = {"clause": "县实施意见 三(二)", "opens": "cadres:team_list"}


@once_per_cohort
def leave_days(cohort):
    """{posting: set of working days granted as leave}; who came back earlier has less."""
    rows = Leave.objects.filter(
        within("posting__team__village_id", cohort.area), state__in=Leave.GRANTED
    ).during(cohort.first, cohort.last)
    days = defaultdict(set)
    for posting, since, until, back in rows.values_list(
        "posting_id", "since", "until", "returned_on"
    ):
        last = min(until, back - timedelta(days=1)) if back else until
        days[posting].update(cohort.workdays_between(since, last))
    return days


@once_per_cohort
def absences(cohort):
    """{posting: [(since, until)]} of absences nobody could explain."""
    rows = Absence.objects.filter(
        within("posting__team__village_id", cohort.area), explained=False
    ).during(cohort.first, cohort.last)
    found = defaultdict(list)
    for posting, since, until in rows.values_list("posting_id", "since", "until"):
        found[posting].append((since, until))
    return found


@once_per_cohort
def trainings(cohort):
    """{cadre: [(since, until, attended)]} of the trainings of the period that were held."""
    rows = TrainingAttendance.objects.filter(
        cohort.of_people("cadre"),
        attended__isnull=False,
        training__since__lte=cohort.last,
        training__until__gte=cohort.first,
    )
    found = defaultdict(list)
    for cadre, *training in rows.values_list(
        "cadre_id", "training__since", "training__until", "attended"
    ):
        found[cadre].append(training)
    return found


@once_per_cohort
def days(cohort):
    """{stay: (posted, expected, present)}: sets of working days in the period."""
    leave, absent, trained = leave_days(cohort), absences(cohort), trainings(cohort)
    found = {}
    for stay in cohort.stays:
        posted = set(cohort.workdays_between(stay.first, stay.last))
        expected = posted - leave[stay.pk]
        for since, until, attended in trained[stay.cadre]:
            if attended:
                expected -= set(cohort.workdays_between(since, until))
        present = expected.copy()
        for since, until in absent[stay.pk]:
            present -= set(cohort.workdays_between(since, until))
        found[stay] = (posted, expected, present)
    return found


@once_per_cohort
def presence(cohort):
    """{subject: (posted, expected, present)} in working days, of those with postings."""
    return {
        subject: tuple(person_days(cohort, stays, part) for part in range(3))
        for subject, stays in cohort.staffed.items()
    }


def person_days(cohort, stays, part):
    """How many working days of people: who hands a posting over to a next one is there once."""
    per_stay = days(cohort)
    if len({stay.cadre for stay in stays}) == len(stays):
        return sum(len(per_stay[stay][part]) for stay in stays)
    return len({(stay.cadre, day) for stay in stays for day in per_stay[stay][part]})


def of_staffed(cohort, value):
    """{subject: value(subject, stays)}; not applicable to a subject without postings."""
    return {
        code: value(code, cohort.staffed[code])
        if code in cohort.staffed
        else not_applicable(NOBODY)
        for code in cohort.members
    }


def _days_note(posted, expected, present):
    less = f"（派驻 {posted} 天，减请假、培训 {posted - expected} 天）" if posted > expected else ""
    return f"应到 {expected} 天{less}，在岗 {present} 天"


@reader("posting.days_expected", _("Days expected in post"), unit=measures.DAYS, **POSTED)
def days_expected(cohort):
    def value(code, stays):
        posted, expected, present = presence(cohort)[code]
        return amount(expected, _days_note(posted, expected, present))

    return of_staffed(cohort, value)


@reader("posting.days_present", _("Days present"), unit=measures.DAYS, **POSTED)
def days_present(cohort):
    def value(code, stays):
        return amount(presence(cohort)[code][2], _days_note(*presence(cohort)[code]))

    return of_staffed(cohort, value)


@reader("posting.presence_rate", _("Share of expected days present"), unit="%", **POSTED)
def presence_rate(cohort):
    def value(code, stays):
        posted, expected, present = presence(cohort)[code]
        return rate(present, expected, _days_note(posted, expected, present), "本期没有应到天数")

    return of_staffed(cohort, value)


@reader("leave.days", _("Working days of leave"), unit=measures.DAYS, opens="cadres:leave_list")
def days_of_leave(cohort):
    def value(code, stays):
        return amount(
            sum(len(leave_days(cohort)[stay.pk] & days(cohort)[stay][0]) for stay in stays)
        )

    return of_staffed(cohort, value)


@reader(
    "absence.times",
    _("Absences without explanation"),
    unit=measures.TIMES,
    opens="cadres:team_list",
)
def absence_times(cohort):
    def value(code, stays):
        return amount(
            sum(
                since <= stay.last and until >= stay.first
                for stay in stays
                for since, until in absences(cohort)[stay.pk]
            )
        )

    return of_staffed(cohort, value)


@reader("absence.days", _("Working days absent"), unit=measures.DAYS, opens="cadres:team_list")
def absence_days(cohort):
    def value(code, stays):
        posted, expected, present = presence(cohort)[code]
        return amount(expected - present)

    return of_staffed(cohort, value)


@once_per_cohort
def staffing(cohort):
    """{subject: (person-days posted, person-days planned)}; planned None without a planned size."""
    posted, planned, unknown = defaultdict(int), defaultdict(int), set()
    in_team = defaultdict(list)
    for stay in cohort.stays:
        in_team[stay.team].append(stay)
    for team, stays in in_team.items():
        posted[team] = person_days(cohort, stays, 0)
    for team in cohort.teams.values():
        first, last = team.first or cohort.first, team.last or cohort.last
        owner = {"village": team.village, "township": team.village[:9]}.get(cohort.kind, team.code)
        if team.size is None:
            unknown.add(owner)
            continue
        planned[owner] += team.size * len(cohort.workdays_between(first, last))
        if owner != team.code:
            posted[owner] += posted[team.code]
    return {code: (posted[code], planned[code]) for code in cohort.members if code not in unknown}


TEAMS = frozenset({"village", "township", "team"})
NO_TEAM = "本期没有派驻工作队"


def _staffing_note(posted, planned):
    return f"应派 {planned} 人天，在派 {posted} 人天"


@reader("team.filled_rate", _("Planned places filled"), unit="%", kinds=TEAMS, **POSTED)
def filled_rate(cohort):
    return {
        code: rate(min(posted, planned), planned, _staffing_note(posted, planned), NO_TEAM)
        for code, (posted, planned) in staffing(cohort).items()
    }


@reader("posting.vacant_days_rate", _("Planned places vacant"), unit="%", kinds=TEAMS, **POSTED)
def vacant_days_rate(cohort):
    return {
        code: rate(max(planned - posted, 0), planned, _staffing_note(posted, planned), NO_TEAM)
        for code, (posted, planned) in staffing(cohort).items()
    }


def _leads(stay):
    return stay.role == Posting.Role.LEADER


@reader(
    "team.leader_office",
    _("Leader holds a post in the village"),
    unit=measures.ITEMS,
    kinds=frozenset({"village", "team", "cadre"}),
    **POSTED,
)
def leader_office(cohort):
    """1 when the latest leader holds a 挂任 post; does not apply to a cadre who does not lead."""

    def value(code, stays):
        leaders = [stay for stay in stays if _leads(stay)]
        if not leaders and cohort.kind == "cadre":
            return not_applicable("不任组长")
        return yes_no(leaders and leaders[-1].office)

    return of_staffed(cohort, value)


@reader("posting.handover", _("Postings handed over"), unit="%", **POSTED)
def handover(cohort):
    """Of those whose posting was over on a day of the period; before its end nothing is owed."""
    left = defaultdict(list)
    for stay in cohort.left:
        left[cohort.owner(stay)].append(stay)

    def value(code):
        over = left[code]
        done = sum(stay.handed_over for stay in over)
        return rate(done, len(over), f"离任 {len(over)} 人，已交接 {done} 人", "本期没有人离任")

    known = cohort.staffed.keys() | left.keys()
    return {
        code: value(code) if code in known else not_applicable(NOBODY) for code in cohort.members
    }


@reader(
    "posting.replaced", _("Postings ended"), unit=measures.PEOPLE, kinds=EVERY - {"cadre"}, **POSTED
)
def replaced(cohort):
    return of_staffed(cohort, lambda code, stays: amount(sum(stay.ends for stay in stays)))


@reader(
    "posting.has_leader",
    _("Team has a leader"),
    unit=measures.ITEMS,
    kinds=frozenset({"village", "team"}),
    **POSTED,
)
def has_leader(cohort):
    return of_staffed(cohort, lambda code, stays: yes_no(any(map(_leads, stays))))


@reader(
    "posting.people", _("Cadres in post"), unit=measures.PEOPLE, kinds=EVERY - {"cadre"}, **POSTED
)
def people(cohort):
    """Those in post on the last day of the period, their own last day too; 0 where nobody is."""
    return {code: amount(posted_at_end(cohort, code)) for code in cohort.members}


def posted_at_end(cohort, code):
    """How many people of a subject are in post on the last day of the period."""
    stays = cohort.staffed.get(code, ())
    return len({stay.cadre for stay in stays if stay.last == cohort.last})
