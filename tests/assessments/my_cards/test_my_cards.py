"""我的得分: the own card of the quarter that runs, what would change it, and the ones before."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.cards.display import CardDisplay
from assessments.grading import grading
from assessments.models import Card, Scheme
from assessments.my_cards.my_cards import own_cards
from assessments.my_cards.what_if import possible_gains
from cadres.models import Cadre, Matter, Posting, WorkTeam
from cadres.phone.state import state
from tests.assessments.graded import Q1, Q2, graded, put, put_scheme, second_signer

TODAY = date(2026, 5, 20)
MINE = "/assessments/mine/"
SCHEME = """scheme,ZJ-C-2026,干部办法,1000,sum,,subject=cadre; year=2026; min_class=1,,,,一
section,1,履职,600,sum,,,,quarter,,二
item,1.1,在岗,200,share,posting.presence_rate,target=100,,quarter,,二
item,1.2,民情按时,200,share,matters.on_time_rate,target=100,,quarter,,二
item,1.3,告知本人,100,share,matters.told_rate,target=100,,quarter,,二
item,1.4,组织生活,100,share,activity.branch_life,target=2,,quarter,,二
section,2,评价,400,sum,,,,quarter,,三
item,2.1,乡镇评价,400,score,town_score,,乡镇党委,quarter,,三
grade,A,优秀,,,,when=percent>=10,,quarter,,四
"""
RANKED = """scheme,ZJ-C-2026,干部办法,1000,sum,,subject=cadre; year=2026; min_class=1,,,,一
section,1,履职,1000,sum,,,,quarter,,二
item,1.1,民情按时,500,share,matters.on_time_rate,target=100,,quarter,,二
item,1.2,评价名次,500,rank,town_score,"give=linear:500..100",乡镇党委,quarter,,三
"""


def matter(cast, number, due_on, closed_on=None, told_on=None):
    return Matter.objects.create(
        village=cast.places.village,
        number=number,
        title="水渠漏水",
        category="water",
        raised_on=date(2026, 4, 2),
        held_since=date(2026, 4, 2),
        due_on=due_on,
        closed_on=closed_on,
        told_on=told_on,
    )


@pytest.fixture
def running(cast, monkeypatch):
    """Four matters of the quarter: one answered and told, one answered, one late, one open."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: TODAY)
    put_scheme(cast.places.county, SCHEME)
    matter(cast, "1", date(2026, 4, 20), date(2026, 4, 18), date(2026, 4, 19))
    matter(cast, "2", date(2026, 4, 20), date(2026, 4, 20))
    matter(cast, "3", date(2026, 5, 1))
    matter(cast, "4", date(2026, 6, 1))
    return cast


def mine(cast):
    (found,) = own_cards(cast.cadre, TODAY)
    return found


def gains(found):
    return possible_gains(found.draft, CardDisplay(found.card), TODAY)


def selects(call):
    with CaptureQueriesContext(connection) as queries:
        call()
    return sum(query["sql"].startswith("SELECT") for query in queries)


def test_the_quarter_that_runs_is_reckoned_before_the_county_grades_it(running):
    found = mine(running)
    assert (found.state, found.card.period, found.score) == ("trial", "2026-Q2", None)
    assert found.portion == (Decimal("350"), Decimal("600"))  # 200 + 200·2/4 + 100·1/2 + 0
    assert not Card.objects.exists()


def test_it_is_the_card_that_a_county_run_would_write(running):
    put("C001", "town_score", "380", "2026-Q2", "441621102223")
    trial = mine(running).card
    grading.grade(Scheme.objects.get(), Q2)
    stored = Card.objects.get(subject_code="C001")
    assert (stored.lines, stored.evidence, stored.inputs_hash) == (
        trial.lines,
        trial.evidence,
        trial.inputs_hash,
    )
    assert (trial.total, trial.rank, trial.grade_name) == (stored.total, None, "")


def test_a_rank_stands_only_while_the_facts_are_those_the_county_graded(running):
    put("C001", "town_score", "380", "2026-Q2", "441621102223")
    grading.grade(Scheme.objects.get(), Q2)
    assert (mine(running).ranked.rank, mine(running).ranked.grade_name) == (1, "优秀")
    put("C001", "town_score", "300", "2026-Q2", "441621102223")
    found = mine(running)
    assert found.ranked is None
    assert (found.score, found.graded.total) == (Decimal("650"), Decimal("730"))


def test_a_published_card_of_the_quarter_stands_before_any_trial(running):
    put("C001", "town_score", "380", "2026-Q2", "441621102223")
    put("C002", "town_score", "300", "2026-Q2", "441621103201")
    scheme = Scheme.objects.get()
    grading.grade(scheme, Q2)
    grading.publish(scheme, Q2, running.county, second_signer())
    found = mine(running)
    assert (found.state, found.draft) == ("published", None)


def test_deeds_that_are_still_possible_say_what_they_give(running):
    found = mine(running)
    assert {each.words: each.gain for each in gains(found)} == {
        "再按时答复 1 件民情并告知本人": Decimal("66.67"),  # 200·1/4 + 100·(2/3 − 1/2)
        "再把 1 件办理结果告知本人": Decimal("50"),
        "再开展 1 次组织生活会": Decimal("50"),
    }


def test_a_matter_that_is_late_gives_nothing_any_more(running):
    Matter.objects.filter(number="4").update(due_on=date(2026, 5, 19))
    found = mine(running)
    said = [each.words for each in gains(found)]
    assert set(said) == {"再把 1 件办理结果告知本人", "再开展 1 次组织生活会"}


def test_a_fact_that_the_county_recorded_itself_is_moved_by_no_deed(running):
    fact = put("C001", "activity.branch_life", "1", "2026-Q2", "441621102223")
    type(fact).objects.update(confirmed_by="县基层办")
    found = mine(running)
    said = {each.words for each in gains(found)}
    assert said == {"再按时答复 1 件民情并告知本人", "再把 1 件办理结果告知本人"}


def test_when_the_posting_is_over_nothing_can_be_done_any_more(running):
    Posting.objects.filter(cadre="C001").update(until=date(2026, 5, 19))
    found = mine(running)
    assert found.state == "trial"
    assert gains(found) == []


def test_where_points_depend_on_others_no_deed_is_promised(running):
    Scheme.objects.all().delete()
    put_scheme(running.places.county, RANKED)
    put("C001", "town_score", "1", "2026-Q2", "441621102223")
    put("C002", "town_score", "2", "2026-Q2", "441621103201")
    found = mine(running)
    lines = {view.line.code: view.line.points for view in CardDisplay(found.card).leaves}
    assert lines["1.2"] == Decimal("100")  # the last of the whole county's two
    assert gains(found) == []


def test_the_page_says_the_arithmetic_for_whom_it_waits_and_what_would_change_it(running, as_user):
    page = as_user(running.cadre).get(MINE).content.decode()
    assert "试算，未定稿" in page
    assert "350.00" in page and "/ 600" in page
    assert "应办结 4 件，按时 2 件" in page
    assert "0 次：100 × 0 ÷ 2 = 0" in page
    assert "由乡镇党委评分，最多 400 分" in page
    assert "再按时答复 1 件民情并告知本人" in page and "+66.67" in page


def test_cards_of_the_quarters_before_are_listed_and_open(running, as_user):
    put("C001", "town_score", "380", "2026-Q1", "441621102223")
    grading.grade(Scheme.objects.get(), Q1)
    client = as_user(running.cadre)
    answer = client.get(MINE)
    assert [each.card.period for each in answer.context["own"]] == ["2026-Q2", "2026-Q1"]
    before = client.get(f"{MINE}?period=2026-Q1")
    assert before.context["shown"].state == "draft"
    assert "What would change it" not in before.content.decode()


def test_the_village_of_the_last_quarter_graded_stands_beside_it(cast, as_user, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: TODAY)
    graded(cast)
    answer = as_user(cast.cadre).get(MINE)
    assert answer.context["shown"].card.period == "2026-Q2"
    assert answer.context["village"].subject_name == "洋头村"
    assert "洋头村为2026年第1季度的得分" in answer.content.decode()


def test_two_postings_are_two_cards_each_with_its_village(running, as_user):
    Posting.objects.filter(cadre="C001").update(until=date(2026, 5, 10))
    Posting.objects.create(
        cadre=running.cadre.cadre, team=WorkTeam.objects.get(pk="T201"), since=date(2026, 5, 11)
    )
    client = as_user(running.cadre)
    own_ones = client.get(MINE).context["own"]
    assert [each.card.subject_code for each in own_ones] == ["C001@T201", "C001@T223"]
    shown = client.get(own_ones[1].href).context["shown"]
    assert shown.card.subject_code == "C001@T223"


def test_somebody_without_posting_is_told_when_a_card_comes(running, as_user):
    Posting.objects.filter(cadre="C001").delete()
    assert own_cards(running.cadre, TODAY) == []
    assert "还没有考核卡" in as_user(running.cadre).get(MINE).content.decode()


def test_an_account_without_a_cadre_has_no_card(running):
    Cadre.objects.filter(pk="C001").update(user=None)
    running.cadre = type(running.cadre).objects.get(pk=running.cadre.pk)
    assert own_cards(running.cadre, TODAY) == []


def test_a_scheme_of_the_year_alone_makes_no_trial(running):
    Scheme.objects.all().delete()
    put_scheme(running.places.county, SCHEME.replace(",quarter,", ",year,"))
    assert own_cards(running.cadre, TODAY) == []


def test_a_scheme_of_another_year_makes_no_trial(running):
    assert own_cards(running.cadre, date(2027, 2, 1)) == []


def test_the_phone_is_told_the_own_score(running):
    assert state(running.cadre, TODAY)["score"] | {"at": ""} == {
        "period": "2026-Q2",
        "state": "trial",
        "points": "350.00",
        "full": "600",
        "url": "/assessments/mine/?period=2026-Q2",
        "at": "",
    }


def test_a_phone_without_a_card_is_told_none(running):
    Posting.objects.filter(cadre="C001").delete()
    assert state(running.cadre, TODAY)["score"] is None


def test_a_trial_asks_equally_often_in_a_larger_county(running):
    few = selects(lambda: own_cards(running.cadre, TODAY))
    for n in range(12):
        person = Cadre.objects.create(code=f"X{n}", name="某", unit=running.cadre.cadre.unit)
        Posting.objects.create(
            cadre=person, team=WorkTeam.objects.get(pk="T201"), since=date(2026, 1, 8)
        )
        matter(running, f"9{n}", date(2026, 6, 1))
    assert selects(lambda: own_cards(running.cadre, TODAY)) == few <= 16
