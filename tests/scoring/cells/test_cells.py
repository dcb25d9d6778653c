"""What a cell may hold: numbers, names, params and their small grammars (§2, §3)."""

from dataclasses import replace

import pytest

from assessments.scoring.cells.params import unquoted
from tests.scoring.tables import ITEM, faults, scheme

REFUSED = [
    (ITEM + "12,5|earn|x|each=1", "4 points: 12,5 is not a number. Write 12.5."),
    (ITEM + "１２|earn|x|each=1", "4 points: １２ is not a number. Write 12."),
    (ITEM + "1,200|earn|x|each=1", "4 points: 1,200 is not a number. Write 1200."),
    (
        ITEM + "ten|earn|x|each=1",
        "4 points: “ten” is not a number. Write digits, like 12.5.",
    ),
    (ITEM + "-5|earn|x|each=1", "4 points: -5 is below 0. Write 0 or more."),
    (ITEM + "|earn|x|each=1", "4 points: There are no points. Write the full marks."),
    (ITEM + "5|earn|x|each=5%", "4 params: 5% is not a number. Write 5."),
    (ITEM + "5|earn|x|each=1 000", "4 params: 1 000 is not a number. Write 1000."),
    (ITEM + "5|earn|x|each=−5", "4 params: −5 is not a number. Write -5."),
    (
        ITEM + "5|earn|x|each",
        "4 params: “each” is not name=value. Write it like each=3, with ; between.",
    ),
    (
        ITEM + "5|earn|x|each=1；capp=2",
        "4 params: “each=1；capp=2” has full-width marks. Write each=1;capp=2.",
    ),
    (ITEM + "5|earn|x|each=1; each=2", "4 params: Param each is there twice. Keep one."),
    (ITEM + "5|earn|x|", "4 params: Param each is missing. Write each=…"),
    (ITEM + "5|earn|x|;", "4 params: Param each is missing. Write each=…"),
    (ITEM + "y|earn|x|", "4 params: Param each is missing. Write each=…"),
    (
        ITEM + "5|earn|x|each=1; eahc=2",
        "4 params: There is no param eahc here. It can be: each、floor、cap、missing、na、combine.",
    ),
    (
        ITEM + "5|eran|x|each=1",
        "4 method: Unknown method “eran”. Write one of: sum, deduct, earn, share, step, band, "
        "pass, label, score, votes, blend, rank, best, mean, from.",
    ),
    (
        ITEM + "5||x|",
        "4 method: There is no method. Write one of: sum, deduct, earn, share, step, band, pass, "
        "label, score, votes, blend, rank, best, mean, from.",
    ),
    (
        ITEM + "5|earn|x|each=1||month",
        "4 period: Unknown period “month”. Write one of: quarter, year.",
    ),
    (ITEM + "5|earn|x|each=1|||＠V1", "4 applies: “＠V1” has full-width marks. Write @V1."),
    (
        ITEM + "5|earn|x|each=1|||甲,＠V1",
        "4 applies: “甲,＠V1” has full-width marks. Write 甲,@V1.",
    ),
    (
        ITEM + "5|label|x|map=好:5，差:0",
        "4 params: “好:5，差:0” has full-width marks. Write 好:5,差:0.",
    ),
    (
        ITEM + "5|earn|x|each=1|||甲，乙、＠V1",
        "4 applies: “甲，乙、＠V1” has full-width marks. Write 甲,乙,@V1; if it is one name, "
        "put quotes round it.",
    ),
    (ITEM + "-0.5|earn|x|each=1", "4 points: -0.5 is below 0. Write 0 or more."),
    (
        ITEM + "5|earn|x|=5",
        "4 params: “=5” is not name=value. Write it like each=3, with ; between.",
    ),
    (ITEM + "5|from||scheme=", "4 params: There is no value. Write one, or leave this out."),
    (ITEM + "5|share|x|target=0", "4 params: 0 is not above 0. Write a number above 0."),
    (ITEM + "5|deduct|x|each=-2", "4 params: -2 is below 0. Write 0 or more."),
    (ITEM + "5|deduct|x|each=-0.5", "4 params: -0.5 is below 0. Write 0 or more."),
    (ITEM + "5|score|x|drop=1.5", "4 params: 1.5 is not a whole number. Write 0, 1, 2, …"),
    (
        ITEM + "5|pass|x|when=75",
        "4 params: “75” is no test. Write it like >=75 (with < <= > >= =).",
    ),
    (
        ITEM + "5|pass|x|when=≥75",
        "4 params: “≥75” is no test. Write it like >=75 (with < <= > >= =).",
    ),
    (
        ITEM + "5|label|x|map=好",
        "4 params: “好” is not name:points. Write it like 一类:100, 二类:90.",
    ),
    (
        ITEM + "5|label|x|map=:5",
        "4 params: “:5” is not name:points. Write it like 一类:100, 二类:90.",
    ),
    (
        ITEM + "5|label|x|map=,",
        "4 params: There is no value. Write one, or leave this out.",
    ),
    (ITEM + "5|label|x|map=好：5", "4 params: “好：5” has full-width marks. Write 好:5."),
    (ITEM + "5|label|x|map=好:5, 好:3", "4 params: 好 is there twice. Keep one."),
    (ITEM + "5|votes|x|weights=好:5, 好:3", "4 params: 好 is there twice. Keep one."),
    (
        ITEM + "9|blend||weights=1:2, 1:3\nitem|1.1.1|M|5|earn|x|each=1",
        "4 params: 1 is there twice. Keep one.",
    ),
    (
        ITEM + "5|rank|x|give=first",
        "4 params: “first” does not say what places give. "
        "Write linear:600..500, table:60,57,54 or drop:2.",
    ),
    (
        ITEM + "5|rank|x|give=first:3",
        "4 params: “first:3” does not say what places give. "
        "Write linear:600..500, table:60,57,54 or drop:2.",
    ),
    (
        ITEM + "5|rank|x|give=drop:",
        "4 params: “drop:” does not say what places give. "
        "Write linear:600..500, table:60,57,54 or drop:2.",
    ),
    (
        ITEM + "5|rank|x|give=linear:3..2..1",
        "4 params: “linear:3..2..1” does not say what places give. "
        "Write linear:600..500, table:60,57,54 or drop:2.",
    ),
    (
        ITEM + "5|earn|x|each=1; combine=weights:1,2||quarter",
        "4 params: “weights:1,2” has no weight for each of the four quarters. "
        "Write it like weights:35,35,20,10.",
    ),
    (
        ITEM + "5|earn|x|each=1; combine=weights:0,0,0,0||quarter",
        "4 params: “weights:0,0,0,0” has no weight for each of the four quarters. "
        "Write it like weights:35,35,20,10.",
    ),
    (
        ITEM + "5|earn|x|each=1; combine=avg||quarter",
        "4 params: avg will not do. Write one of: mean、sum、last、weights:35,35,20,10.",
    ),
    (
        ITEM + "5|earn|x|each=1; missing=mean",
        "4 params: mean will not do. Write one of: wait、zero、full、fixed:12.",
    ),
    (
        ITEM + "5|earn|x|each=1; missing=zero:12",
        "4 params: zero:12 will not do. Write one of: wait、zero、full、fixed:12.",
    ),
    (
        ITEM + "5|earn|x|each=1; missing=fixed",
        "4 params: fixed will not do. Write one of: wait、zero、full、fixed:12.",
    ),
    (
        ITEM + "5|step|x|target=1; each=1; want=up",
        "4 params: up will not do. Write one of: high、low.",
    ),
    (
        ITEM + "5|votes|x|weights=弃权:none",
        "4 params: All weights are 0 or none. Write at least one above 0.",
    ),
    (
        ITEM + "5|votes|x|weights=差:0, 弃权:none",
        "4 params: All weights are 0 or none. Write at least one above 0.",
    ),
    (ITEM + "5|best||of=1.1", "4 params: “1.1” is no line. Write line:CODE."),
    (ITEM + "5|best||of=row:1", "4 params: “row:1” is no line. Write line:CODE."),
    (ITEM + "5|best||of=line:", "4 params: “line:” is no line. Write line:CODE."),
    (
        "veto|V|X|||x|effect=stop",
        "3 params: “stop” is no effect. Write zero:CODE, zero:total, cap:GRADE or bar:OUTCOME.",
    ),
    (
        "veto|V|X|||x|effect=stop:1",
        "3 params: “stop:1” is no effect. Write zero:CODE, zero:total, cap:GRADE or bar:OUTCOME.",
    ),
    (
        "veto|V|X|||x|effect=zero:",
        "3 params: “zero:” is no effect. Write zero:CODE, zero:total, cap:GRADE or bar:OUTCOME.",
    ),
    ("veto|V|X|||x|", "3 params: Param effect is missing. Write effect=…"),
    (
        "grade|G|A||||when=total>9 or rank=1",
        "3 params: “9 or rank=1” is not a number. Write digits, like 12.5.",
    ),
    (
        "grade|G|A||||when=score>9",
        "3 params: “score>9” is no condition. Write it like total>=900 & rank<=3 "
        "(with total rank bottom grade percent).",
    ),
    (
        "grade|G|A||||when=total>9 & ",
        "3 params: “” is no condition. Write it like total>=900 & rank<=3 "
        "(with total rank bottom grade percent).",
    ),
    (
        "grade|G|A||||quota=130%",
        "3 params: 130% is not between 0% and 100%. Write a number between them.",
    ),
    (
        "grade|G|A||||quota=101%",
        "3 params: 101% is not between 0% and 100%. Write a number between them.",
    ),
    ("grade|G|A||||quota=三成", "3 params: “三成” is no quota. Write it like 30% or 3."),
    ("grade|G|A||||quota=1.5", "3 params: “1.5” is no quota. Write it like 30% or 3."),
    ("outcome|O|P||||years=3", "3 params: Param when is missing. Write when=…"),
    (
        "outcome|O|P||||when=rank=1; years=0",
        "3 params: 0 is not between 1 and 99. Write a number between them.",
    ),
]


@pytest.mark.parametrize(("table", "expected"), REFUSED)
def test_a_cell_that_cannot_be_read_is_refused(table, expected):
    assert expected in faults(table)


@pytest.mark.parametrize("mark", ["；", " ； ", "; "])
@pytest.mark.parametrize("after", ["cap=2", "cap = 2"])
def test_a_full_width_semicolon_parts_where_a_name_follows(mark, after):
    assert scheme(f"{ITEM}5|earn|x|each=1{mark}{after}").hash == scheme(PLAIN).hash


PLAIN = ITEM + "5|earn|x|each=1; cap=2"


def test_one_row_tells_all_that_is_wrong_in_it():
    found = faults(ITEM + "x|earn|f|each=b; cpa=3||month|甲，乙")
    columns = ["period", "points", "params", "params", "applies"]
    assert [text.partition(":")[0].split()[1] for text in found] == columns


def test_params_that_nobody_could_read_or_judge_are_blamed_once():
    assert [text[:8] for text in faults(ITEM + "5|earn|x|each")] == ["4 params"]
    assert [text[:8] for text in faults(ITEM + "5|eran|x|each=b")] == ["4 method"]
    assert [text[:8] for text in faults(ITEM + "5|sum|x|each=b")] == ["4 method"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"', '"'),
        ('""', ""),
        ('"a"', "a"),
        ("“a”", "a"),
        ("'a'", "a"),
        ("‘a’", "a"),
        ("'a\"", "'a\""),
    ],
)
def test_a_pair_of_quotes_is_dropped_and_one_mark_is_none(text, expected):
    assert unquoted(text) == expected


DEFAULTS = [
    ("deduct|x|each=1", "grace=0; limit=none; floor=0; cap=5; missing=wait; na=full; combine=mean"),
    ("step|x|target=5; each=1", "width=1; want=high; side=wrong; partial=linear"),
    ("pass|x|when=>1", "else=0"),
    ("score|x|", "drop=0"),
    ("votes|x|weights=好:100", "count=valid; min=0"),
    ("rank|x|give=drop:1", "of=; want=high; ties=1224"),
    ("best|x|", "of=; want=high"),
    ("mean|x|each=1", "of=; want=high; width=1; unit=percent; partial=linear"),
    ("from||scheme=O", "subject=self; value=share; factor=1"),
]


@pytest.mark.parametrize(("cells", "defaults"), DEFAULTS)
def test_a_default_may_be_written_out(cells, defaults):
    table = "section|1|S|5\nitem|1.1|L|5|" + cells
    short, long = scheme(table).rule("1.1"), scheme(f"{table}; {defaults}").rule("1.1")
    assert (short.params, short.missing, short.na) == (long.params, long.missing, long.na)
    assert (short.floor, short.cap) == (long.floor, long.cap)


def test_a_group_s_defaults_may_be_written_out():
    table = "section|1|S|5\nitem|1.1|Mix|5|blend||weights=1:1{}\nitem|1.1.1|L|5|earn|x|each=1"
    written = "; absent=wait; missing=wait; floor=0; cap=5"
    short, long = (scheme(table.format(cells)).rule("1.1") for cells in ("", written))
    assert (short.params, short.missing) == (long.params, long.missing)
    short, long = (scheme(f"section|1|S|5|sum||{cells}").rule("1") for cells in ("", "start=0"))
    assert short.params == long.params


def test_the_scheme_row_s_defaults_may_be_written_out():
    written = "series=T; decimals=2; ties=1224; na=full; min_class=3; min_days=0"
    heads = (f"scheme|T|T|5|||subject=village{cells}\n" for cells in ("", "; " + written))
    short, long = (scheme("section|1|S|5|earn|x|each=1", head=head) for head in heads)
    assert replace(short, rules=()) == replace(long, rules=())


def test_an_outcome_s_defaults_may_be_written_out():
    table = "section|1|S|5|earn|x|each=1\noutcome|O|Talk||||when=rank=1"
    short, long = (scheme(table + cells).rule("O") for cells in ("", "; years=1; grade_down=0"))
    assert short.params == long.params
