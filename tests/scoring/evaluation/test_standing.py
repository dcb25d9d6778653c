"""Ranks, grades with quotas, ties across the last places, outcomes (§7)."""

from dataclasses import replace

import pytest

from assessments.scoring import Note, Standing, Subject, grade
from assessments.scoring.cells.conditions import Comparison, holds
from tests.scoring.tables import HEAD, ITEM, D, facts, run, scheme, village

BASE = "section|1|S|100\nitem|1.1|X|100|earn|x|each=1\n"


def cards(totals, rows="", head=HEAD, **options):
    """Cards of subjects a, b, c … with these totals; None waits."""
    subjects = {
        chr(97 + index): {} if total is None else {"x": total} for index, total in enumerate(totals)
    }
    return run(BASE + rows, head=head, **options, **subjects)


def grades(totals, rows, **options):
    return [card.grade for card in cards(totals, rows, **options).values()]


TIES_1223 = "scheme|T|Test|100|||subject=village; ties=1223\n"
MIN_DAYS = "scheme|T|Test|100|||subject=village; min_days=30\n"


@pytest.mark.parametrize(
    ("head", "totals", "ranks", "bottoms"),
    [
        (HEAD, ["90", "80", "70"], [1, 2, 3], [3, 2, 1]),
        (HEAD, ["90", "80", "80", "70"], [1, 2, 2, 4], [4, 2, 2, 1]),
        (HEAD, ["90", "70", "70"], [1, 2, 2], [3, 1, 1]),
        (HEAD, ["80", "80", "80"], [1, 1, 1], [1, 1, 1]),
        (HEAD, ["90", None, "80", "70"], [1, None, 2, 3], [3, None, 2, 1]),
        (HEAD, ["90", None, None], [1, None, None], [1, None, None]),
        (HEAD, ["90", "80"], [None, None], [None, None]),
        (TIES_1223, ["90", "80", "80", "70"], [1, 2, 2, 3], [3, 2, 2, 1]),
    ],
)
def test_ranks_by_total_inside_the_class(head, totals, ranks, bottoms):
    found = cards(totals, head=head).values()
    assert [card.rank for card in found] == ranks
    assert [card.bottom for card in found] == bottoms


def test_a_class_of_too_few_subjects_has_no_ranks():
    classes = {"a": "甲", "b": "甲", "c": "乙", "d": "乙", "e": "乙"}
    found = cards(["5", "4", "3", "2", None], classes=classes).values()
    assert [(card.rank, card.class_size) for card in found] == [
        (None, 0),
        (None, 0),
        (1, 2),
        (2, 2),
        (None, 2),
    ]


def test_too_few_days_get_a_score_and_no_rank():
    days = {"a": 29, "b": 30, "c": 90}
    found = cards(["90", "80", "70"], head=MIN_DAYS, days=days)
    assert [(card.total, card.rank) for card in found.values()] == [
        (D("90"), None),
        (D("80"), 1),
        (D("70"), 2),
    ]
    assert found["a"].days == 29


def test_conditions_on_rank_are_false_without_one():
    rows = "grade|G1|A||||when=rank<=9\ngrade|G2|B||||when=bottom<=9\ngrade|G3|C||||when=total>=0"
    assert grades(["90", "80"], rows) == ["G3", "G3"]
    assert grades(["90", "80", "70"], rows) == ["G1", "G1", "G1"]


CUTS = "grade|G1|A||||when=total>=90\ngrade|G2|B||||when=total>=80 & percent<90\ngrade|G3|C"


@pytest.mark.parametrize(
    ("total", "expected"),
    [("90", "G1"), ("89.99", "G2"), ("80", "G2"), ("79.99", "G3"), ("0", "G3")],
)
def test_a_grade_s_condition_is_met_at_its_edge(total, expected):
    assert grades([total], CUTS) == [expected]


@pytest.mark.parametrize(
    ("quota", "totals", "passed"),
    [
        ("2", ["95", "94", "93", "92"], "ab"),
        ("2", ["95", "94", "94", "92"], "a"),
        ("2", ["95", "95", "94", "92"], "ab"),
        ("1", ["95", "95", "94", "92"], ""),
        ("2", ["95", "95", "95", "92"], ""),
        ("3", ["95", "94", "94", "92"], "abc"),
        ("9", ["95", "94", "94", "92"], "abcd"),
        ("0", ["95", "94"], ""),
        ("101", ["95", "94", "93"], "abc"),
        ("30%", ["95", "94", "93", "92"], "a"),
        ("18%", [str(total) for total in range(100, 89, -1)], "a"),  # 18 % of 11 is 1.98
        ("50%", ["95", "94", "93", "92", "91"], "ab"),
        ("1%", ["95", "94", "93"], "a"),
        ("100%", ["95", "94", "93"], "abc"),
        ("50%", ["95", "94"], ""),
        ("1", ["95", "94"], "a"),
        ("50%", ["95", "94", "93", None], "a"),
        ("2", ["95", "94", "10", "9"], "ab"),
    ],
)
def test_quota_places(quota, totals, passed):
    rows = f"grade|G1|A||||when=total>=90; quota={quota}\ngrade|G2|B"
    found = cards(totals, rows)
    assert "".join(code for code, card in found.items() if card.grade == "G1") == passed


def test_places_are_counted_class_by_class():
    rows = "grade|G1|A||||when=total>=0; quota=50%\ngrade|G2|B"
    classes = dict.fromkeys("abcd", "甲") | dict.fromkeys("efg", "乙")
    totals = ["9", "8", "7", "6", "5", "4", "3"]
    assert grades(totals, rows, classes=classes) == ["G1", "G1", "G2", "G2", "G1", "G2", "G2"]


def test_who_misses_the_quota_falls_to_the_next_grade_that_holds():
    rows = (
        "grade|G1|A||||when=total>=90; quota=1\n"
        "grade|G2|B||||when=total>=80; quota=1\n"
        "grade|G3|C||||when=total<96"
    )
    assert grades(["99", "98", "97", "95"], rows) == ["G1", "G2", "", "G3"]


def test_the_run_tells_of_a_tie_across_the_last_places():
    table = scheme(BASE + "grade|G1|优秀||||when=total>=90; quota=2\ngrade|G2|B")
    given = facts(a={"x": "95"}, b={"x": "94"}, c={"x": "94"}, d={"x": "10"})
    found = grade(table, "2026", [village(code, "甲") for code in "abcd"], given)
    assert [card.grade for card in found.cards.values()] == ["G1", "G2", "G2", "G2"]
    [note] = found.notes
    assert (note.grade, note.class_name, note.places, note.subjects) == ("G1", "甲", 1, ("b", "c"))
    assert (
        note.text() == "甲：「优秀」还剩 1 个名额，2 个对象同分，均不评入，名额空缺。同分：b、c。"
    )
    assert "1 places of 优秀 are left and 2 subjects tie" in note.text("en")
    assert note.text(names={"b": "礼坑村"}).endswith("同分：礼坑村、c。")


def test_of_a_long_tie_ten_are_named_and_all_are_counted():
    note = Note("G1", "优秀", "", 3, tuple(f"v{n}" for n in range(11)))
    assert "11 个对象同分" in note.text() and note.text().endswith("v9等。")
    assert note.text("en").endswith("v9, ….")
    short = replace(note, subjects=note.subjects[:10])
    assert short.text().endswith("v9。") and short.text("en").endswith("v9.")


def test_a_grade_can_be_for_one_class_and_one_period():
    rows = "grade|G1|A||||when=total>=0||year|甲\ngrade|G2|B||||||year\ngrade|Q|Q||||||quarter"
    assert grades(["9", "8"], rows, classes={"a": "甲"}) == ["G1", "G2"]


OUTCOMES = """
grade|G1|优秀||||when=total>=90
grade|G2|合格||||when=total>=60
grade|G3|不合格
outcome|O1|Talk||||when=total<80 & bottom=1
outcome|O2|Honour||||when=grade=优秀; amount=5000
outcome|O3|Prize||||when=rank<=2||year|甲
outcome|O4|Down||||when=grade<=合格; grade_down=1
"""


def test_outcomes_are_proposed_where_their_condition_holds():
    found = cards(["95", "90", "79", "50"], OUTCOMES, classes=dict.fromkeys("abcd", "甲"))
    assert [card.outcomes for card in found.values()] == [
        ("O2", "O3"),
        ("O2", "O3"),
        ("O4",),
        ("O1", "O4"),
    ]
    assert [card.grade for card in found.values()] == ["G1", "G1", "G2", "G3"]


def test_all_that_tie_for_last_are_last():
    found = cards(["95", "50", "50"], "outcome|O1|Talk||||when=bottom=1")
    assert [card.outcomes for card in found.values()] == [(), ("O1",), ("O1",)]


def test_percent_is_rounded_before_it_is_compared():
    head = "scheme|T|Test|300|||subject=village\n"
    table = "section|1|S|300\nitem|1.1|X|300|earn|x|each=1\ngrade|G1|A||||when=percent>=66.67\n"
    assert run(table, head=head, a={"x": "200"})["a"].grade == "G1"  # 66.666…


def test_a_card_with_nothing_possible_has_no_percent():
    table = "section|1|S|10\nitem|1.1|X|10|earn|x|each=1|||甲\ngrade|G1|A||||when=percent>=0"
    card = run(table, a={"x": "5"})["a"]
    assert (card.total, card.possible, card.percent, card.grade) == (D("0"), D("0"), None, "")


@pytest.mark.parametrize(
    ("sign", "had", "wanted", "expected"),
    [
        ("=", "旧等", "旧等", True),
        ("=", "旧等", "新等", False),
        (">=", "旧等", "旧等", False),
        ("=", "", "", False),
        ("=", "优秀", "优秀", True),
        (">=", "优秀", "良好", True),
        (">", "优秀", "优秀", False),
        ("<", "良好", "优秀", True),
        ("=", "旧等", "优秀", False),
        (">=", "旧等", "优秀", False),
        ("<", "", "优秀", False),
        ("<", "优秀", "旧等", False),
    ],
)
def test_a_grade_that_the_period_does_not_know_is_only_ever_itself(sign, had, wanted, expected):
    term = Comparison("grade", sign, wanted)
    assert holds((term,), Standing(D("1"), grade=had), {"优秀": 2, "良好": 1}) is expected


def test_an_outcome_named_like_a_grade_is_barred_and_caps_nothing():
    table = """
    section|1|S|100
    item|1.1|X|100|earn|x|each=1
    veto|V|V|||v|effect=bar:O1
    grade|G1|优秀||||when=total>=90
    grade|G2|良好
    outcome|O1|良好||||when=total>=0
    """
    card = run(table, a={"x": "95", "v": "1!"})["a"]
    assert (card.grade, card.outcomes) == ("G1", ())


def test_a_quota_filled_without_a_tie_needs_no_note():
    table = scheme(ITEM + "100|earn|x|each=1\ngrade|G1|优秀||||quota=1\ngrade|G2|合格")
    people = [Subject(code, code) for code in "abc"]
    given = facts(a={"x": "9"}, b={"x": "8"}, c={"x": "8"})
    assert grade(table, "2026", people, given).notes == ()


def test_a_tie_for_a_grade_without_a_name_goes_by_its_code():
    table = scheme(ITEM + "100|earn|x|each=1\ngrade|G1|||||quota=1")
    given = facts(a={"x": "9"}, b={"x": "9"})
    [note] = grade(table, "2026", [Subject(code, code) for code in "ab"], given).notes
    assert note.grade_name == "G1"


def test_a_tie_is_told_in_full_in_both_languages():
    note = Note("G1", "优秀", "甲", 1, ("b", "c"))
    assert note.text("en") == (
        "甲: 1 places of 优秀 are left and 2 subjects tie for them; none of them passes and the "
        "places stay empty: b, c."
    )
    bare = Note("G1", "优秀", "", 1, ("b", "c"))
    assert bare.text("en").startswith("1 places")
    assert bare.text().startswith("「优秀」")
