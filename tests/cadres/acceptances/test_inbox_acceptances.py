"""Acceptances in the inbox: with whom they lie, and until when."""

from datetime import date

import pytest

from cadres.acceptances.opening import reexamine
from cadres.inbox.sources import inbox
from cadres.models import Notice
from tests.cadres.acceptances.acceptances import concluded, linked, of_village, second, submitted

TODAY = date(2026, 4, 20)
PROBLEM = [("公开栏没有更新", date(2026, 6, 30))]


def papers(user):
    """Those about 洋头村; its township has an acceptance of its own."""
    return [paper for paper in inbox(user, TODAY) if paper.text.startswith("洋头村")]


def texts(user):
    return [paper.text for paper in papers(user)]


def test_it_lies_with_whoever_has_the_next_move(cast):
    row = of_village(cast)
    assert texts(cast.township) == ["洋头村三年验收：待自查填写"]
    assert texts(cast.county) == texts(cast.neighbour) == []
    submitted(cast, row)
    assert texts(cast.county) == ["洋头村三年验收：待验收"]
    assert texts(cast.township) == []
    row.send_back(cast.county, "补材料")
    assert texts(cast.township) == ["洋头村三年验收：退回修改"]


def test_it_waits_for_another_person_to_approve(cast):
    row = concluded(cast)
    other = second(cast)
    assert texts(cast.county) == []
    assert texts(other) == ["洋头村三年验收：待审批"]
    row.approve(other)
    assert texts(other) == []


@pytest.mark.parametrize("how", ["mended", "examined again"])
def test_a_problem_waits_until_it_is_mended_or_examined_again(cast, how):
    row = concluded(cast, "mend", PROBLEM).approve(second(cast))
    (paper,) = papers(cast.township)
    assert (paper.text, paper.due_on) == ("洋头村，整改：公开栏没有更新", date(2026, 6, 30))
    if how == "mended":
        row.problems.get().mend(cast.township, "已更新", TODAY)
        assert texts(cast.township) == []
    else:
        reexamine(row, cast.county, TODAY)
        assert texts(cast.township) == ["洋头村三年验收：待自查填写"]


def test_who_is_concerned_is_told_of_the_conclusion(cast):
    row = concluded(cast)
    linked(cast, cast.places.village, user=cast.leader)
    linked(cast, cast.places.second, user=cast.neighbour)
    row.approve(second(cast))
    told = Notice.objects.filter(event="cadres.acceptance approve")
    assert {notice.user for notice in told} == {cast.township, cast.cadre, cast.leader}
    assert set(told.values_list("url", flat=True)) == {row.get_absolute_url()}
