"""A transfer moves no card of a period before it; in its own, the days are parted."""

from datetime import date

import pytest

from assessments.grading import grading
from assessments.models import Card
from cadres.periods import Quarter
from cadres.registry.models.sending import transfer
from tests.assessments.evidence.readings import read
from tests.assessments.graded import put_scheme

pytestmark = pytest.mark.both

Q1, Q4 = Quarter(2026, 1), Quarter(2026, 4)
UNITS = """scheme,ZJ-U-2026,单位办法,100,sum,,subject=unit; year=2026,,,,一
section,1,派人,100,sum,,,,quarter,,一
item,1.1,在派人数,100,earn,posting.people,each=50,,quarter,,一"""


def move(cast, day):
    today = date(2026, 11, 30)
    transfer(cast.person, cast.county, cast.roads, day, basis="紫组干〔2026〕41号", today=today)


def totals(scheme, period):
    cards = Card.objects.filter(scheme=scheme, period=str(period))
    return dict(cards.values_list("subject_code", "total"))


def test_the_card_of_a_finished_quarter_stays(cast):
    scheme = put_scheme(cast.places.county, UNITS)
    grading.grade(scheme, Q1)
    before = totals(scheme, Q1)
    move(cast, date(2026, 11, 1))
    grading.grade(scheme, Q1)
    assert totals(scheme, Q1) == before == {"U01": 50, "U02": 50}


def test_from_the_day_on_the_new_unit_has_the_person(cast):
    scheme = put_scheme(cast.places.county, UNITS)
    move(cast, date(2026, 11, 1))
    grading.grade(scheme, Q4)
    assert totals(scheme, Q4) == {"U01": 0, "U02": 100}


def test_the_days_of_the_quarter_are_parted(cast):
    whole = read("unit", "posting.days_expected", Q4)
    move(cast, date(2026, 11, 1))
    parted = read("unit", "posting.days_expected", Q4)
    assert sum(map(int, parted.values())) == sum(map(int, whole.values()))
    assert parted["U01"] == 18  # of October: 8 to 30, with Saturday the 10th worked


def test_a_team_and_its_village_notice_nothing(cast):
    kinds = [("team", "posting.days_expected"), ("village", "posting.people")]
    before = [read(kind, code, Q4) for kind, code in kinds]
    move(cast, date(2026, 11, 1))
    assert [read(kind, code, Q4) for kind, code in kinds] == before
