"""收件箱: second signatures and changed facts are asked of the county's office."""

from datetime import date

import pytest
import time_machine

from assessments.grading import moving
from assessments.models import Card, Publication, SchemeVersion
from cadres.inbox.sources import inbox
from tests.assessments.graded import PERIOD, Q1, graded, put
from tests.assessments.inboxes import TODAY, waits
from tests.conftest import make_user

pytestmark = pytest.mark.usefixtures("on_that_day")


def signed(cast, scheme, reason=""):
    return Publication.objects.create(
        scheme=scheme, period=PERIOD, cards_hash="x", signed_by=cast.county, reason=reason
    )


@pytest.mark.parametrize(("reason", "page"), [("", "publish"), ("补录", "correct")])
def test_the_second_signature_is_asked_of_another_person(cast, as_user, reason, page):
    villages, _cadres = graded(cast)
    second = make_user("county2", "county", "441621")
    signed(cast, villages, reason)
    assert waits(cast, page) == {}
    papers = [paper for paper in inbox(second, TODAY) if page in paper.url]
    assert [(paper.sender, paper.only) for paper in papers] == [("county", ())]
    assert as_user(second).get(papers[0].url).status_code == 200


def test_a_move_to_another_version_is_asked_of_another_person_until_it_is_published(cast, as_user):
    villages, _cadres = graded(cast)
    second = make_user("county2", "county", "441621")
    SchemeVersion.objects.create(
        scheme=villages, number=2, rows=villages.current.rows, hash="2", imported_by="liu"
    )
    moving.sign(villages, Q1, "2", cast.county, "县委常委会决定")
    assert waits(cast, "/version/") == {}
    (paper,) = [paper for paper in inbox(second, TODAY) if "/version/" in paper.url]
    assert paper.sender == "county"
    assert as_user(second).get(paper.url).context["state"].signed
    Card.objects.filter(scheme=villages).update(state="published")
    assert not [paper for paper in inbox(second, TODAY) if "/version/" in paper.url]


def test_facts_entered_since_the_grading_are_said_once_until_somebody_signs(cast):
    villages, _cadres = graded(cast)
    with time_machine.travel(date(2026, 4, 21), tick=False):
        put("441621102223", "lead", "270")
    assert list(waits(cast, "/grade/")) == ["county"]
    signed(cast, villages)
    assert waits(cast, "/grade/") == {}
