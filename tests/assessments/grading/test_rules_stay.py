"""A period is graded, checked and corrected by the version it was opened with (SCORING §11)."""

import json
from importlib import import_module

import pytest
from django.apps import apps

from accounts.models import LedgerEntry, Role
from assessments.facts.imports import FactsImport
from assessments.grading import correcting, grading, moving, publishing
from assessments.grading.stale_results import stale_results
from assessments.models import Card, PeriodRules, Scheme, SchemeVersion
from assessments.schemes.opening import open_period
from assessments.schemes.refusals import GradingRefused
from cadres.periods import Quarter
from tests.assessments.county import run
from tests.conftest import make_user
from tests.stage import layer

seed = import_module("assessments.migrations.0003_period_rules").seed
Q1, Q2 = Quarter(2026, 1), Quarter(2026, 2)
GRADE = "/assessments/S-2026/2026-Q1/grade/"
VERSION = "/assessments/S-2026/2026-Q1/version/"
SCHEME = """scheme,S-2026,办法,100,,,subject=village; year=2026,,quarter,,
section,1,一,100,,,,,,,
item,1.1,甲,60,deduct,a,each=3,,,,
item,1.2,乙,40,share,b,target=100,,,,
grade,G1,优秀,,,,"when=""total>=90""; quota=30%",,quarter,,
"""
STRICTER = SCHEME.replace("each=3", "each=5")
VILLAGES = ["441621102001", "441621102002", "441621102003", "441621103001"]
FACTS = "".join(
    f"{village},2026-Q1,a,{n},,\n{village},2026-Q1,b,90,,\n"
    for n, village in enumerate(VILLAGES, start=1)
)
BY_FIRST = [93, 90, 87, 84]
BY_SECOND = [91, 86, 81, 76]


@layer
def graded(county):
    county.scheme(SCHEME)
    county.facts(FACTS)
    run("grade", "S-2026", "2026-Q1")
    county.people = [make_user(name, Role.COUNTY, "441621") for name in ("liu", "chen")]
    county.graded_by = Scheme.objects.get()
    return county


@layer
def published(graded):
    publishing.publish(graded.graded_by, Q1, *graded.people)
    return graded


def totals(period="2026-Q1"):
    cards = Card.objects.current().filter(period=period)
    return list(cards.order_by("subject_code").values_list("total", flat=True))


def numbers():
    return set(Card.objects.current().values_list("scheme_version__number", flat=True))


def test_a_correction_after_a_rule_change_moves_the_one_whose_fact_was_wrong(published):
    published.scheme(STRICTER)
    published.facts("441621103001,2026-Q1,a,3,,\n")
    for user in published.people:
        correcting.sign(published.graded_by, Q1, user, "漏记")
    assert totals() == [93, 90, 87, 87]
    assert Card.objects.filter(state="superseded").count() == 1
    assert numbers() == {1}


def test_a_rule_change_alone_outdates_no_published_card(published):
    published.scheme(STRICTER)
    said = json.loads(run("grade", "S-2026", "2026-Q1", "--check", "--json"))
    assert (said["outdated"], said["changed"], said["unchanged"]) == (0, 0, 4)
    assert correcting.Correction(published.graded_by, Q1).obstacle
    assert stale_results(published.people[0]) == []


def test_a_draft_that_nobody_opened_takes_over_no_graded_period(graded):
    graded.scheme(STRICTER)
    run("grade", "S-2026", "2026-Q1")
    assert totals() == BY_FIRST
    assert SchemeVersion.objects.get(number=2).frozen_at is None


def test_the_next_period_is_graded_by_the_newest_version(graded):
    graded.scheme(STRICTER)
    graded.facts(FACTS.replace("Q1", "Q2"))
    run("grade", "S-2026", "2026-Q2")
    assert (totals(), totals("2026-Q2")) == (BY_FIRST, BY_SECOND)


def test_an_opened_period_stands_before_it_is_graded(county):
    county.scheme(SCHEME)
    scheme = Scheme.objects.get()
    assert open_period(scheme, Q1)
    county.scheme(STRICTER)
    assert not open_period(scheme, Q1)
    county.facts(FACTS)
    run("grade", "S-2026", "2026-Q1")
    assert totals() == BY_FIRST


def test_what_is_published_is_not_held_up_by_a_later_version(graded):
    graded.scheme(STRICTER)
    assert publishing.publish(graded.graded_by, Q1, *graded.people) == 4


LABELLED = SCHEME.replace("40,share,b,target=100", '40,label,b,"map=好:40, 差:0"')


def test_facts_are_judged_by_the_version_of_their_period(county):
    county.scheme(SCHEME)
    county.facts(FACTS)
    run("grade", "S-2026", "2026-Q1")
    county.scheme(LABELLED)  # 90 is no label: facts of the standing quarter do not matter to it

    def faults(period):
        importer = FactsImport()
        text = f"subject_code,period,fact,value\n{VILLAGES[0]},{period},b,80\n"
        return len(importer.check(importer.read(text.encode())).faults)

    assert (faults("2026-Q1"), faults("2026-Q2")) == (0, 1)


@layer
def two_versions(graded):
    graded.scheme(STRICTER)
    return graded


def second_version():
    return SchemeVersion.objects.get(number=2)


def test_two_people_move_an_unpublished_period_after_seeing_who_moves(two_versions, as_user):
    one, other = two_versions.people
    first = as_user(one)
    assert VERSION in first.get(GRADE).content.decode()
    page = first.get(VERSION, {"version": 2})
    assert [each.total for each in page.context["moving"]] == [
        (before, then) for before, then in zip(BY_FIRST, BY_SECOND, strict=True)
    ]
    first.post(VERSION, {"version": 2, "reason": "县委常委会决定自本季度起执行"})
    assert numbers() == {1} and PeriodRules.objects.get().asked == second_version()
    assert first.post(VERSION, {"version": 2, "reason": "x"}).status_code == 409
    as_user(other).post(VERSION, {"version": 2})
    assert PeriodRules.objects.get().scheme_version == second_version()
    assert second_version().frozen_at
    assert publishing.State(two_versions.graded_by, Q1).overtaken == 4
    run("grade", "S-2026", "2026-Q1")
    assert (totals(), numbers()) == (BY_SECOND, {2})


def test_a_move_is_on_the_ledger_with_both_people_and_the_reason(two_versions):
    moving.move(two_versions.graded_by, Q1, second_version(), *two_versions.people, "决定")
    entry = LedgerEntry.objects.get(action="move a period")
    assert entry.actor == "chen" and "liu" in entry.note and "决定" in entry.note
    assert entry.before["scheme_version"] != entry.after["scheme_version"]


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_move_needs_a_reason(two_versions, reason, as_user):
    with pytest.raises(GradingRefused):
        moving.move(two_versions.graded_by, Q1, second_version(), *two_versions.people, reason)
    answer = as_user(two_versions.people[0]).post(VERSION, {"version": 2, "reason": reason})
    assert answer.status_code == 409
    assert PeriodRules.objects.get().asked is None


def test_one_person_moves_nothing(two_versions):
    one = two_versions.people[0]
    with pytest.raises(GradingRefused):
        moving.move(two_versions.graded_by, Q1, second_version(), one, one, "决定")


def test_a_published_period_is_not_moved(published, as_user):
    published.scheme(STRICTER)
    with pytest.raises(GradingRefused):
        moving.move(published.graded_by, Q1, second_version(), *published.people, "决定")
    client = as_user(published.people[0])
    assert client.get(VERSION, {"version": 2}).context["state"].obstacle
    assert client.post(VERSION, {"version": 2, "reason": "x"}).status_code == 409


def test_the_pages_say_which_version_a_period_stands_under(two_versions, as_user):
    client = as_user(two_versions.people[0])
    assert client.get(GRADE).context["version"].number == 1
    assert client.get("/assessments/S-2026/2026-Q1/").context["rules"].scheme_version.number == 1
    page = client.get("/assessments/schemes/S-2026/")
    standing = dict(page.context["gradable"])
    assert (standing[Q1], standing[Q2]) == (1, None)
    assert Q1 not in page.context["unopened"] and Q2 in page.context["unopened"]


def test_a_run_and_a_preview_find_nothing_to_write_after_a_rule_change(published):
    published.scheme(STRICTER)
    assert grading.grade(published.graded_by, Q1).changes.written == 0


def test_periods_graded_before_the_table_existed_keep_the_version_of_their_cards(two_versions):
    PeriodRules.objects.all().delete()
    seed(apps, None)
    assert [each.scheme_version.number for each in PeriodRules.objects.all()] == [1]


def test_an_opened_period_without_cards_keeps_the_version_of_the_ledger(county):
    county.scheme(SCHEME)
    open_period(Scheme.objects.get(), Q2)
    county.scheme(STRICTER)
    PeriodRules.objects.all().delete()
    seed(apps, None)
    rules = PeriodRules.objects.get()
    assert (rules.period, rules.scheme_version.number) == ("2026-Q2", 1)
