"""Class and name of a subject are those of the period: what comes later leaves it alone."""

import json
from datetime import date

import pytest
import time_machine
from django.core.management import CommandError

from accounts.models import Role
from assessments.grading import publishing
from assessments.models import Card, Scheme
from cadres.models import Unit
from cadres.periods import Quarter
from tests.assessments.county import PLACES, run
from tests.assessments.grading.test_rules_stay import FACTS, SCHEME
from tests.conftest import make_user
from tests.stage import layer
from villages.models import Township, Village, VillageClass

Q1 = Quarter(2026, 1)
UNCLASSED = PLACES.replace("先进村", "").replace("后进村", "")
BEHIND = UNCLASSED.replace("甲村,", "甲村,后进村")


@pytest.fixture
def in_august():
    with time_machine.travel(date(2026, 8, 20), tick=False):
        yield


@layer
def published(county):
    """A first quarter of one class, published."""
    VillageClass.objects.all().delete()
    county.take("places", UNCLASSED)
    county.scheme(SCHEME)
    county.facts(FACTS)
    run("grade", "S-2026", "2026-Q1")
    people = [make_user(name, Role.COUNTY, "441621") for name in ("liu", "chen")]
    publishing.publish(Scheme.objects.get(), Q1, *people)
    return county


def check(period="2026-Q1", scheme="S-2026"):
    return json.loads(run("grade", scheme, period, "--check", "--json"))


def classes(village="441621102001"):
    rows = VillageClass.objects.filter(village=village).order_by("since")
    return list(rows.values_list("name", "since", "until"))


def test_a_class_given_in_august_leaves_the_first_quarter_alone(published, in_august):
    published.take("places", BEHIND)
    assert classes() == [("后进村", date(2026, 8, 20), None)]
    assert check()["outdated"] == 0


def test_a_graded_quarter_keeps_its_grades_before_it_is_published(published, in_august):
    published.facts(FACTS.replace("Q1", "Q2"))
    run("grade", "S-2026", "2026-Q2")
    published.take("places", BEHIND)
    assert check("2026-Q2")["changed"] == 0
    run("grade", "S-2026", "2026-Q3")
    card = Card.objects.get(subject_code="441621102001", period="2026-Q3")
    assert card.class_name == "后进村"


def test_a_class_begins_after_a_quarter_that_runs_and_is_graded(published, in_august):
    published.take("places", BEHIND)
    run("grade", "S-2026", "2026-Q3")
    published.take("places", BEHIND.replace("后进村", "中间村"))
    assert classes() == [
        ("后进村", date(2026, 8, 20), date(2026, 9, 30)),
        ("中间村", date(2026, 10, 1), None),
    ]
    published.take("places", BEHIND.replace("后进村", "先进村"))
    assert classes()[1:] == [("先进村", date(2026, 10, 1), None)]


HEADER = "township_code,township_name,village_code,village_name,class,since\n"
ROW = "441621102,龙窝镇,441621102001,甲村,后进村,{}\n"


def test_a_class_begins_on_the_day_that_the_table_says(published, in_august):
    published.take("places", HEADER + ROW.format("2026-04-01"))
    assert classes() == [("后进村", date(2026, 4, 1), None)]
    assert check()["outdated"] == 0


def test_a_day_within_a_graded_period_is_refused_with_the_next_one(published, in_august):
    with pytest.raises(CommandError):
        published.take("places", HEADER + ROW.format("2026-03-31"))
    assert classes() == []


def test_the_first_value_of_a_table_without_dates_holds_from_the_outset(county):
    assert classes() == [("先进村", None, None)]
    county.take("places", PLACES.replace("先进村", "中间村"))
    assert classes() == [("中间村", None, None)]


def test_a_village_renamed_outdates_no_published_card(published):
    Village.objects.filter(pk="441621102001").update(name="新甲村")
    assert check()["outdated"] == 0
    published.facts("441621102001,2026-Q1,a,2,,\n")
    assert check()["outdated"] > 0  # a fact still does


@pytest.mark.parametrize(("kind", "model"), [("township", Township), ("unit", Unit)])
def test_a_class_without_dates_stays_on_published_cards(county, kind, model):
    county.scheme(SCHEME.replace("subject=village", f"subject={kind}").replace("S-2026", "K-2026"))
    codes = list(model.objects.values_list("pk", flat=True))
    for code in codes:
        county.facts(f"{code},2026-Q1,a,1,,\n{code},2026-Q1,b,90,,\n")
    run("grade", "K-2026", "2026-Q1")
    people = [make_user(name, Role.COUNTY, "441621") for name in ("liu", "chen")]
    publishing.publish(Scheme.objects.get(code="K-2026"), Q1, *people)
    model.objects.filter(pk=codes[0]).update(class_name="山区", name="改名")
    assert check(scheme="K-2026")["outdated"] == 0
