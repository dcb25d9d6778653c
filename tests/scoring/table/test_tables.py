"""The table in and out: names in both languages, no loss on the way round (§2)."""

import pytest

from assessments.scoring import (
    COLUMNS,
    LEVELS,
    METHODS,
    PERIODS,
    SUBJECTS,
    FactValue,
    english,
    parse,
)
from tests.scoring.tables import HEAD, ITEM, D, rows, scheme

FULL = """
办法|ZJ-VILLAGE-2026|村级千分制|1000|||subject=村; year=2026; decimals=2; na=zero|||| 总则
类别|1|班子建设|800|合计||||季
指标|1.1|交叉任职|400.0|达标|branch.cross|when=">=75"|系统|||二(一)
指标|1.2|后备干部|400|扣分|gap|each=15 ;limit=none;;floor=“0”|镇|季度|先进村, @441621100001|二(一)
类别|2|测评|200|||||年度
指标|2.1|群众测评|200|测评|vote|weights=优秀:100, 称职:80, 弃权:none; min=20
加分|7|加分|20|合计
加分|7.1|表扬|20|计分|praise|each=5; missing=zero
否决|8|财务重大违规|||fraud|effect=zero:1
等次|G1|优秀||||when=total>=900 & rank<=3; quota=30%
结果运用|O1|诫勉||||when=total<800 & bottom=1; years=3
"""


def test_the_whole_table_is_read():
    table = scheme(FULL, head="")
    assert (table.code, table.name, table.points) == ("ZJ-VILLAGE-2026", "村级千分制", D("1000"))
    assert (table.subject, table.year, table.series) == ("village", 2026, "ZJ-VILLAGE")
    assert (table.decimals, table.ties, table.min_class, table.min_days) == (2, "1224", 3, 0)
    assert table.na.kind == "zero"
    rule = table.rule("1.2")
    assert (rule.level, rule.method, rule.period, rule.scorer, rule.basis) == (
        "item",
        "deduct",
        "quarter",
        "镇",
        "二(一)",
    )
    assert (rule.applies.classes, rule.applies.codes) == ({"先进村"}, {"441621100001"})
    assert (rule.floor, rule.cap, rule.params["limit"]) == (D("0"), D("400"), None)
    assert [row.period for row in table.rules[1:5]] == ["quarter"] * 3 + ["year"]


def test_a_table_goes_round_without_loss():
    first = parse(rows(FULL))
    again = parse(first.scheme.to_rows())
    assert again.scheme == first.scheme
    assert again.scheme.to_rows() == first.scheme.to_rows()
    assert again.scheme.hash == first.scheme.hash
    cells = dict(first.scheme.to_rows()[3][1])
    assert cells == {
        "level": "item",
        "code": "1.2",
        "name": "后备干部",
        "points": "400",
        "method": "deduct",
        "fact": "gap",
        "params": "each=15; limit=none; floor=0",
        "scorer": "镇",
        "period": "quarter",
        "applies": "先进村,@441621100001",
        "basis": "二(一)",
    }


def test_the_hash_is_of_the_content():
    base = scheme(FULL, head="").hash
    spaced = FULL.replace("each=15 ;limit=none;;", "  each=15;  limit=none;")
    assert scheme(spaced.replace("指标", "item"), head="").hash == base
    numbered = [(number + 7, cells) for number, cells in rows(FULL)]
    assert parse(numbered).scheme.hash == base
    assert parse(numbered).scheme == scheme(FULL, head="")
    assert scheme(FULL.replace("each=15", "each=16"), head="").hash != base
    assert scheme(FULL.replace("后备干部", "后备"), head="").hash != base


def test_blank_rows_are_passed_over():
    text = HEAD + "||\nsection|1|S|100\nitem|1.1|X|100|earn|x|each=1\n|  |\n"
    assert [rule.row for rule in parse(rows(text)).scheme.rules] == [2, 4, 5]


@pytest.mark.parametrize("names", [COLUMNS, LEVELS, METHODS, PERIODS, SUBJECTS])
def test_each_name_is_known_in_both_languages(names):
    for name, chinese in names.items():
        assert english(names, name) == english(names, chinese) == name
    assert english(names, "nothing") is None
    assert len(set(names.values())) == len(names)


def test_facts_needed_by_period():
    table = scheme(FULL, head="")
    assert table.facts_needed("2026-Q1") == ("branch.cross", "gap")
    assert table.facts_needed("2026") == ("vote", "praise", "fraud")
    assert table.rule("2.1").fact_codes == ("vote.优秀", "vote.称职", "vote.弃权")
    with pytest.raises(ValueError, match="not a period"):
        table.facts_needed("2026-Q5")


def test_a_series_can_be_named():
    head = "scheme|NEW-2027|Test|100|||subject=village; series=OLD\n"
    assert scheme("section|1|S|100\nitem|1.1|X|100|earn|x|each=1", head=head).series == "OLD"


def test_cells_are_tidied():
    table = scheme(ITEM + "100.0|计分|x|each=1;||年度\nveto|V|V||扣分|v|effect=zero:1")
    assert [number for number, _ in table.to_rows()] == [2, 3, 4, 5]
    cells = dict(table.to_rows()[2][1])
    assert (cells["points"], cells["method"], cells["period"]) == ("100", "earn", "year")
    assert (table.rule("V").method, table.rule("V").cells["method"]) == ("", "")


def test_a_veto_whose_code_lies_under_a_section_is_not_added_to_it():
    table = ITEM + "100|earn|x|each=1\nveto|1.9|V|||v|effect=zero:total"
    assert scheme(table).rule("1").children == ("1.1",)


def test_the_hash_of_a_table_never_changes():
    """Cards name it: another way of hashing would make every scheme in force look changed."""
    table = scheme("section|1|班子|100\nitem|1.1|后备|100|earn|x|each=1")
    assert table.hash[:16] == "b0b0e718c8802796"


def test_a_line_that_looks_at_another_needs_no_fact():
    table = scheme(ITEM + "50|earn|x|each=1\nitem|1.2|M|50|best||of=line:1.1")
    assert table.facts_needed("2026") == ("x",)


@pytest.mark.parametrize(
    ("text", "expected"), [("乡镇", "township"), ("unit", "unit"), ("驻村工作队", "team")]
)
def test_a_scheme_is_for_one_kind_of_subject(text, expected):
    head = f"scheme|T|Test|100|||subject={text}\n"
    assert scheme(ITEM + "100|earn|x|each=1", head=head).subject == expected


def test_a_row_takes_its_period_from_the_nearest_row_above_it():
    table = scheme("""
    section|1|S|100|||||季度
    item|1.1|X|60|earn|x|each=1
    item|1.2|Y|40|earn|y|each=1||年度
    veto|1.9.9|V|||v|effect=zero:total
    """)
    periods = [table.rule(code).period for code in ("1", "1.1", "1.2", "1.9.9")]
    assert periods == ["quarter", "quarter", "year", "quarter"]


def test_only_lines_and_vetoes_need_their_facts():
    table = scheme("section|1|S|100||idle\nitem|1.1|X|100|earn|x|each=1\ngrade|G1|A|||idle")
    assert table.facts_needed("2026") == ("x",)


def test_a_text_is_no_fact_of_a_row_without_a_method():
    table = scheme(ITEM + "40|earn|x|each=1\ngrade|G|Good|||y")
    assert table.check_fact("y", FactValue.of("many")).key == "no_number"
    assert table.check_fact("y", FactValue.of("3")) is None
    assert table.check_fact("y.1", FactValue.of("many")) is None
