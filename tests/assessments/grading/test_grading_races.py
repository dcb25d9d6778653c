"""Two people grade at once, a server is killed in the middle; and a control without the lock."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from accounts.ledger import first_broken
from assessments.grading import grading
from assessments.grading.drafts import Draft
from assessments.models import Card, Fact, GradingRun, Proposal, Scheme
from tests.assessments.county import County
from tests.assessments.grading.test_grading import MARKS, Q1, SCHEME, mark
from tests.databases import run_until_killed

pytestmark = pytest.mark.chaos


def settled(county):
    county.scheme(SCHEME)
    for village, value in MARKS.items():
        mark(village, value)
    return Scheme.objects.get()


@pytest.fixture
def scheme(shared_database):
    return settled(County().settle())


def at_once(people, work):
    """The results of `people` threads that start `work` together, each on its own connection."""
    start = Barrier(people)

    def one(_number):
        try:
            start.wait(timeout=30)
            return work()
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))


def test_two_people_who_grade_at_once_write_each_card_once(scheme):
    results = at_once(2, lambda: grading.grade(scheme, Q1).changes)
    assert sorted(len(each.new) for each in results) == [0, 4]
    assert (Card.objects.count(), Proposal.objects.count(), GradingRun.objects.count()) == (4, 3, 2)
    assert first_broken() is None


def test_without_the_lock_both_would_claim_every_card(county):
    scheme = settled(county)
    drafts = [Draft(scheme, Q1) for _person in range(2)]
    assert [len(draft.changes.new) for draft in drafts] == [4, 4]


KILLED = """
import os, signal, django
django.setup()
from assessments.grading import drafts, grading
from assessments.models import Card, Scheme
from cadres.periods import Quarter
before = {before}
def die(*_arguments):
    assert Card.objects.count() == 4
    os.kill(os.getpid(), signal.SIGKILL)
drafts.propose = die if before else drafts.propose
grading.grade(Scheme.objects.get(), Quarter(2026, 1))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("before", "left"), [(True, 0), (False, 4)], ids=["during", "after"])
def test_a_killed_run_leaves_all_of_its_cards_or_none(scheme, before, left):
    run_until_killed(KILLED.format(before=before))
    assert Card.objects.count() == left
    assert GradingRun.objects.count() == (1 if left else 0)
    assert Fact.objects.count() == 4
    assert first_broken() is None
