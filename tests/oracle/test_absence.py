"""What is missing or not applicable in the oracle (§5), by hand."""

import pytest

from .writing import cards, column, facts_of, figures, points


def plain_line(params, method="deduct", rule="each=3"):
    return f"scheme|Z|100\nsection|1|20|sum\nitem|1.1|20|{method}|x|{rule};{params}"


@pytest.mark.parametrize(
    ("params", "x", "expected"),
    [
        ("", "-", "None"),
        ("missing=zero", "-", "0"),
        ("missing=full", "-", "20"),
        ("missing=fixed:12", "-", "12"),
        ("missing=zero", "NA", "20"),
        ("na=zero", "NA", "0"),
        ("na=fixed:12", "不涉及", "12"),
        ("na=rescale", "NA", "-"),
        ("na=mean", "NA 1 2", "15.5 17 14"),
        ("na=mean", "NA -", "20 None"),
        ("na=mean;missing=zero", "NA - 2", "14 0 14"),
        ("missing=zero", "0", "20"),
    ],
)
def test_missing_and_not_applicable_are_told_apart(params, x, expected):
    subjects = " ".join("ABC"[: len(x.split())])
    assert points(plain_line(params), "1.1", facts_of(x=x), subjects) == expected


def test_the_scheme_says_what_is_given_when_nothing_applies():
    table = "scheme|Z|100||| na=zero\n" + plain_line("").partition("\n")[2]
    assert points(table, "1.1", facts_of(x="NA")) == "0"


RESCALE = """
scheme  | Z     | 100 | | | na=rescale
section | 1     | 60  | sum
item    | 1.1   | 20  | earn | a | each=1; cap=30
item    | 1.2   | 30  | sum
item    | 1.2.1 | 10  | earn | b | each=1
item    | 1.2.2 | 20  | earn | c | each=1
item    | 1.3   | 10  | earn | d | each=1
section | 2     | 40  | score | e
"""


@pytest.mark.parametrize(
    ("d", "c", "total", "possible", "shown"),
    [
        # 60 / (60 − 10) = 1.2
        ("NA", "9.5", "55.4", "100", ["1 35.4/60", "1.1 12/24", "1.2 23.4/36", "1.2.1 12/12"]),
        # 60 / (60 − 20) = 1.5
        ("10", "NA", "65", "100", ["1 45/60", "1.1 15/30", "1.2 15/15", "1.2.1 15/15"]),
        # 60 / (60 − 30) = 2
        ("NA", "NA", "60", "100", ["1 40/60", "1.1 20/40", "1.2 20/20", "1.2.1 20/20"]),
    ],
)
def test_the_rest_of_the_section_takes_over_what_left(d, c, total, possible, shown):
    facts = facts_of(a="10", b="10", c=c, d=d, e="20")
    run = cards(RESCALE, "A", facts)
    assert figures(run["A"])[:4] == shown
    assert (column(run, "total"), column(run, "possible")) == (total, possible)


def test_rescaled_points_are_not_cut_by_the_cap_again():
    facts = facts_of(a="28", b="0", c="NA", d="0", e="0")
    assert points(RESCALE, "1.1", facts) == "42"


def test_a_line_is_rescaled_before_it_is_rounded():
    table = RESCALE.replace("| a | each=1;", "| a | each=0.3345;")
    facts = facts_of(a="10", b="0", c="0", d="NA", e="0")
    assert points(table, "1.1", facts) == "4.01"  # 3.345 · 1.2 = 4.014


def test_a_group_of_a_rescaled_section_holds_its_rescaled_points():
    facts = facts_of(a="0", b="10", c="20", d="NA", e="0")
    assert points(RESCALE, "1.2", facts) == "36"


def test_a_blend_is_rescaled_as_one_line():
    table = RESCALE.replace("30  | sum", "30  | blend | | weights=1:50, 2:50")
    (card,) = cards(table, "A", facts_of(a="0", b="5", c="20", d="NA", e="0")).values()
    assert figures(card)[2:5] == ["1.2 27/36", "1.2.1 5/10", "1.2.2 20/20"]


def test_a_blend_closes_up_when_a_child_leaves():
    table = RESCALE.replace("30  | sum", "30  | blend | | weights=1:50, 2:50")
    (card,) = cards(table, "A", facts_of(a="0", b="5", c="NA", d="0", e="0")).values()
    assert figures(card)[:4] == ["1 15/60", "1.1 0/20", "1.2 15/30", "1.2.1 5/10"]


def test_a_section_whose_lines_all_leave_is_gone():
    facts = facts_of(a="NA", b="NA", c="NA", d="NA", e="20")
    (card,) = cards(RESCALE, "A", facts).values()
    assert (figures(card), card["possible"], card["percent"]) == (["2 20/40"], 40, 50)
