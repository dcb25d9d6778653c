"""What a card keeps and shows of its lines: measured values, traces, notes (§8)."""

import pytest

from assessments.scoring import Card, FactValue, Line, OtherResult, Subject, grade
from assessments.scoring.arithmetic.numbers import number_text
from tests.scoring.tables import ITEM, D, line, run, scheme


@pytest.mark.parametrize(
    ("value", "text"),
    [(D("1E+2"), "100"), (D("1E-7"), "0.0000001"), (D("100"), "100"), (D("0.50"), "0.5"), (3, "3")],
)
def test_numbers_are_written_without_exponent_and_idle_zeros(value, text):
    assert number_text(value) == text


LACKS = [
    ("earn|x|each=1", {"x": "多"}, "多"),
    ("label|x|map=好:40", {"x": "差"}, "差"),
    ("votes|x|weights=好:100, 差:0; min=20", {"x.好": "12"}, "12"),
    ("score|x|drop=1", {"x.1": "12", "x.2": "13"}, "2"),
    ("earn|x|each=1", {}, ""),
]


@pytest.mark.parametrize(("cells", "given", "expected"), LACKS)
def test_what_does_not_suffice_is_shown_as_measured(cells, given, expected):
    assert line(ITEM + "40|" + cells, **given).measured == expected


def test_a_year_shows_its_quarters_as_measured():
    table = scheme(ITEM + "40|earn|x|each=1||quarter")
    quarters = {f"2026-Q{n}": {"a": {"1.1": D("5.50")}} for n in (1, 3)}
    card = grade(table, "2026", [Subject("a", "A")], {}, quarters=quarters).cards["a"]
    assert card.line("1.1").measured == "Q1 5.5、Q3 5.5"


def test_a_label_is_shown_as_measured():
    assert line(ITEM + "40|label|x|map=二类:40", x="二类").measured == "二类"


def test_a_cited_total_says_so_in_its_trace():
    table = scheme(ITEM + "40|from||scheme=O; value=total; factor=0.5")
    others = {("O", "a"): OtherResult(D("60"), D("100"))}
    card = grade(table, "2026", [Subject("a", "A")], {}, others=others).cards["a"]
    assert card.line("1.1").trace == (("from", "O", "total", D("0.5"), D("60"), None),)


def test_a_line_read_back_has_its_trace_as_it_was_but_for_decimals():
    found = line(ITEM + "40|votes|x|weights=好:100, 差:0", **{"x.好": "3"})
    again = Line.from_json(found.as_json())
    counts = (("好", "3", "100"), ("差", "0", "0"))
    assert again.trace == (("votes", "40", counts, "3", "300"),)


def test_a_fact_without_a_note_leaves_none():
    assert line(ITEM + "40|earn|x|each=2", x="3").trace == (("earn", D("3"), D("2")),)


def test_a_reader_s_note_on_a_line_that_does_not_apply_is_passed_over():
    given = {"a": {"x": FactValue(D("1"), note="应到 66 天")}}
    table = scheme(ITEM + "40|earn|x|each=1|||甲")
    assert grade(table, "2026", [Subject("a", "A")], given).cards["a"].lines == ()


def test_a_line_names_the_facts_it_reads():
    table = (
        "section|1|S|40\nitem|1.1|L|40|votes|x|weights=好:100, 差:0\nitem|1.2|M|40|earn|y|each=1"
    )
    found = [line(table, code, y="1").facts for code in ("1", "1.1", "1.2")]
    assert found == [(), ("x.好", "x.差"), ("y",)]


def test_a_line_says_which_row_it_is_of():
    table = "section|1|S|40\nitem|1.1|后备干部|40|earn|x|each=1|镇|||二(一)"
    found = line(table, x="3")
    assert (found.code, found.name, found.level) == ("1.1", "后备干部", "item")
    assert (found.method, found.basis) == ("earn", "二(一)")


def test_a_card_knows_its_own_lines_only():
    with pytest.raises(KeyError, match=r"1\.2"):
        run(ITEM + "40|earn|x|each=1", a={"x": "3"})["a"].line("1.2")


def test_a_scheme_without_rows_leaves_empty_cards():
    cards = run("", a={}, b={})
    assert [(card.lines, card.total, card.possible) for card in cards.values()] == [
        ((), D("0"), D("0")),
        ((), D("0"), D("0")),
    ]


def test_a_card_read_back_has_its_numbers():
    table = "section|1|S|40\nitem|1.1|L|40|earn|x|each=1||quarter"
    card = run(table, "2026-Q1", a={"x": "30"})["a"]
    again = Card.from_json(card.as_json())
    assert (again.total, again.possible) == (D("30"), D("40"))
    assert (again.percent, again.scaled) == (D("75"), D("75"))
