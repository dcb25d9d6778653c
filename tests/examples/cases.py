"""A public scheme and the subjects somebody worked out by hand, read from their two tables.

`NN_name.csv` is the scheme. `NN_name.cases.csv` stands beside it with a column for each subject:
its class and facts above, what it must get below, the sums in the last column.
"""

import csv
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from assessments.scoring import english
from assessments.scoring.cells.names import COLUMNS

from ..oracle.oracle import OtherResult, Standing

FOLDER = Path(__file__).parent
GIVEN = ("警告", "周期", "类别", "在岗天数", "关联", "数据", "确认", "季度", "引用", "往期")
EXPECTED = ("得分", "满分", "总分", "可得分", "得分率", "名次", "等次", "结果运用", "状态", "待补")


def names():
    """All examples, by the first part of their file names."""
    return sorted(path.name.split(".")[0] for path in FOLDER.glob("*.cases.csv"))


@dataclass
class Example:
    """`facts` is {(subject, fact): text}, `confirmed` a set of such pairs, `quarters`, `history`
    and `others` as the engine takes them, `warnings` pairs of code and column, and `expected`
    {(subject, what, line code or ''): text}."""

    rows: list
    period: str = ""
    subjects: dict = field(default_factory=dict)
    facts: dict = field(default_factory=dict)
    confirmed: set = field(default_factory=set)
    quarters: dict = field(default_factory=dict)
    history: dict = field(default_factory=dict)
    others: dict = field(default_factory=dict)
    warnings: set = field(default_factory=set)
    expected: dict = field(default_factory=dict)

    def take(self, subject, kind, key, text):
        """Take one cell of the table of cases; an empty cell gives nothing but is expected."""
        if kind in EXPECTED:
            self.expected[subject, kind, key] = plain(text)
        elif text:
            self._give(subject, kind, key, text)

    def _give(self, subject, kind, key, text):
        about = self.subjects[subject]
        match kind:
            case "类别":
                about["class"] = text
            case "在岗天数":
                about["days"] = int(text)
            case "关联":
                about["related"][key] = text
            case "数据":
                self.facts[subject, key] = text
            case "确认":
                self.confirmed.add((subject, key))
            case "季度":
                quarter, line = key.split()
                lines = self.quarters.setdefault(quarter, {}).setdefault(subject, {})
                lines[line] = Decimal(text)
            case "引用":
                self.others[_whose(about, key)] = OtherResult(*map(Decimal, text.split("/")))
            case "往期":
                self.history.setdefault(subject, []).append(_standing(text))


def read(name):
    """The example of that name."""
    return load(FOLDER / f"{name}.csv", FOLDER / f"{name}.cases.csv")


def load(scheme, table):
    """The example of two files: a scheme and its table of cases."""
    example = Example(_table(scheme))
    (_, _, *codes, _), *rows = _cells(table)
    example.subjects = {code: {"code": code, "class": "", "related": {}} for code in codes}
    for kind, key, *texts, _ in rows:
        if kind not in GIVEN + EXPECTED:
            raise ValueError(f"{table.name}: {kind} is no row of a table of cases")
        if kind == "周期":
            example.period = key
        elif kind == "警告":
            example.warnings.add(tuple(key.split()))
        else:
            for code, text in zip(codes, texts, strict=True):
                example.take(code, kind, key, text.strip())
    return example


def found(example, cards):
    """What the cards say in the places that the example speaks of; cards as the oracle gives."""
    grades = {cells["code"]: cells["name"] for _, cells in example.rows}
    return {
        (subject, kind, key): _shown(cards[subject], kind, key, grades)
        for subject, kind, key in example.expected
    }


def plain(text):
    """Numbers without idle zeros, so that `8.50` is `8.5`."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def _shown(card, kind, key, grades):
    match kind:
        case "得分":
            return _number(card["lines"][key][0]) if key in card["lines"] else "-"
        case "满分":
            return _number(card["lines"][key][1]) if key in card["lines"] else "-"
        case "总分":
            return _number(card["total"])
        case "可得分":
            return _number(card["possible"])
        case "得分率":
            return _number(card["percent"])
        case "名次":
            return _number(card["rank"])
        case "等次":
            return grades[card["grade"]] if card["grade"] else ""
        case "结果运用":
            return ";".join(card["outcomes"])
        case "状态":
            return {"draft": "草稿", "waiting": "待补"}[card["state"]]
        case "待补":
            return ";".join(card["waiting"])


def _number(value):
    return (
        "" if value is None else plain(f"{value:f}" if isinstance(value, Decimal) else str(value))
    )


def _whose(about, key):
    """(scheme, subject code) of `引用` rows: `SCHEME`, or `SCHEME@village` for a related one."""
    scheme, _, relation = key.partition("@")
    return scheme, about["related"][relation] if relation else about["code"]


def _standing(text):
    """`750 24 1 合格`: total, rank, bottom, grade of an earlier period."""
    total, rank, bottom, *grade = text.split()
    return Standing(Decimal(total), int(rank), int(bottom), "".join(grade) or None, None)


def _table(path):
    header, *rows = _cells(path)
    columns = [english(COLUMNS, title) for title in header]
    return [(n, dict(zip(columns, row, strict=True))) for n, row in enumerate(rows, start=2)]


def _cells(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))
