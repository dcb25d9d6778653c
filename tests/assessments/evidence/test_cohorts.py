"""Who is a subject of a period, and which facts are whose."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.evidence import Cohort, all_readers, collect
from assessments.models import Fact
from cadres.models import (
    Posting,
)
from cadres.periods import Quarter
from tests.assessments.evidence.readings import HOME, NEXT, Q2, TOWN, matter, read
from villages.models import (
    Village,
    VillageClass,
)

pytestmark = pytest.mark.both


def test_a_confirmed_fact_corrects_a_reader_and_says_who(cast):
    Fact.objects.create(
        area_code=HOME,
        period="2026-Q2",
        subject_code=HOME,
        code="matters.due",
        value="7",
        confirmed_by="叶建明",
        entered_by="导入",
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
            area_code=HOME,
            period="2026-Q2",
            subject_code=code,
            code="township_score",
            value=value,
            entered_by="镇",
        )
    assert read("cadre", "township_score") == {"C001@T201": 90, "C001@T223": 80}
    cohort = Cohort("441621", "cadre", Q2)
    assert [(m.code, m.subject.days) for m in cohort.members.values()] == [
        ("C001@T201", 51),
        ("C001@T223", 40),
        ("C002", 91),
    ]


def test_who_was_posted_elsewhere_in_time_is_no_subject(cast):
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 3, 31))
    assert list(Cohort("441621", "cadre", Q2).members) == ["C002"]
    assert list(Cohort("441621", "team", Q2).members) == ["T201"]


def test_a_person_never_posted_is_a_subject_when_a_table_speaks_of_them(cast):
    Posting.objects.filter(pk=cast.posting.pk).delete()
    Fact.objects.create(
        area_code="441621",
        period="2026-Q2",
        subject_code="C001",
        code="township_score",
        value="80",
        entered_by="导入",
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
