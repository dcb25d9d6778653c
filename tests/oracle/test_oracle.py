"""The oracle's methods (§3), pinned to cases worked by hand."""

from decimal import Inexact
from fractions import Fraction

import pytest

from .oracle import OtherResult, grade
from .table import decimal, rounded
from .writing import facts_of, plain, points, rows_of

COHORT = "A B C D"


def one_line(method, params, full=100):
    fact = "" if method == "from" else "x"
    return f"scheme|Z|1000\nsection|1|{full}|sum\nitem|1.1|{full}|{method}|{fact}|{params}"


@pytest.mark.parametrize(
    ("full", "method", "params", "x", "expected"),
    [
        # P − min(limit, max(0, x − grace) · each)
        (25, "deduct", "each=3", "5", "10"),
        (25, "deduct", "each=3", "9", "0"),
        (25, "deduct", "each=3;floor=none", "9", "-2"),
        (25, "deduct", "each=3;grace=2", "2", "25"),
        (25, "deduct", "each=3;grace=2", "5", "16"),
        (25, "deduct", "each=3;limit=10", "5", "15"),
        (25, "扣分", "each=3", "5", "10"),
        (10, "earn", "each=0.5", "7", "3.5"),
        (10, "earn", "each=2", "7", "10"),
        (10, "earn", "each=2;cap=none", "7", "14"),
        (10, "earn", "each=2;cap=12", "7", "12"),
        (20, "share", "target=80", "60", "15"),
        (20, "share", "target=80", "100", "20"),
        (20, "share", "target=3", "1", "6.67"),
        (20, "share", "target=80", "-4", "0"),
        (30, "step", "target=85;each=2", "85", "30"),
        (30, "step", "target=85;each=2", "82.5", "25"),
        (30, "step", "target=85;each=2;partial=floor", "82.5", "26"),
        (30, "step", "target=85;each=2;partial=ceil", "82.5", "24"),
        (30, "step", "target=85;each=2;width=5", "75", "26"),
        (30, "step", "target=85;each=2", "90", "30"),
        (30, "step", "target=85;each=2;side=both;cap=36", "90", "36"),
        (30, "step", "target=85;each=2;side=both;cap=36", "87", "34"),
        (30, "step", "target=5;each=2;want=low", "8", "24"),
        (30, "step", "target=5;each=2;want=low", "3", "30"),
        (5, "band", "bands=<80:0, <90:3, else:5", "79.99", "0"),
        (5, "band", "bands=<80:0, <90:3, else:5", "80", "3"),
        (5, "band", "bands=<80:0, <90:3, else:5", "90", "5"),
        (5, "band", "bands=>=90:5,>=80:3,else:1", "80", "3"),
        (5, "band", "bands==0:5, <=2:4, >2:0", "0", "5"),
        (5, "band", "bands==0:5, <=2:4, >2:0", "2", "4"),
        (10, "pass", "when=>=75", "75", "10"),
        (10, "pass", "when=>75;else=4", "75", "4"),
        (10, "pass", "when==0", "1", "0"),
        (100, "label", "map=一类:100, 二类:90, else:0", "二类", "90"),
        (100, "label", "map=一类:100, 二类:90, else:0", "四类", "0"),
        (50, "score", "", "43.25", "43.25"),
    ],
)
def test_a_value_earns_the_points_of_its_rule(full, method, params, x, expected):
    assert points(one_line(method, params, full), "1.1", {("A", "x"): x}) == expected


@pytest.mark.parametrize(
    ("entered", "params", "expected"),
    [
        ("80 90 91", "", "87"),
        ("80 90 90", "", "86.67"),
        ("10 80 90 100", "drop=1", "85"),
        ("80 90", "drop=1", "None"),
    ],
)
def test_several_scorers_are_averaged(entered, params, expected):
    facts = {("A", f"x.{i}"): value for i, value in enumerate(entered.split(), start=1)}
    assert points(one_line("score", params), "1.1", facts) == expected


@pytest.mark.parametrize(
    ("counts", "more", "expected"),
    [
        ("6 2 2 0", "", "76"),  # (6·100 + 2·80 + 2·0) / 10
        ("6 2 2 10", "", "76"),  # abstentions bear no weight
        ("6 2 2 10", "count=all", "38"),
        ("0 0 0 5", "", "None"),
        ("6 2 2 0", "min=11", "None"),
        ("6 - - -", "", "100"),
        ("- - - -", "", "None"),
    ],
)
def test_ballots_are_weighed(counts, more, expected):
    labels = ("优秀", "称职", "不称职", "弃权")
    counted = zip(labels, counts.split(), strict=True)
    facts = {("A", f"x.{label}"): n for label, n in counted if n != "-"}
    params = f"weights=优秀:100, 称职:80, 不称职:0, 弃权:none;{more}"
    assert points(one_line("votes", params), "1.1", facts) == expected


@pytest.mark.parametrize(
    ("method", "params", "x", "expected"),
    [
        ("rank", "give=linear:100..50", "9 7 7 1", "100 83.33 83.33 50"),
        ("rank", "give=linear:100..50;want=low", "9 7 7 1", "50 83.33 83.33 100"),
        ("rank", "give=table:60,57,54", "9 8 7 6", "60 57 54 54"),
        ("rank", "give=drop:2", "9 7 7 1", "100 98 98 94"),
        ("rank", "give=drop:2;ties=1223", "9 7 7 1", "100 98 98 96"),
        ("rank", "give=linear:100..50", "9 - NA 1", "100 None 100 50"),
        ("rank", "give=linear:100..50", "9", "100 None None None"),
        ("best", "want=high", "4 3 1 0", "100 75 25 0"),
        ("best", "want=low", "4 2 1 0", "0 0 0 100"),
        ("best", "want=low", "4 2 3 1", "25 50 33.33 100"),
        ("best", "want=high", "0 0 0 0", "100 100 100 100"),
        ("mean", "want=high;each=1", "12 10 9 9", "100 100 90 90"),
        ("mean", "want=low;each=1;unit=plain", "12 10 9 9", "98 100 100 100"),
        ("mean", "want=high;each=1;width=4;partial=floor", "12 10 9 9", "100 100 98 98"),
        ("mean", "want=high;each=1;width=4;partial=ceil", "12 10 9 9", "100 100 97 97"),
        ("mean", "want=high;each=3", "3 1 -2 -2", "100 100 94 94"),
    ],
)
def test_a_value_is_held_against_the_class(method, params, x, expected):
    assert points(one_line(method, params), "1.1", facts_of(x=x), COHORT) == expected


def test_the_class_and_not_the_county_is_the_field():
    run = points(one_line("rank", "give=drop:10"), "1.1", facts_of(x="9 8 7 6"), "A/甲 B/乙 C/甲 D")
    assert run == "100 100 90 100"


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ("scheme=T", "80"),
        ("scheme=T;value=total;factor=0.1", "7.2"),
        ("scheme=T;subject=township", "50"),
        ("scheme=U", "None"),
    ],
)
def test_another_scheme_is_quoted(params, expected):
    others = {("T", "A"): OtherResult(72, 90), ("T", "441621100"): OtherResult(50, 100)}
    subjects = [{"code": "A", "class": "", "days": None, "related": {"township": "441621100"}}]
    run = grade(rows_of(one_line("from", params)), "2026", subjects, {}, others=others)
    assert plain(run["A"]["lines"]["1.1"][0]) == expected


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [("2.345", 2, "2.35"), ("-2.345", 2, "-2.35"), ("2.3449", 2, "2.34"), ("0.5", 0, "1")],
)
def test_halves_are_rounded_away_from_zero(number, places, expected):
    assert plain(decimal(rounded(Fraction(number), places))) == expected


def test_a_number_without_end_is_never_passed_off_as_a_decimal():
    with pytest.raises(Inexact):
        decimal(Fraction(1, 3))
