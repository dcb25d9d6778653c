"""The 说明 sheets of the template: methods, readers, and an example with its sums worked out."""

import csv
from pathlib import Path

from django.utils.translation import override

from assessments.evidence import all_readers
from assessments.scoring import (
    COLUMNS,
    LEVELS,
    SUBJECTS,
    FactValue,
    Subject,
    english,
    grade,
    parse,
    words,
)
from assessments.scoring.cells.specs import REQUIRED
from assessments.scoring.registry import BY_NAME

from .workbook_notes import COLUMN_NOTES, EXAMPLE_FACTS, LEVEL_NOTES

EXAMPLE = Path(__file__).parents[1] / "shipped/EXAMPLE-2026.csv"
VILLAGE = "示例村"
QUARTER, YEAR = "2026-Q1", "2026"
METHOD_COLUMNS = {
    "名称": 10,
    "英文名": 10,
    "必写参数": 16,
    "可写参数": 30,
    "参数示例": 34,
    "说明": 76,
}
READER_COLUMNS = {"数据项": 32, "名称": 30, "单位": 10, "考核对象": 42, "依据": 26}
EXAMPLE_COLUMNS = (*COLUMNS.values(), "算例")
EXAMPLE_WIDTHS = (9, 15, 22, 7, 9, 20, 28, 11, 6, 8, 24, 44)


def sheets():
    """[(title, header, widths, rows of text)] of the sheets that explain."""
    return [
        ("方法", *_table(METHOD_COLUMNS), list(_methods())),
        ("数据项", *_table(READER_COLUMNS), _readers()),
        ("示例", *_table(dict(zip(EXAMPLE_COLUMNS, EXAMPLE_WIDTHS, strict=True))), example()),
    ]


def _table(columns):
    return tuple(columns), tuple(columns.values())


def _methods():
    for method in BY_NAME.values():
        needed = [name for name, spec in method.params.items() if spec.default is REQUIRED]
        free = [name for name in method.params if name not in needed]
        params = "、".join(needed), "、".join(free), method.example
        yield method.chinese, method.name, *params, method.explanation
    yield from ((name, "", "", "", "", sentence) for name, sentence in COLUMN_NOTES.items())
    yield from ((LEVELS[level], level, "", "", "", said) for level, said in LEVEL_NOTES.items())


def _readers():
    """The facts that the system's own records answer, the county's own figures among them."""
    with override("zh-hans"):
        return [
            (
                reader.name,
                str(reader.title),
                str(reader.unit),
                "、".join(SUBJECTS[kind] for kind in SUBJECTS if kind in reader.kinds),
                reader.clause,
            )
            for reader in sorted(all_readers().values(), key=lambda reader: reader.name)
        ]


def example():
    """The rows of the example, each scored one with the sentence that gives its points."""
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    columns = [english(COLUMNS, title) for title in header]
    scheme = parse(
        (n, dict(zip(columns, row, strict=True))) for n, row in enumerate(rows, 2)
    ).scheme
    said = _sums(scheme)
    return [(*row, said.get(row[1], "")) for row in rows]


def _sums(scheme):
    """{code: sentence}: quarter lines as on the quarter's card, the others as on the year's."""
    facts = {code: FactValue.of(text) for code, text in EXAMPLE_FACTS.items()}
    quarter = _lines(scheme, QUARTER, facts)
    points = {code: line.points for code, line in quarter.items()}
    year = _lines(scheme, YEAR, facts, {QUARTER: {VILLAGE: points}})
    return {code: words(line) for code, line in (year | quarter).items()}


def _lines(scheme, period, facts, quarters=None):
    subject = Subject(VILLAGE, VILLAGE)
    run = grade(scheme, period, [subject], {VILLAGE: facts}, quarters=quarters)
    return {line.code: line for line in run.cards[VILLAGE].lines}
