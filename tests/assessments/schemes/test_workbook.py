"""The template of a scheme and schemes written out: what a clerk opens, and nothing lost in it."""

import io
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assessments.evidence import READERS
from assessments.imports import IMPORTS
from assessments.schemes import workbook, workbook_notes
from assessments.scoring import (
    COLUMNS,
    LEVELS,
    METHODS,
    PERIODS,
    FactValue,
    OtherResult,
    Subject,
    english,
    grade,
    parse,
)
from assessments.scoring.registry import BY_NAME
from tests.oracle import generate
from villages.models import County
from villages.tables_in.sheets import mark
from villages.tables_in.workbooks import INVISIBLE

NAMES = {"level": LEVELS, "method": METHODS, "period": PERIODS}


def read(data):
    """What an import reads: rows by English column key, names as they stand in the file."""
    sheet = IMPORTS["scheme"]().read(data)
    assert (sheet.faults, sheet.warnings) == ([], [])
    return [(row.number, {name: row.text(name) for name in COLUMNS}) for row in sheet.rows]


def in_english(table):
    for _number, cells in table:
        for column, names in NAMES.items():
            cells[column] = english(names, cells[column]) or ""
    return table


def as_gbk(data):
    return data.decode("utf-8-sig").encode("gb18030")


FORMS = {
    "csv": workbook.scheme_csv,
    "english csv": lambda table: workbook.scheme_csv(table, chinese=False),
    "gbk": lambda table: as_gbk(workbook.scheme_csv(table)),
    "xlsx": lambda table: workbook.scheme_xlsx(table, "T"),
    "english xlsx": lambda table: workbook.scheme_xlsx(table, "T", chinese=False),
}
FORM = pytest.mark.parametrize("write", FORMS.values(), ids=FORMS.keys())

# Printable text of any script with line breaks; what GB18030 or a sheet cannot hold is refused
# on import (control characters, lone surrogates).
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), include_characters="\n")
CELL = st.one_of(
    st.text(CHARACTERS, max_size=12),
    st.sampled_from(
        ["=1+1", "@441621102223", "-2", "+3", "＝A1", "1.10", "007", "'a", 'a"b,c', "TRUE"]
    ),
).map(lambda text: text.strip(INVISIBLE).strip())
POINTS = st.decimals(0, 100_000, places=4).map(lambda number: f"{number.normalize() + 0:f}")


@st.composite
def tables(draw):
    table = []
    for number in range(2, draw(st.integers(3, 6))):
        cells = {column: draw(CELL) for column in COLUMNS}
        cells |= {column: draw(st.sampled_from(list(names))) for column, names in NAMES.items()}
        cells |= {"code": f"{number}.10", "name": cells["name"] or "名"}
        table.append((number, cells | {"points": draw(POINTS | st.just(""))}))
    return table


@FORM
@settings(max_examples=25, deadline=None)
@given(table=tables())
def test_whatever_a_table_holds_is_read_back(write, table):
    assert in_english(read(write(table))) == table


@FORM
def test_a_scheme_is_the_same_scheme_afterwards(write):
    for seed in range(6):
        scheme = parse(generate.random_case(Random(seed)).rows).scheme
        assert parse(read(write(scheme.to_rows()))).scheme.hash == scheme.hash


@pytest.fixture
def template(db):
    return workbook.template_xlsx()


@pytest.fixture
def book(template):
    return load_workbook(io.BytesIO(template))


def test_the_template_is_an_empty_table_with_explanations_that_nobody_imports(template, book):
    assert book.sheetnames == ["考核办法", "说明 方法", "说明 数据项", "说明 示例"]
    assert read(template) == []


def test_levels_methods_and_periods_are_chosen_from_lists(book):
    lists = {
        str(each.sqref): each.formula1
        for each in book.worksheets[0].data_validations.dataValidation
    }
    assert lists["A2:A501"] == '"办法,类别,指标,加分,否决,等次,结果运用"'
    assert lists["E2:E501"].strip('"').split(",") == list(METHODS.values())
    assert lists["I2:I501"] == '"季,年"'
    assert all(len(formula) <= 257 for formula in lists.values())  # 255 and the quotes


def test_an_english_template_offers_english_names(db):
    sheet = load_workbook(io.BytesIO(workbook.template_xlsx(chinese=False))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert '"quarter,year"' in [each.formula1 for each in sheet.data_validations.dataValidation]


def test_every_sheet_prints_on_a4_with_its_header_on_each_page(book):
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_a_long_scheme_keeps_its_lists_and_its_codes():
    table = [
        (n, {**dict.fromkeys(COLUMNS, ""), "level": "item", "code": f"1.{n}0"})
        for n in range(2, 702)
    ]
    sheet = load_workbook(io.BytesIO(workbook.scheme_xlsx(table, "A&B"))).worksheets[0]
    assert (sheet["A9"].value, sheet["B9"].value) == ("指标", "1.90")
    assert any("A701" in str(each.sqref) for each in sheet.data_validations.dataValidation)
    assert sheet.oddHeader.center.text == "A&&B"


def test_the_readers_of_the_county_are_listed_with_unit_subjects_and_clause(book):
    listed = {row[0]: row for row in book["说明 数据项"].iter_rows(min_row=2, values_only=True)}
    assert READERS.keys() < listed.keys()
    assert "figure.collective_income" in listed
    name, _title, unit, kinds, clause = listed["dispatch.fulfilled_rate"]
    assert (unit, kinds, clause) == ("%", "派出单位", "县实施意见 三(二)")


def test_the_example_is_a_scheme_of_a_dozen_lines_with_its_sums(book):
    header, *lines = book["说明 示例"].iter_rows(values_only=True)
    table = [
        (n, dict(zip(COLUMNS, (str(cell or "") for cell in line), strict=False)))
        for n, line in enumerate(lines, start=2)
    ]
    assert (
        len(parse(table, known_readers=READERS | {"figure.collective_income": None}).scheme.rules)
        == 13
    )
    assert parse(table).faults == []
    said = {line[1]: line[-1] for line in lines}
    assert (header[-1], said["1.1"]) == ("算例", "20 − 1 × 5 = 15")
    assert said["2.2"].endswith("20 × 2600 ÷ 3000 = 17.33")


def test_a_clerk_fills_the_template_and_gets_the_wrong_cell_back_in_red(book):
    County.objects.create(code="441621", name="紫金县")
    _header, *lines = book["说明 示例"].iter_rows(max_col=len(COLUMNS), values_only=True)
    for line in lines:
        book.worksheets[0].append(line)
    book.worksheets[0]["G4"] = "each=5分"
    run = IMPORTS["scheme"]()
    outcome = run.check(run.read(saved(book)))
    assert [(fault.row, fault.header) for fault in outcome.faults] == [(4, "参数")]
    marked = load_workbook(io.BytesIO(mark(saved(book), outcome.faults)))
    cell = marked.worksheets[0]["G4"]
    assert (cell.fill.start_color.rgb, "写" in cell.comment.text) == ("FFF4B6AE", True)
    marked.worksheets[0]["G4"] = "each=5"
    outcome = run.check(run.read(saved(marked)))
    assert (outcome.faults, outcome.new) == ([], 13)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_every_method_is_explained_once(book):
    explained = [row[1] for row in book["说明 方法"].iter_rows(min_row=2, values_only=True)]
    assert [name for name in explained if name in METHODS] == list(METHODS)
    assert workbook_notes.LEVEL_NOTES.keys() == LEVELS.keys()


# method, full marks, the facts of three villages, points of the first: as the sentence says
SENTENCES = [
    ("deduct", "40", [{"x": "3"}], "25"),
    ("earn", "30", [{"x": "2"}], "20"),
    ("share", "60", [{"x": "95"}], "57"),
    ("step", "40", [{"x": "70"}], "30"),
    ("band", "20", [{"x": "1"}], "10"),
    ("pass", "30", [{"x": "74"}], "15"),
    ("label", "20", [{"x": "基本规范"}], "12"),
    ("score", "30", [{"x.1": "26", "x.2": "29"}], "27.5"),
    ("votes", "50", [{"x.优秀": "30", "x.称职": "15", "x.不称职": "5"}], "42"),
    ("rank", "60", [{"x": "8"}, {"x": "9"}, {"x": "7"}], "50"),
    ("best", "50", [{"x": "150"}, {"x": "200"}], "37.5"),
    ("mean", "40", [{"x": "5"}, {"x": "7"}], "38"),
    ("from", "130", [{}], "114.4"),
]


def first_points(lines, facts):
    """Points of line 1 of the first of some villages, each with its facts."""
    head = {
        "level": "scheme",
        "code": "T",
        "name": "T",
        "points": "100",
        "params": "subject=village",
    }
    table = [(n, dict.fromkeys(COLUMNS, "") | cells) for n, cells in enumerate([head, *lines], 2)]
    subjects = [Subject(f"V{n}", "", related={"village": f"V{n}"}) for n in range(len(facts))]
    told = {f"V{n}": {c: FactValue.of(t) for c, t in each.items()} for n, each in enumerate(facts)}
    others = {("ZJ-VILLAGE-2026", "V0"): OtherResult(Decimal(880), Decimal(1000))}
    return (
        grade(parse(table).scheme, "2026", subjects, told, others=others)
        .cards["V0"]
        .line("1")
        .points
    )


def test_all_sentences_are_recomputed():
    assert {method for method, *_ in SENTENCES} | {"sum", "blend"} == METHODS.keys()


@pytest.mark.parametrize(("method", "full", "facts", "points"), SENTENCES)
def test_the_numbers_of_a_sentence_are_what_the_method_gives(method, full, facts, points):
    params, sentence = BY_NAME[method].example, BY_NAME[method].explanation
    line = {
        "level": "bonus",
        "code": "1",
        "name": "L",
        "points": full,
        "method": method,
        "fact": "" if method == "from" else "x",
        "params": params,
    }
    assert first_points([line], facts) == Decimal(points)
    assert f"满分 {full}" in sentence
    assert sentence.endswith(f"{points} 分。")


@pytest.mark.parametrize(
    ("method", "full", "children", "points"),
    [("sum", "100", ("60", "40"), "100"), ("blend", "100", ("90", "80", "70"), "77")],
)
def test_the_numbers_of_a_group_s_sentence_too(method, full, children, points):
    params, sentence = BY_NAME[method].example, BY_NAME[method].explanation
    group = {
        "level": "bonus",
        "code": "1",
        "name": "G",
        "points": full,
        "method": method,
        "params": params,
    }
    below = [
        {
            "level": "bonus",
            "code": f"1.{n}",
            "name": "L",
            "points": "100",
            "method": "earn",
            "fact": f"x{n}",
            "params": "each=1",
        }
        for n in range(1, len(children) + 1)
    ]
    facts = {f"x{n}": text for n, text in enumerate(children, start=1)}
    assert first_points([group, *below], [facts]) == Decimal(points)
    assert f"{points} 分" in sentence
