"""Rulings of docs/scoring.md that no other test file comes upon; numbered as there."""

from pathlib import Path

import assessments.scoring
from assessments.scoring import grade, parse
from tests.scoring.tables import D, faults, run, scheme, village

DOCS = Path(assessments.scoring.__file__).parents[2] / "docs" / "scoring.md"


def test_1_a_veto_s_code_needs_no_row_above_it():
    table = "section|1|S|10\nitem|1.1|X|10|earn|x|each=1\nveto|8.1|V|||v|effect=zero:1\ngrade|9.1|A"
    assert faults(table) == []
    assert run(table, a={"x": "3", "v": "1!"})["a"].total == D("0")


def test_2_a_vetoed_section_takes_the_bonus_under_it_along():
    table = """
    section|1|S|10
    item|1.1|X|10|earn|x|each=1
    bonus|1.9|Extra|5|earn|y|each=1
    veto|V|V|||v|effect=zero:1
    """
    assert run(table, a={"x": "3", "y": "2"})["a"].total == D("5")
    assert run(table, a={"x": "3", "y": "2", "v": "1!"})["a"].total == D("0")


def test_5_rows_under_a_row_that_does_not_apply_are_absent():
    table = """
    section|1|S|10
    item|1.1|X|6|earn|x|each=1
    item|1.2|Group|4|sum|||||甲
    item|1.2.1|Y|4|earn|y|each=1
    """
    card = run(table, a={"x": "6"})["a"]
    assert ([line.code for line in card.lines], card.possible) == (["1", "1.1"], D("6"))


def test_5_a_class_whose_name_holds_a_comma_is_written_in_quotes():
    table = """
    section|1|S|10
    item|1.1|X|6|earn|x|each=1|||"镇区、街道",后进村
    item|1.2|Y|4|earn|y|each=1|||“甲，乙", 丙”
    """
    first, second = (scheme(table).rule(code) for code in ("1.1", "1.2"))
    assert first.applies.classes == {"镇区、街道", "后进村"}
    assert second.applies.classes == {'甲，乙", 丙'}
    assert parse(scheme(table).to_rows()).scheme == scheme(table)
    card = run(table, classes={"a": "镇区、街道"}, a={"x": "6"})["a"]
    assert [line.code for line in card.lines] == ["1", "1.1"]


def test_11_only_all_scorers_make_a_line_not_applicable():
    table = "section|1|S|10\nitem|1.1|X|10|score|x|na=zero"
    assert run(table, a={"x.1": "NA", "x.2": "6"})["a"].total == D("6")
    assert run(table, a={"x.1": "NA", "x.2": "NA"})["a"].line("1.1").policy == "na=zero"


def test_13_below_a_best_of_nought_the_formula_stands():
    table = "section|1|S|10\nitem|1.1|X|10|best|x|cap=none"
    cards = run(table, a={"x": "-2"}, b={"x": "-4"})
    assert [card.line("1.1").points for card in cards.values()] == [D("10"), D("20")]


def test_16_a_vetoed_line_ranks_with_its_nought_and_a_waiting_one_not_at_all():
    table = """
    section|1|S|20
    item|1.1|X|10|earn|x|each=1
    item|1.2|Place|10|rank||of=line:1.1; give=table:10,5; missing=fixed:1
    """
    cards = run(table, a={"x": "3"}, b={}, c={"x": "4"})
    assert [card.line("1.2").points for card in cards.values()] == [D("5"), D("1"), D("10")]


def test_19_a_veto_does_not_lower_the_mean_of_the_others():
    table = """
    section|1|S|10
    item|1.1|X|10|earn|x|each=1; na=mean
    veto|V|V|||v|effect=zero:1.1
    """
    cards = run(
        table, a={"x": "8", "v": "1!"}, b={"x": "4"}, c={"x": "NA"}, d={"x": "NA", "v": "1!"}
    )
    assert [card.total for card in cards.values()] == [D("0"), D("4"), D("6"), D("0")]


def test_20_a_quarter_s_section_folds_by_its_whole_points():
    """Section of 100 with 80 on the quarter's card: 20 leave, the others × 100 ÷ 80."""
    table = """
    section|1|S|100|||||quarter
    item|1.1|X|60|earn|x|each=1
    item|1.2|Gone|20|earn|y|each=1; na=rescale
    item|1.3|Yearly|20|earn|z|each=1||year
    """
    card = run(table, "2026-Q1", a={"x": "30", "y": "NA"})["a"]
    assert (card.line("1.1").points, card.line("1.1").full) == (D("37.50"), D("75"))
    assert (card.possible, card.percent) == (D("75"), D("50"))


def test_23_a_row_without_points_of_its_own_keeps_its_cap_over_the_year():
    table = scheme("""
    section|1|S|10
    item|1.1|X|10|earn|x|each=1; missing=zero
    bonus|B|Praise|0|earn|p|each=1; cap=5; combine=sum||quarter
    """)
    quarters = {f"2026-Q{n}": {"a": {"B": D("2")}} for n in (1, 2, 3)}
    card = grade(table, "2026", [village("a")], {}, quarters=quarters).cards["a"]
    assert card.line("B").points == D("5")


def test_27_grades_compare_by_quality():
    table = """
    section|1|S|10
    item|1.1|X|10|earn|x|each=1
    grade|G1|优秀||||when=total>=9
    grade|G2|良好||||when=total>=7
    grade|G3|合格
    outcome|O1|Good||||when=grade>=良好
    outcome|O2|Less||||when=grade<优秀
    """
    cards = run(table, a={"x": "9"}, b={"x": "7"}, c={"x": "1"})
    assert [card.outcomes for card in cards.values()] == [("O1",), ("O1", "O2"), ("O2",)]


def test_the_page_names_every_module_of_the_package():
    page = DOCS.read_text(encoding="utf-8")
    core = Path(assessments.scoring.__file__).parent
    modules = {path.stem for path in core.rglob("*.py") if path.parent.name != "methods"}
    modules -= {"__init__"}
    assert {name for name in modules if f"`{name}`" not in page} == set()


def test_the_rulings_are_numbered_without_a_gap():
    page = DOCS.read_text(encoding="utf-8").partition("## Rulings")[2]
    numbers = [int(line.split(".")[0]) for line in page.splitlines() if line[:1].isdigit()]
    assert numbers == list(range(1, len(numbers) + 1))
