"""收件箱: what the assessment asks of each, and of nobody else."""

from datetime import date

import pytest
import time_machine

from assessments.models import Fact, Proposal, Publication
from cadres.inbox.sources import inbox
from tests.assessments.graded import PERIOD, VILLAGES, graded, put, put_scheme
from tests.conftest import make_user

TODAY = date(2026, 4, 20)
CAST = ("county", "leader", "township", "neighbour", "unit", "cadre", "scorer", "secadmin")


@pytest.fixture(autouse=True)
def _that_day():
    with time_machine.travel(TODAY, tick=False):
        yield


def waits(cast, url=""):
    """{who: [texts]} of those papers of the assessment that lead to `url`."""
    found = {name: inbox(getattr(cast, name), TODAY) for name in CAST}
    papers = {
        name: [each.text for each in rows if each.kind == "scores" and url in each.url]
        for name, rows in found.items()
    }
    return {name: rows for name, rows in papers.items() if rows}


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


def test_each_proposal_waits_for_the_countys_decision(cast, as_user):
    graded(cast)
    ((who, texts),) = waits(cast, "/proposals/").items()
    assert (who, len(texts)) == ("county", Proposal.objects.open().count())
    (paper,) = [each for each in inbox(cast.county, TODAY) if "/proposals/" in each.url][:1]
    assert as_user(cast.county).get(paper.url).status_code == 200
    Proposal.objects.update(state="adopted")
    assert waits(cast, "/proposals/") == {}


def test_facts_entered_since_the_grading_are_said_once_until_somebody_signs(cast):
    villages, _cadres = graded(cast)
    with time_machine.travel(date(2026, 4, 21), tick=False):
        put("441621102223", "lead", "270")
    assert list(waits(cast, "/grade/")) == ["county"]
    signed(cast, villages)
    assert waits(cast, "/grade/") == {}


def test_scores_are_asked_of_whom_the_scheme_names_while_one_is_missing(cast, as_user):
    put_scheme(cast.places.county, VILLAGES)
    type(cast.scorer).objects.filter(pk=cast.scorer.pk).update(office="县农业农村局")
    cast.scorer.refresh_from_db()
    asked = waits(cast, "/entry/")
    assert set(asked) == {"township", "neighbour", "scorer"}
    paper = inbox(cast.township, TODAY)[0]
    assert as_user(cast.township).get(paper.url).status_code == 200
    for village in (cast.places.village, cast.places.second):
        for period in ("2026-Q1", "2026-Q2"):
            put(village.pk, "lead", "200", period)
    assert set(waits(cast, "/entry/")) == {"neighbour", "scorer"}
    Fact.objects.all().delete()
    assert waits(cast, "/entry/") == asked
