"""Each reader against rows made by hand; missing, not applicable and 0 are three things."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.evidence import Cohort, all_readers, collect
from assessments.models import Fact
from cadres.models import (
    Absence,
    DiaryEntry,
    Leave,
    Matter,
    Posting,
    QuarterlyReport,
    Training,
    TrainingAttendance,
)
from cadres.periods import Quarter, Year
from villages.models import (
    Activity,
    AnnualFigure,
    CommitteeMember,
    ReserveCadre,
    Village,
    VillageClass,
)

pytestmark = pytest.mark.both

Q2 = Quarter(2026, 2)
HOME, NEXT = "441621102223", "441621103201"
TOWN = "441621102"


def read(kind, code, period=Q2):
    """{subject: value, 'NA' or missing} as a reader answers."""
    facts = collect(Cohort("441621", kind, period), [code]).facts
    return {
        subject: "NA" if found[code].na else found[code].value
        for subject, found in facts.items()
        if code in found
    }


def note(kind, code, subject, period=Q2):
    return collect(Cohort("441621", kind, period), [code]).facts[subject][code].note


@pytest.fixture
def presence(cast):
    """61 working days; two of leave (back a day early), three of training that overlap one,
    an absence over a holiday and one working day."""
    Leave.objects.create(
        posting=cast.posting, since=date(2026, 4, 13), until=date(2026, 4, 15), reason="家事",
        state="returned", returned_on=date(2026, 4, 15),
    )
    training = Training.objects.create(
        batch=cast.batch, kind="routine", title="业务培训", since=date(2026, 4, 14),
        until=date(2026, 4, 16),
    )
    TrainingAttendance.objects.create(training=training, cadre=cast.person)
    Absence.objects.create(
        posting=cast.posting, since=date(2026, 5, 5), until=date(2026, 5, 6), found_by="镇"
    )
    return cast


def test_expected_days_are_working_days_less_leave_and_training(presence):
    assert read("cadre", "posting.days_expected") == {"C001": 57, "C002": 61}
    assert note("cadre", "posting.days_expected", "C001") == (
        "应到 57 天（派驻 61 天，减请假、培训 4 天），在岗 56 天"
    )


def test_absence_takes_its_working_days_from_presence(presence):
    assert read("cadre", "posting.days_present") == {"C001": 56, "C002": 61}
    assert read("cadre", "posting.presence_rate") == {"C001": Decimal("98.25"), "C002": 100}
    assert read("cadre", "absence.times") == {"C001": 1, "C002": 0}
    assert read("cadre", "absence.days") == {"C001": 1, "C002": 0}
    assert read("cadre", "leave.days") == {"C001": 2, "C002": 0}


def test_an_explained_absence_costs_nothing(presence):
    Absence.objects.update(explained=True, reason="送材料到县水务局")
    assert read("cadre", "posting.days_present")["C001"] == 57
    assert read("cadre", "absence.times")["C001"] == 0


def test_leave_nobody_granted_changes_nothing(cast):
    Leave.objects.create(
        posting=cast.posting, since=date(2026, 4, 13), until=date(2026, 4, 15), reason="家事"
    )
    assert read("cadre", "posting.days_expected")["C001"] == 61


def test_presence_adds_up_to_villages_townships_teams_and_units(presence):
    assert read("village", "posting.days_present") == {
        HOME: 56, "441621102224": "NA", NEXT: 61
    }
    assert read("township", "posting.days_expected") == {TOWN: 57, "441621103": 61}
    assert read("team", "posting.days_present") == {"T201": 61, "T223": 56}
    assert read("unit", "posting.days_present") == {"U01": 56, "U02": 61}


def test_a_posting_counts_only_its_own_days(cast):
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 4, 10))
    assert read("cadre", "posting.days_expected")["C001"] == 7  # April 1–3 and 7–10
    assert Cohort("441621", "cadre", Q2).members["C001"].subject.days == 10


def test_places_filled_are_measured_against_the_planned_size(cast):
    assert read("village", "team.filled_rate")[HOME] == Decimal("33.33")
    assert read("village", "posting.vacant_days_rate")[HOME] == Decimal("66.67")
    assert read("village", "team.filled_rate")["441621102224"] == "NA"
    cast.team.size = None
    cast.team.save()
    assert HOME not in read("village", "team.filled_rate")


def test_the_leader_should_hold_a_post_in_the_village(cast):
    assert read("village", "team.leader_office") == {HOME: 1, "441621102224": "NA", NEXT: 0}
    assert read("cadre", "team.leader_office") == {"C001": 1, "C002": "NA"}
    assert read("team", "posting.has_leader") == {"T201": 0, "T223": 1}


def test_handover_is_asked_of_those_who_left(cast):
    assert read("team", "posting.handover") == {"T201": "NA", "T223": "NA"}
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 5, 10))
    assert read("team", "posting.handover")["T223"] == 0
    Posting.objects.filter(pk=cast.posting.pk).update(handed_over_on=date(2026, 5, 10))
    assert read("team", "posting.handover")["T223"] == 100
    assert read("team", "posting.replaced") == {"T201": 0, "T223": 1}
    assert read("village", "posting.people") == {HOME: 0, "441621102224": 0, NEXT: 1}


def test_training_before_posting_counts_for_its_batch(cast):
    before = Training.objects.create(
        batch=cast.batch, kind="before", title="岗前培训", since=date(2026, 1, 5),
        until=date(2026, 1, 7),
    )
    TrainingAttendance.objects.create(training=before, cadre=cast.person)
    TrainingAttendance.objects.create(training=before, cadre=cast.other, attended=False)
    assert read("cadre", "training.before_posting") == {"C001": 1, "C002": 0}
    assert read("unit", "training.before_posting_rate") == {"U01": 100, "U02": 0}
    first = Quarter(2026, 1)
    assert read("cadre", "training.attended", first) == {"C001": 1, "C002": 0}
    assert read("cadre", "training.attendance_rate", first) == {"C001": 100, "C002": 0}
    assert read("cadre", "training.attendance_rate") == {"C001": "NA", "C002": "NA"}


def test_a_unit_owes_a_share_of_its_establishment(cast):
    found = read("unit", "dispatch.fulfilled_rate")
    assert found == {"U01": Decimal("12.5")}  # 1 of 40 × 20 % = 8; 县交通局 named none


def matter(village, due, closed=None, told=None):
    number = f"2026-{Matter.objects.count() + 1:04}"
    return Matter.objects.create(
        number=number, village_id=village, title="路灯不亮", category="roads",
        raised_on=date(2026, 4, 1), due_on=due, held_since=date(2026, 4, 1), closed_on=closed,
        told_on=told,
    )


@pytest.fixture
def matters(cast):
    matter(HOME, date(2026, 4, 1), closed=date(2026, 4, 1), told=date(2026, 4, 2))
    matter(HOME, date(2026, 6, 30), closed=date(2026, 7, 1))
    matter(HOME, date(2026, 5, 1))
    matter(HOME, date(2026, 7, 1))  # falls due in the next quarter
    matter("441621102224", date(2026, 5, 1), closed=date(2026, 4, 30))
    return cast


@pytest.mark.parametrize(
    ("code", "home", "township", "nobody"),
    [
        ("matters.due", 3, 4, 0),
        ("matters.closed", 2, 3, 0),
        ("matters.on_time", 1, 2, "NA"),
        ("matters.on_time_rate", Decimal("33.33"), 50, "NA"),
        ("matters.closed_rate", Decimal("66.67"), 75, "NA"),
        ("matters.told_rate", 50, Decimal("33.33"), "NA"),
        ("matters.overdue", 2, 2, 0),
    ],
)
def test_matters_that_fell_due(matters, code, home, township, nobody):
    found = read("village", code)
    assert (found[HOME], found[NEXT]) == (home, nobody)
    assert read("township", code)[TOWN] == township
    assert read("team", code)["T223"] == home


def test_a_cadre_answers_for_the_days_of_the_posting(matters):
    Posting.objects.filter(pk=matters.posting.pk).update(since=date(2026, 5, 1))
    assert read("cadre", "matters.due")["C001"] == 2  # May 1 and June 30, not April 1


def test_satisfaction_is_a_share_of_those_who_said_anything(matters):
    assert read("village", "matters.satisfied_rate")[HOME] == "NA"
    here = Matter.objects.filter(village=HOME).order_by("pk")
    for row, said in zip(here, ("yes", "fair", "no"), strict=False):
        Matter.objects.filter(pk=row.pk).update(satisfaction=said)
    assert read("village", "matters.satisfied_rate")[HOME] == Decimal("66.67")


def test_nothing_due_has_its_reason_in_words(cast):
    assert note("village", "matters.on_time_rate", HOME) == "本期没有到期的民情事项"


def test_diary_entries_count_only_while_they_wait_to_be_mended(cast):
    for number, state in enumerate(("received", "returned", "returned")):
        DiaryEntry.objects.create(
            cadre=cast.person, posting=cast.posting, unit=cast.water, village=cast.places.village,
            on=date(2026, 4, 1 + number), tasks="economy", text="走访", state=state,
            payload_sha256="0" * 64,
        )
    assert read("village", "diary.returned_open") == {HOME: 2, "441621102224": 0, NEXT: 0}


def report(cast, period, township=None, unit=None, submitted=None, state="draft", sections=None):
    QuarterlyReport.objects.create(
        county=cast.places.county, township=township, unit=unit, period=period,
        due_on=date(2026, 7, 5), held_since=datetime(2026, 7, 1, tzinfo=UTC),
        first_submitted_at=submitted, state=state, sections=sections or {},
        layout=[
            {"key": key, "title": key, "sentence": "", "needs_text": True} for key in sections or {}
        ],
    )


def test_a_report_is_on_time_by_the_clock_of_the_county(cast):
    late = datetime(2026, 7, 5, 16, 1, tzinfo=UTC)  # 00:01 of July 6 in Shanghai
    in_time = datetime(2026, 7, 5, 15, 59, tzinfo=UTC)
    report(cast, "2026-Q2", township=cast.places.town, submitted=late)
    report(
        cast, "2026-Q2", unit=cast.water, submitted=in_time, state="accepted",
        sections={"economy": "修渠", "problems": "无"},
    )
    report(cast, "2026-Q1", unit=cast.water, sections={"economy": "修渠", "problems": " "})
    assert read("township", "reports.on_time") == {TOWN: 0, "441621103": "NA"}
    assert read("unit", "reports.on_time") == {"U01": 1, "U02": "NA"}
    assert read("unit", "reports.on_time_rate", Year(2026)) == {"U01": 50, "U02": "NA"}
    assert read("unit", "reports.due", Year(2026)) == {"U01": 2, "U02": 0}
    assert read("unit", "reports.accepted") == {"U01": 1, "U02": "NA"}
    assert read("unit", "reports.complete", Year(2026)) == {"U01": 1, "U02": "NA"}
    assert read("unit", "reports.complete_rate", Year(2026)) == {"U01": 50, "U02": "NA"}


@pytest.fixture
def committee(cast):
    """洋头村: five people, secretary and director in one; 礼坑村: two; 五一村: nobody recorded."""
    people = [
        ("secretary", "director", 1980, "m"),
        ("member", "member", 1982, "f"),
        ("member", "deputy", 1992, "m"),
        ("member", "member", None, "f"),
        ("", "member", 1981, ""),
    ]
    for party, village, born, sex in people:
        CommitteeMember.objects.create(
            village_id=HOME, name="某", party_post=party, village_post=village, birth_year=born,
            sex=sex,
        )
    for party, village in (("secretary", ""), ("", "director")):
        CommitteeMember.objects.create(
            village_id="441621102224", name="某", party_post=party, village_post=village
        )
    CommitteeMember.objects.create(
        village_id=HOME, name="离任", party_post="member", until=date(2026, 6, 29)
    )
    return cast


@pytest.mark.parametrize(
    ("code", "home", "second", "township"),
    [
        ("branch.cross_appointment_rate", 80, 0, Decimal("57.14")),
        ("branch.one_shoulder", 1, 0, 1),
        ("branch.one_shoulder_rate", 100, 0, 50),
        ("branch.committee_size", 5, 2, 7),
        ("branch.under_45", 2, 0, 2),
        ("branch.under_35", 1, 0, 1),
        ("branch.women", 2, 0, 2),
    ],
)
def test_the_two_committees(committee, code, home, second, township):
    assert read("village", code) == {HOME: home, "441621102224": second}
    assert read("township", code) == {TOWN: township}
    assert read("cadre", code) == {"C001": home}


def test_a_reserve_counts_once_the_township_has_reviewed(cast):
    reserve = ReserveCadre.objects.create(village_id=HOME, name="廖锦云", sex="f")
    reserve.steps.create(step="vote", on=date(2026, 3, 1))
    assert read("village", "branch.reserves")[HOME] == 0
    reserve.steps.create(step="reviewed", on=date(2026, 6, 30))
    assert read("village", "branch.reserves") == {HOME: 1, "441621102224": 0, NEXT: 0}
    assert read("village", "branch.reserve_women")[HOME] == 1
    assert read("village", "branch.reserves", Quarter(2026, 1))[HOME] == 0


def test_activities_are_counted_by_kind(cast):
    for kind, day, attended, expected in [
        ("branch_life", date(2026, 4, 1), 9, 10),
        ("branch_life", date(2026, 6, 30), None, 10),
        ("party_class", date(2026, 5, 1), 5, 10),
        ("branch_life", date(2026, 7, 1), 9, 10),
    ]:
        Activity.objects.create(
            village_id=HOME, kind=kind, on=day, title="活动", attended=attended, expected=expected
        )
    assert read("village", "activity.branch_life") == {HOME: 2, "441621102224": 0, NEXT: 0}
    assert read("village", "activity.kinds")[HOME] == 2
    assert read("village", "activity.attendance_rate") == {
        HOME: 70, "441621102224": "NA", NEXT: "NA"
    }
    assert read("township", "activity.party_class")[TOWN] == 1


def figure(village, year, kind, value):
    AnnualFigure.objects.create(
        village_id=village, year=year, kind_id=kind, value=Decimal(value), source="台账"
    )


def test_a_figure_is_that_years_and_never_another_years(cast):
    figure(HOME, 2025, "collective_income", "13800")
    assert read("village", "figure.collective_income") == {}
    figure(HOME, 2026, "collective_income", "15000.5")
    assert read("village", "figure.collective_income") == {HOME: Decimal("15000.5")}
    assert read("township", "figure.collective_income") == {}  # 礼坑村 has none
    figure("441621102224", 2026, "collective_income", "4999.5")
    assert read("township", "figure.collective_income") == {TOWN: 20000}
    assert read("village", "figure.collective_growth") == {HOME: Decimal("8.70")}


def test_income_per_head_is_no_sum_of_villages(cast):
    figure(HOME, 2025, "income_per_head", "17760")
    figure(HOME, 2026, "income_per_head", "18690")
    assert read("village", "figure.income_growth", Year(2026)) == {HOME: Decimal("5.24")}
    assert read("township", "figure.income_per_head", Year(2026)) == {}


def test_shares_of_party_members_need_both_figures(cast):
    figure(HOME, 2026, "party_members", "38")
    assert read("village", "figure.members_trained_rate", Year(2026)) == {}
    figure(HOME, 2026, "trained_members", "19")
    figure(HOME, 2026, "skilled_members", "0")
    assert read("village", "figure.members_trained_rate", Year(2026)) == {HOME: 50}
    assert read("village", "figure.skilled_rate", Year(2026)) == {HOME: 0}


def test_a_confirmed_fact_corrects_a_reader_and_says_who(cast):
    Fact.objects.create(
        area_code=HOME, period="2026-Q2", subject_code=HOME, code="matters.due", value="7",
        confirmed_by="叶建明", entered_by="导入",
    )
    assert read("village", "matters.due") == {HOME: 7, "441621102224": 0, NEXT: 0}


def test_a_reader_is_not_asked_about_other_subjects(cast):
    assert read("unit", "matters.due") == {}


def test_a_day_of_handover_counts_once_for_a_person_and_on_each_of_two_cards(cast):
    day = date(2026, 5, 11)  # a working day
    Posting.objects.filter(pk=cast.posting.pk).update(until=day)
    second = Posting.objects.create(cadre=cast.person, team=cast.team, role="member", since=day)
    assert read("cadre", "posting.days_expected") == {"C001": 61, "C002": 61}
    assert Cohort("441621", "cadre", Q2).members["C001"].subject.days == 91
    assert read("team", "posting.days_expected") == {"T223": 61, "T201": 61}
    Posting.objects.filter(pk=second.pk).update(team=cast.next_team)
    found = read("cadre", "posting.days_expected")
    assert found["C001@T223"] + found["C001@T201"] == 62
    assert read("unit", "posting.days_expected")["U01"] == 61


def test_two_postings_in_a_period_are_two_subjects_with_one_persons_facts(cast):
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 5, 10))
    Posting.objects.create(cadre=cast.person, team=cast.next_team, since=date(2026, 5, 11))
    for code, value in (("C001", "80"), ("C001@T201", "90")):
        Fact.objects.create(
            area_code=HOME, period="2026-Q2", subject_code=code, code="township_score",
            value=value, entered_by="镇",
        )
    assert read("cadre", "township_score") == {"C001@T201": 90, "C001@T223": 80}
    cohort = Cohort("441621", "cadre", Q2)
    assert [(m.code, m.subject.days) for m in cohort.members.values()] == [
        ("C001@T201", 51), ("C001@T223", 40), ("C002", 91),
    ]


def test_who_was_posted_elsewhere_in_time_is_no_subject(cast):
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 3, 31))
    assert list(Cohort("441621", "cadre", Q2).members) == ["C002"]
    assert list(Cohort("441621", "team", Q2).members) == ["T201"]


def test_a_person_never_posted_is_a_subject_when_a_table_speaks_of_them(cast):
    Posting.objects.filter(pk=cast.posting.pk).delete()
    Fact.objects.create(
        area_code="441621", period="2026-Q2", subject_code="C001", code="township_score",
        value="80", entered_by="导入",
    )
    assert list(Cohort("441621", "cadre", Q2).members) == ["C001", "C002"]
    assert list(Cohort("441621", "cadre", Quarter(2026, 1)).members) == ["C002"]


def test_the_class_is_that_of_the_last_day(cast):
    VillageClass.objects.create(village_id=HOME, name="后进村", until=date(2026, 6, 29))
    VillageClass.objects.create(village_id=HOME, name="中间村", since=date(2026, 6, 30))
    assert Cohort("441621", "village", Q2).members[HOME].subject.class_name == "中间村"
    first = Cohort("441621", "village", Quarter(2026, 1))
    assert first.members[HOME].subject.class_name == "后进村"


def test_a_village_knows_its_relatives(cast):
    subject = Cohort("441621", "village", Q2).members[HOME].subject
    assert subject.related == {"village": HOME, "township": TOWN, "team": "T223", "unit": "U01"}


def test_another_county_is_never_read(cast):
    assert list(Cohort("441622", "village", Q2).members) == ["441622100201"]


def test_there_are_at_least_fifty_readers_and_each_serves_somebody(db):
    readers = all_readers()
    assert len(readers) >= 50
    assert all(reader.kinds and str(reader.title) for reader in readers.values())
    assert not [name for name in readers if name.startswith("diary.") and "returned" not in name]


def grow(cast, numbers):
    for number in numbers:
        code = f"4416211029{number:02}"
        Village.objects.create(code=code, name=f"{number}村", township=cast.places.town)
        matter(code, date(2026, 5, 1))


@pytest.mark.parametrize("kind", ["village", "cadre", "team", "township", "unit"])
def test_the_number_of_selects_does_not_grow_with_the_county(presence, kind):
    codes = [name for name, reader in all_readers().items() if kind in reader.kinds]
    counts = []
    for numbers in (range(3), range(3, 40)):
        grow(presence, numbers)
        with CaptureQueriesContext(connection) as queries:
            collect(Cohort("441621", kind, Q2), codes)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25
