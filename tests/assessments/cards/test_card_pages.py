"""Results and cards: what a card says, who may read it, and that waiting is never a number."""

import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.models import LedgerEntry
from assessments.cards.class_distribution import ClassDistribution
from assessments.grading import grading
from assessments.models import Card, Fact
from tests.assessments.graded import FACTS, PERIOD, Q1, Q2, graded, more_villages, put
from tests.stage import layer

pytestmark = pytest.mark.both

RESULTS = f"/assessments/ZJ-V-2026/{PERIOD}/"


@layer
def county(cast):
    graded(cast)
    return cast


def card(code, period=PERIOD):
    return Card.objects.get(subject_code=code, period=period)


def page_of(client, code, period=PERIOD):
    return client.get(f"/assessments/cards/{card(code, period).pk}/")


def names(answer):
    return [row.record.subject_name for row in answer.context["table"].rows]


def workbook(answer):
    return load_workbook(io.BytesIO(b"".join(answer))).active


def selects(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return sum(query["sql"].startswith("SELECT") for query in queries)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("county", ["洋头村", "礼坑村", "五一村"]),
        ("leader", ["洋头村", "礼坑村", "五一村"]),
        ("township", ["洋头村", "礼坑村"]),
        ("neighbour", ["五一村"]),
        ("unit", []),
    ],
)
def test_each_sees_the_results_of_its_scope(county, as_user, who, seen):
    assert names(as_user(getattr(county, who)).get(RESULTS)) == seen


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("q=ytc", ["洋头村"]),
        ("q=441621103201", ["五一村"]),
        ("q=礼坑", ["礼坑村"]),
        ("state=waiting", ["五一村"]),
        ("state=scored", ["洋头村", "礼坑村"]),
        ("range_to=800", ["礼坑村"]),
        ("range_from=560&range_to=560.01", ["礼坑村"]),
        ("grade_name=优秀", ["洋头村"]),
        ("township=441621103", ["五一村"]),
        ("sort=score", ["五一村", "礼坑村", "洋头村"]),
        ("q=nobody", []),
    ],
)
def test_results_can_be_narrowed_and_sorted(county, as_user, query, seen):
    assert sorted(names(as_user(county.county).get(f"{RESULTS}?{query}"))) == sorted(seen)


def test_a_wrong_filter_is_said_and_breaks_nothing(county, as_user):
    assert as_user(county.county).get(f"{RESULTS}?range_to=many&state=x").status_code == 200


def test_totals_are_of_the_whole_result_without_the_waiting(county, as_user):
    summary = as_user(county.county).get(f"{RESULTS}?per=25").context["summary"]
    assert summary == {
        "cards": 3,
        "scored": 2,
        "waiting": 1,
        "mean": Decimal("750.00"),
        "median": Decimal("750.00"),
    }


def test_the_export_holds_the_filtered_result_and_stands_on_the_ledger(county, as_user):
    answer = as_user(county.county).get(f"{RESULTS}?state=scored&export=csv")
    text = b"".join(answer).decode("utf-8-sig")
    assert text.count("\n") == 3
    assert "洋头村" in text and "五一村" not in text
    assert LedgerEntry.objects.filter(action="export").count() == 1


def test_a_period_that_is_none_has_no_page(county, as_user):
    assert as_user(county.county).get("/assessments/ZJ-V-2026/2026-Q5/").status_code == 404


def test_results_ask_equally_often_for_more_villages(county, as_user):
    client = as_user(county.county)
    few = selects(client, RESULTS)
    more_villages(county, 9)
    grading.grade(card("441621102223").scheme, Q1)
    assert selects(client, RESULTS) == few <= 19


def test_a_card_asks_equally_often_for_more_villages(county, as_user):
    client = as_user(county.county)
    path = f"/assessments/cards/{card('441621102223').pk}/"
    few = selects(client, path)
    more_villages(county, 9)
    grading.grade(card("441621102223").scheme, Q1)
    assert selects(client, path) == few <= 16


def test_a_card_says_its_arithmetic_its_clause_and_its_origin(county, as_user):
    page = page_of(as_user(county.county), "441621102224").content.decode()
    assert "300 − 2 × 50 = 200" in page
    assert "400 × 40 ÷ 100 = 160" in page
    assert "二(六)" in page
    assert "评分表" in page and "叶建明" in page
    assert '<p class="big">560.00</p>' in page
    assert "−240.00" in page  # 距 800 分


def test_points_lost_are_named_the_largest_first(county, as_user):
    reading = page_of(as_user(county.county), "441621102224").context["reading"]
    assert [(view.line.code, view.lost) for view in reading.losses()] == [
        ("2.1", Decimal("240")),
        ("1.1", Decimal("100")),
        ("1.2", Decimal("100")),
    ]


def test_what_is_printed_adds_up_to_the_total(county, as_user):
    put("441621102223", "praise", "2")
    grading.grade(card("441621102223").scheme, Q1)
    reading = page_of(as_user(county.county), "441621102223").context["reading"]
    points, full = reading.section_points
    assert points + reading.bonus_points == reading.card.total == Decimal("950")
    assert (points, reading.bonus_points, full) == (Decimal("940"), Decimal("10"), Decimal("1000"))


def test_a_waiting_card_shows_no_total_and_names_what_it_waits_for(county, as_user):
    answer = page_of(as_user(county.county), "441621103201")
    page = answer.content.decode()
    assert [view.line.name for view in answer.context["reading"].waits] == ["班子评价"]
    assert '<p class="big">待定</p>' in page
    assert "不能公布" in page
    assert answer.context["reading"].so_far == (Decimal("570"), Decimal("700"))
    assert "0.00 / 1000" not in page


def test_an_unconfirmed_veto_makes_the_card_wait_until_a_person_confirms_it(county, as_user):
    fact = put("441621102223", "fraud", "是")
    scheme = card("441621102223").scheme
    grading.grade(scheme, Q1)
    client = as_user(county.county)
    assert [v.line.name for v in page_of(client, "441621102223").context["reading"].waits] == [
        "财务违规"
    ]
    client.post(f"/assessments/facts/{fact.pk}/confirm/", {"basis": "纪委立案决定"})
    grading.grade(scheme, Q1)
    assert card("441621102223").total == Decimal("360")  # section 1 is zero


def test_the_period_before_stands_beside_each_point(county, as_user):
    facts = FACTS["441621102223"] | {"lead": "250"}
    for code, value in facts.items():
        put("441621102223", code, value, "2026-Q2")
    grading.grade(card("441621102223").scheme, Q2)
    reading = page_of(as_user(county.county), "441621102223", "2026-Q2").context["reading"]
    assert reading.change == Decimal("-30")
    lines = {view.line.code: view.before for view in reading.leaves}
    assert lines["1.1"] == Decimal("280")


@pytest.mark.parametrize(
    ("who", "code", "status"),
    [
        ("cadre", "C001", 200),
        ("cadre", "441621102223", 200),
        ("cadre", "441621102224", 404),
        ("unit", "C001", 200),
        ("unit", "441621102223", 404),
        ("township", "C001", 200),
        ("neighbour", "C001", 404),
        ("neighbour", "441621103201", 200),
        ("stranger", "441621102223", 404),
        ("scorer", "441621102223", 403),
    ],
)
def test_a_card_opens_for_those_it_concerns(county, as_user, who, code, status):
    assert page_of(as_user(getattr(county, who)), code).status_code == status


def test_neighbours_in_the_class_open_only_in_ones_own_scope(county, as_user):
    put("441621103201", "lead", "240")
    grading.grade(card("441621102223").scheme, Q1)
    middle = card("441621103201").pk
    first, last = card("441621102223").pk, card("441621102224").pk
    county_page = page_of(as_user(county.county), "441621103201").context
    assert county_page["neighbours"] == [first, last]
    assert page_of(as_user(county.township), "441621102223").context["neighbours"] == [None, None]
    strip = ClassDistribution(card("441621102223"), Decimal("940"), Decimal("800"))
    assert [pk for pk, _score in strip.rows] == [first, middle, last]
    assert strip.beyond == 1


def test_the_strip_draws_every_score_of_the_class_within_its_ends(county):
    strip = ClassDistribution(card("441621102224"), Decimal("560"), Decimal("800"))
    assert (strip.low, strip.high) == (Decimal("560"), Decimal("960"))
    assert strip.ticks == [("95.00%", False), ("0.00%", True)]
    assert strip.cut == "60.00%"


def test_a_cadre_reads_the_own_card_in_words_and_the_villages_beside_it(county, as_user):
    answer = as_user(county.cadre).get(f"/assessments/mine/?period={PERIOD}")
    page = answer.content.decode()
    assert answer.context["village"].subject_name == "洋头村"
    assert "900.00" in page and "940.00" in page
    assert "不看日记篇数" in page


def test_every_line_of_the_result_can_be_taken_along(county, as_user):
    answer = as_user(county.county).get(f"{RESULTS}?state=scored&export=csv&lines=1")
    text = b"".join(answer).decode("utf-8-sig")
    assert "300 − 2 × 50 = 200" in text
    assert "441621103201" not in text


def test_a_workbook_holds_numbers_as_numbers_and_codes_as_text(county, as_user):
    client = as_user(county.county)
    sheet = workbook(client.get(f"{RESULTS}?export=xlsx"))
    head, row = [cell.value for cell in sheet[1]], sheet[2]
    cells = dict(zip(head, row, strict=True))
    assert (cells["总分"].value, cells["总分"].number_format) == (940, "0.00")
    assert (cells["名次"].value, cells["对象代码"].value) == (1, "441621102223")
    waiting = dict(zip(head, sheet[4], strict=True))
    assert (waiting["总分"].value, waiting["名次"].value) == (None, None)


def test_a_workbook_of_lines_keeps_what_is_no_number_as_text(county, as_user):
    put("441621102223", "lead", "280", PERIOD)
    Fact.objects.filter(subject_code="441621102223", code="progress").update(
        value="", not_applicable=True, source="=1+1"
    )
    grading.grade(card("441621102223").scheme, Q1)
    sheet = workbook(as_user(county.county).get(f"{RESULTS}?export=xlsx&lines=1"))
    head = [cell.value for cell in sheet[1]]
    rows = [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    by_line = {r["编号"].value: r for r in rows if r["对象代码"].value == "441621102223"}
    assert (by_line["1.1"]["数据"].value, by_line["1.1"]["得分"].value) == (280, 280)
    assert by_line["1.1"]["编号"].data_type == "s"
    assert (by_line["2.1"]["数据"].value, by_line["2.1"]["说明"].data_type) == ("NA", "s")
    assert by_line["2.1"]["说明"].value.startswith("=1+1")


def test_a_villages_file_shows_its_scores_and_the_list_its_latest(county, as_user):
    client = as_user(county.township)
    page = client.get("/villages/441621102223/").content.decode()
    assert "940.00" in page
    tab = client.get("/villages/441621102223/?tab=cards")
    assert [each.period for each in tab.context["panel"][1]["cards"]] == [PERIOD]
    assert "560.00" in client.get("/villages/").content.decode()
