"""The oracle's cards (§§3, 4, 6): groups, lines over lines, quarters and vetoes, by hand."""

from decimal import Decimal

import pytest

from .writing import cards, column, facts_of, figures, points

GROUPS = """
scheme  | Z     | 100
section | 1     | 60  | sum    |   | start=full
item    | 1.1   | 0   | deduct | a | each=5
item    | 1.2   | 0   | earn   | b | each=-2
section | 2     | 40  | sum
item    | 2.1   | 30  | sum
item    | 2.1.1 | 30  | score  | c
item    | 2.1.2 | 30  | score  | d
item    | 2.2   | 10  | score  | e
bonus   | J     | 15  | sum    |   | cap=12
bonus   | J.1   | 10  | earn   | f | each=1
bonus   | J.2   | 10  | earn   | g | each=1
"""


def test_groups_are_sums_within_their_bounds_and_bonus_passes_the_total():
    facts = facts_of(a="2", b="3", c="20", d="25", e="10", f="10", g="9")
    (card,) = cards(GROUPS, "A", facts).values()
    assert figures(card) == [
        "1 44/60",
        "1.1 -10/0",
        "1.2 -6/0",
        "2 40/40",
        "2.1 30/30",
        "2.1.1 20/30",
        "2.1.2 25/30",
        "2.2 10/10",
        "J 12/15",
        "J.1 10/10",
        "J.2 9/10",
    ]
    assert (card["total"], card["possible"], card["percent"]) == (96, 100, 96)


def test_a_full_start_is_not_lost_below_its_floor():
    facts = facts_of(a="20", b="0", c="0", d="0", e="0", f="0", g="0")
    assert points(GROUPS, "1", facts) == "0"


def test_a_child_of_a_full_start_cannot_give_more_than_nothing():
    facts = facts_of(a="-3", b="-3")
    assert points(GROUPS, "1.2", facts) == "0"


def test_the_total_may_pass_the_points_of_the_scheme():
    facts = facts_of(a="0", b="0", c="30", d="30", e="10", f="10", g="9")
    assert column(cards(GROUPS, "A", facts), "total") == "112"


BLEND = """
scheme  | Z   | 100
section | 1   | 100 | blend |   | weights=1:20, 2:30, 3:50 {more}
item    | 1.1 | 10  | score | a
item    | 1.2 | 10  | score | b
item    | 1.3 | 20  | score | c | | | {applies}
"""


@pytest.mark.parametrize(
    ("more", "applies", "facts", "expected"),
    [
        ("", "", {"a": "5", "b": "10", "c": "15"}, "77.5"),  # 20·½ + 30·1 + 50·¾
        ("", "", {"a": "5", "b": "-", "c": "15"}, "None"),
        (";absent=reweigh", "", {"a": "5", "b": "-", "c": "15"}, "67.86"),  # 47.5 / 70
        ("", "乙", {"a": "5", "b": "10", "c": "15"}, "80"),  # 40 / 50
        (";absent=reweigh", "", {"a": "-", "b": "-", "c": "-"}, "None"),
    ],
)
def test_a_blend_weighs_the_shares_of_its_children(more, applies, facts, expected):
    table = BLEND.format(more=more, applies=applies)
    assert points(table, "1", facts_of(**facts)) == expected


def test_a_child_group_is_held_against_its_own_points_in_a_blend():
    table = """
    scheme  | Z     | 100
    section | 1     | 100 | blend |   | weights=1:1
    item    | 1.1   | 20  | sum
    item    | 1.1.1 | 10  | score | a
    item    | 1.1.2 | 10  | score | b | | | 乙
    """
    assert points(table, "1", facts_of(a="10")) == "50"


def test_a_reweighed_child_keeps_nobody_waiting():
    run = cards(BLEND.format(more=";absent=reweigh", applies=""), "A", facts_of(a="5", b="10"))
    assert (run["A"]["state"], run["A"]["lines"]["1.3"]) == ("draft", (None, 20))


def test_a_waiting_card_keeps_its_other_lines_and_has_no_total():
    (card,) = cards(GROUPS, "A", facts_of(a="1", c="3", d="4", e="5", f="0", g="0")).values()
    assert (card["state"], card["waiting"]) == ("waiting", ["1.2"])
    assert (card["total"], card["possible"], card["rank"], card["grade"]) == (None,) * 4
    assert figures(card)[:5] == ["1 -/60", "1.1 -5/0", "1.2 -/0", "2 12/40", "2.1 7/30"]


def test_a_town_without_a_lake_can_reach_98():
    table = """
    scheme  | Z   | 100
    section | 1   | 100 | sum
    item    | 1.1 | 98  | share | a | target=10
    item    | 1.2 | 2   | share | b | target=10 | | 湖区
    """
    run = cards(table, "A B/湖区", facts_of(a="5 5", b="- 5"))
    assert column(run, "possible") == "98 100"
    assert (column(run, "total"), column(run, "percent")) == ("49 50", "50 50")


def test_a_single_subject_is_named_by_its_code():
    table = "scheme|Z|10\nsection|1|10|sum\nitem|1.1|10|score|x|||@B,乙"
    assert points(table, "1.1", facts_of(x="1 2 3"), "A B C/乙") == "- 2 3"


SECOND_ORDER = """
scheme  | Z   | 100
section | 1   | 100 | sum
item    | 1.1 | 100 | rank  |   | of=line:0; give=linear:100..60
section | 0   | 0   | sum   |   | cap=none
item    | 0.1 | 80  | score | a
item    | 0.2 | 20  | score | b
"""


def test_a_line_may_rank_another_and_an_auxiliary_section_adds_nothing():
    run = cards(SECOND_ORDER, "A B C", facts_of(a="80 10 40", b="0 20 -"))
    assert column(run, "total") == "100 60 None"
    assert run["A"]["lines"]["0"] == (80, 0)
    assert (run["A"]["possible"], run["C"]["lines"]["1.1"]) == (100, (None, 100))


def test_a_line_that_leaves_an_auxiliary_section_changes_no_other():
    table = SECOND_ORDER.replace("| b", "| b | na=rescale")
    assert points(table, "0.1", facts_of(a="70", b="NA")) == "70"


def test_a_line_over_one_that_is_off_the_card_is_not_applicable():
    table = SECOND_ORDER.replace("cap=none", "cap=none | | 乙")
    run = cards(table, "A B/乙", facts_of(a="0 70", b="0 10"))
    assert [card["lines"]["1.1"][0] for card in run.values()] == [100, 100]
    run = cards(
        table.replace("of=line:0;", "of=line:0; na=zero;"), "A B/乙", facts_of(a="0 7", b="0 1")
    )
    assert [card["lines"]["1.1"][0] for card in run.values()] == [0, 100]


def test_a_line_over_one_that_is_off_the_card_leaves_where_that_is_the_rule():
    table = SECOND_ORDER.replace("cap=none", "cap=none | | 乙")
    table = table.replace("of=line:0;", "of=line:0; na=rescale;")
    run = cards(table, "A B/乙", facts_of(a="0 70", b="0 10"))
    assert [list(card["lines"]) for card in run.values()] == [[], ["1", "1.1", "0", "0.1", "0.2"]]


QUARTERLY = """
scheme  | Z   | 100
section | 1   | 60 | sum   |   |   | quarter
item    | 1.1 | 40 | score | a | {combine}
item    | 1.2 | 20 | score | b | missing=zero | year
section | 2   | 40 | score | c
"""


def test_a_quarter_card_holds_the_quarter_lines_and_is_scaled():
    run = cards(QUARTERLY, "A", facts_of(a="30", b="9"), "2026-Q2")
    assert figures(run["A"]) == ["1 30/40", "1.1 30/40"]
    assert (run["A"]["possible"], run["A"]["percent"], run["A"]["scaled"]) == (40, 75, 75)


@pytest.mark.parametrize(
    ("combine", "given", "expected"),
    [
        ("", "10 20 30 35", "23.75"),
        ("", "10 - - 15.01", "12.51"),  # 12.505
        ("combine=sum", "10 15 5 -", "30"),
        ("combine=sum", "10 20 30 35", "40"),
        ("combine=last", "10 20 - -", "20"),
        ("combine=weights:35,35,20,10", "10 20 30 40", "20.5"),
        ("combine=weights:35,35,20,10", "10 - 30 -", "17.27"),  # 950 / 55
        ("", "- - - -", "None"),
        ("missing=full", "- - - -", "40"),
    ],
)
def test_the_year_is_combined_from_its_quarters(combine, given, expected):
    quarters = {
        f"2026-Q{number}": {"A": {} if got == "-" else {"1.1": Decimal(got)}}
        for number, got in enumerate(given.split(), start=1)
    }
    table = QUARTERLY.format(combine=combine)
    assert points(table, "1.1", facts_of(a="1", c="40"), quarters=quarters) == expected


def test_the_year_reads_its_own_facts_for_year_lines():
    quarters = {"2026-Q1": {"A": {"1.1": Decimal(22)}}}
    (card,) = cards(QUARTERLY, "A", facts_of(b="9", c="40"), quarters=quarters).values()
    assert figures(card) == ["1 31/60", "1.1 22/40", "1.2 9/20", "2 40/40"]
    assert (card["total"], card["scaled"]) == (71, None)


VETO = """
scheme  | Z   | 100
section | 1   | 60 | sum
item    | 1.1 | 40 | score | a
item    | 1.2 | 20 | score | b
section | 2   | 40 | score | c
bonus   | J   | 10 | earn  | d | each=1
veto    | V   |    |       | v | effect={effect}
"""


@pytest.mark.parametrize(
    ("effect", "v", "expected"),
    [
        ("zero:1", "1", ["40", "1 0/60", "1.1 0/40"]),
        ("zero:1.1", "是", ["50", "1 10/60", "1.1 0/40"]),
        ("zero:total", "2", ["0", "1 40/60", "1.1 30/40"]),
        ("zero:total", "0", ["80", "1 40/60", "1.1 30/40"]),
        ("zero:total", "否", ["80", "1 40/60", "1.1 30/40"]),
        ("zero:total", "-", ["80", "1 40/60", "1.1 30/40"]),
    ],
)
def test_a_confirmed_veto_takes_points(effect, v, expected):
    facts = facts_of(a="30", b="10", c="35", d="5", v=v)
    run = cards(VETO.format(effect=effect), "A", facts, confirmed={("A", "v")})
    assert [column(run, "total"), *figures(run["A"])[:2]] == expected
    assert run["A"]["possible"] == 100


def test_an_unconfirmed_veto_waits_and_changes_nothing():
    facts = facts_of(a="30", b="10", c="35", d="5", v="1")
    (card,) = cards(VETO.format(effect="zero:1"), "A", facts).values()
    assert (card["state"], card["waiting"], card["total"]) == ("waiting", ["V"], None)
    assert card["lines"]["1"] == (40, 60)
