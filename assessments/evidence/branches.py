"""The two committees, reserve cadres and activities of villages, as they stand or happened."""

from collections import defaultdict

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from villages.models import Activity, ActivityKind, CommitteeMember, ReserveCadre, ReserveStep

from . import measures
from .readers import LOCAL, amount, count_where, once_per_cohort, rate, reader, tally

COMMITTEE = {"kinds": LOCAL, "opens": "villages:village_list"}
S3 = "县实施意见 二(一)"
S2 = "村社区意见 一.5"


@once_per_cohort
def committees(cohort):
    """{subject: {people, both, one_shoulder, under_45, under_35, women, villages}} on the last day.

    Age counts by calendar year; a subject none of whose villages has a committee is left out."""
    year = cohort.last.year
    rows = (
        CommitteeMember.objects.within(cohort.area)
        .on(cohort.last)
        .order_by()
        .values_list("village_id")
        .annotate(
            **count_where(
                people=None,
                both=~Q(party_post="") & ~Q(village_post=""),
                one_shoulder=Q(party_post="secretary", village_post="director"),
                under_45=Q(birth_year__gt=year - 45),
                under_35=Q(birth_year__gt=year - 35),
                women=Q(sex="f"),
            )
        )
    )
    counts = {
        village: (people, both, min(shoulder, 1), young, younger, women, 1)
        for village, people, both, shoulder, young, younger, women in rows
    }
    names = ("people", "both", "one_shoulder", "under_45", "under_35", "women", "villages")
    return _summed(cohort, names, counts)


def _summed(cohort, names, counts):
    """{subject: {name: sum}} over the subject's villages that have counts."""
    found = {}
    for subject in cohort.members:
        rows = [counts[v] for v in cohort.homes.get(subject, ()) if v in counts]
        if rows:
            found[subject] = dict(zip(names, map(sum, zip(*rows, strict=True)), strict=True))
    return found


def _each(cohort, value):
    return {code: value(found) for code, found in committees(cohort).items()}


@reader(
    "branch.cross_appointment_rate",
    _("Cross-appointment of the two committees"),
    unit="%",
    clause=S3,
    **COMMITTEE,
)
def cross_appointment_rate(cohort):
    def value(found):
        said = f"两委 {found['people']} 人，交叉任职 {found['both']} 人"
        return rate(found["both"], found["people"], said, "")

    return _each(cohort, value)


@reader(
    "branch.one_shoulder",
    _("Secretary is director"),
    unit=measures.VILLAGES,
    clause=S3,
    **COMMITTEE,
)
def one_shoulder(cohort):
    """1 or 0 for one village; for a township the number of such villages."""
    return _each(cohort, lambda found: amount(found["one_shoulder"]))


@reader(
    "branch.one_shoulder_rate",
    _("Share of villages whose secretary is director"),
    unit="%",
    clause=S3,
    **COMMITTEE,
)
def one_shoulder_rate(cohort):
    def value(found):
        said = f"{found['villages']} 个村，一肩挑 {found['one_shoulder']} 个"
        return rate(found["one_shoulder"], found["villages"], said, "")

    return _each(cohort, value)


COUNTED = {
    "committee_size": ("people", _("People in the two committees")),
    "under_45": ("under_45", _("Committee under 45")),
    "under_35": ("under_35", _("Committee under 35")),
    "women": ("women", _("Women in the committee")),
}


def _count_reader(name, key, title):
    @reader(f"branch.{name}", title, unit=measures.PEOPLE, clause=S2, **COMMITTEE)
    def count(cohort):
        return _each(cohort, lambda found: amount(found[key]))


for _name, (_key, _title) in COUNTED.items():
    _count_reader(_name, _key, _title)


@once_per_cohort
def reserves(cohort):
    """{subject: {reviewed, women}} of reserve cadres the township had reviewed by the last day."""
    reviewed = ReserveStep.objects.filter(
        step=ReserveStep.Step.REVIEWED, on__lte=cohort.last
    ).values("reserve")
    rows = (
        ReserveCadre.objects.within(cohort.area)
        .on(cohort.last)
        .filter(pk__in=reviewed)
        .order_by()
        .values_list("village_id")
        .annotate(**count_where(reviewed=None, women=Q(sex="f")))
    )
    found = {village: counts for village, *counts in rows}
    return _summed(
        cohort, ("reviewed", "women"), {v: found.get(v, (0, 0)) for v in cohort.villages}
    )


@reader(
    "branch.reserves", _("Reserve cadres reviewed"), unit=measures.PEOPLE, clause=S3, **COMMITTEE
)
def reviewed_reserves(cohort):
    return {code: amount(found["reviewed"]) for code, found in reserves(cohort).items()}


@reader(
    "branch.reserve_women",
    _("Women among the reserves"),
    unit=measures.PEOPLE,
    clause=S2,
    **COMMITTEE,
)
def reserve_women(cohort):
    return {code: amount(found["women"]) for code, found in reserves(cohort).items()}


ACTIVITY = {"clause": "县实施意见 二(五)", "kinds": LOCAL, "opens": "villages:village_list"}


@once_per_cohort
def activities(cohort):
    """{kind: {subject: {attended, expected, times}}} of the period, by one grouped query."""
    both_told = Q(attended__isnull=False, expected__isnull=False)
    rows = (
        Activity.objects.within(cohort.area)
        .filter(on__range=(cohort.first, cohort.last))
        .order_by()
        .values_list("kind", "village_id", "on")
        .annotate(
            n_attended=Coalesce(Sum("attended", filter=both_told), 0),
            n_expected=Coalesce(Sum("expected", filter=both_told), 0),
            **count_where(times=None),
        )
    )
    by_kind = defaultdict(list)
    for kind, *row in rows:
        by_kind[kind].append(row)
    return {
        kind: tally(cohort, ("attended", "expected", "times"), by_kind[kind])
        for kind in ActivityKind.values
    }


def _activity_reader(kind):
    @reader(f"activity.{kind.value}", kind.label, unit=measures.TIMES, **ACTIVITY)
    def times(cohort):
        found = activities(cohort)[kind.value]
        return {code: amount(counts["times"]) for code, counts in found.items()}


for _kind in ActivityKind:
    _activity_reader(_kind)


@reader("activity.kinds", _("Kinds of activity held"), unit=measures.KINDS, **ACTIVITY)
def kinds(cohort):
    found = activities(cohort)
    return {
        code: amount(sum(bool(found[kind][code]["times"]) for kind in found))
        for code in cohort.members
    }


@reader("activity.attendance_rate", _("Attendance at activities"), unit="%", **ACTIVITY)
def attendance_rate(cohort):
    def value(code):
        held = [found[code] for found in activities(cohort).values()]
        attended = sum(counts["attended"] for counts in held)
        expected = sum(counts["expected"] for counts in held)
        said = f"应到 {expected} 人次，实到 {attended} 人次"
        return rate(attended, expected, said, "本期活动没有记录应到人数")

    return {code: value(code) for code in cohort.members}
