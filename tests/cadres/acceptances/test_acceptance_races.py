"""Several people at once on one acceptance or one leader's link: one deed, the others are told."""

import threading
from datetime import date

import pytest
from django.db import connections

from accounts.models import StaleRecord
from cadres.acceptances.opening import open_acceptances, reexamine
from cadres.models import Acceptance, LeaderLink
from cadres.workflow.transitions import WrongState
from tests.cadres.acceptances.acceptances import (
    TODAY,
    approved,
    concluded,
    linked,
    second,
    three_years,
)
from tests.conftest import build_cast, build_places

PROBLEM = [("公开栏没有更新", date(2026, 6, 30))]
DAY = date(2026, 3, 1)


@pytest.fixture
def crew(shared_database):
    """The cast, committed where threads can see it."""
    return build_cast(build_places())


def at_once(deed, times=4):
    """Run `deed` from several threads at once; returns how many were told that it is done."""
    gate, late = threading.Barrier(times), []

    def work():
        try:
            gate.wait()
            deed()
        except WrongState:
            late.append(1)
        except StaleRecord:
            pass  # stopped by the version, and not told what happened
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(late)


def test_places_are_opened_by_one(crew):
    batch, towns = three_years(crew), [crew.places.town]
    assert at_once(lambda: open_acceptances(crew.county, batch, towns, TODAY)) == 3
    assert Acceptance.objects.count() == 3


def test_another_round_begins_once(crew):
    row = approved(crew, "failed", PROBLEM)
    assert at_once(lambda: reexamine(row, crew.county, TODAY)) == 3
    assert Acceptance.objects.filter(follows=row).count() == 1


def test_it_is_approved_once(crew):
    row, other = concluded(crew), second(crew)
    assert at_once(lambda: Acceptance.objects.get(pk=row.pk).approve(other)) == 3
    assert Acceptance.objects.get(pk=row.pk).is_passed


def handed_over(crew):
    """How many of four were told that another had handed the link over; the link."""
    link = linked(crew, crew.places.village)

    def hand_over():
        same = LeaderLink.objects.get(pk=link.pk)
        gate.wait()
        same.hand_over(crew.county, DAY, LeaderLink(leader="陈镇长"), "工作调动")

    gate = threading.Barrier(4)
    return at_once(hand_over), link


def test_a_link_is_handed_over_once(crew):
    told, link = handed_over(crew)
    assert told == 3
    assert LeaderLink.objects.get(replaces=link).since == date(2026, 3, 2)


def test_control_without_the_lock_they_hand_over_what_is_gone(crew, monkeypatch):
    monkeypatch.setattr(LeaderLink, "_hold", lambda link: None)
    told, _link = handed_over(crew)
    assert told == 0
