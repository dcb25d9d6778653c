"""Random small counties for property tests: a scheme table, its subjects and their facts."""

from typing import NamedTuple

from hypothesis import strategies as st

from assessments.scoring import FactValue, Subject, grade, parse
from tests.scoring.tables import rows

NUMBERS = st.decimals(min_value=-50, max_value=150, places=2).map(lambda number: f"{number:f}")
LABELS = st.sampled_from(["一类", "二类", "三类"])
COUNTS = st.integers(0, 12).map(str)
CLASSES = st.sampled_from(["", "先进村", "后进村"])

ALONE = [
    "deduct|{x}|each=1.5",
    "deduct|{x}|each=2; grace=3; limit=9; floor=-4",
    "earn|{x}|each=0.57",
    "earn|{x}|each=-0.3; floor=none",
    "share|{x}|target=66",
    "share|{x}|target=7; cap=none",
    "step|{x}|target=60; each=0.5; width=3",
    "step|{x}|target=60; each=0.7; width=3; want=low; partial=ceil; side=both; cap=none",
    "step|{x}|target=60; each=0.7; width=7; partial=floor",
    "band|{x}|bands=<20:0, <60:3.5, =60:4, else:20",
    "pass|{x}|when=>=60; else=1.25",
    "label|{l}|map=一类:20, 二类:12.5, else:0",
    "votes|{v}|weights=好:100, 中:60, 差:0, 弃权:none; min=3",
    "score|{s}|drop=1; floor=-9; cap=50",
    "score|{x}|floor=none; cap=none",
]
TOGETHER = [
    "rank|{x}|give=linear:20..3",
    "rank|{x}|give=drop:1.5; want=low; ties=1223",
    "rank|{x}|give=table:20,15,7.5",
    "best|{x}|",
    "best|{x}|want=low",
    "mean|{x}|each=0.5",
    "mean|{x}|each=2; width=3; unit=plain; want=low; partial=ceil",
]
POLICIES = [
    "",
    "; missing=zero",
    "; missing=full",
    "; missing=fixed:3.333",
    "; na=zero",
    "; na=mean",
    "; na=fixed:2.5; missing=zero",
    "; na=rescale; missing=zero",
]


class County(NamedTuple):
    """A table, its subjects, and their facts as texts by subject and fact code."""

    text: str
    people: list[Subject]
    facts: dict[str, dict[str, str]]

    def cards(self, facts=None, people=None, rows_of=None):
        parsed = parse(rows_of or rows(self.text))
        assert parsed.scheme, [fault.text("en") for fault in parsed.errors]
        given = {
            code: {fact: FactValue.of(value) for fact, value in values.items()}
            for code, values in (facts or self.facts).items()
        }
        return grade(parsed.scheme, "2026", people or self.people, given).cards


@st.composite
def counties(draw, methods=tuple(ALONE + TOGETHER)):
    """A county whose rows use `methods`; groups sum, start full or blend."""
    decimals = draw(st.integers(0, 4))
    lines = [f"scheme|T-2026|Test|100|||subject=village; decimals={decimals}; min_class=2"]
    for section in range(1, draw(st.integers(2, 4))):
        lines += _section(draw, str(section), methods)
    lines.append("bonus|B|Bonus|10|" + _leaf(draw, "B", methods))
    lines.append("grade|G1|优秀||||when=percent>=60; quota=50%\ngrade|G2|合格")
    people = [Subject(f"s{n}", f"S{n}", draw(CLASSES)) for n in range(draw(st.integers(1, 6)))]
    facts = {person.code: _facts(draw, lines) for person in people}
    return County("\n".join(lines), people, facts)


def _section(draw, code, methods):
    lines = [f"section|{code}|Section {code}|60"]
    for number in range(1, draw(st.integers(2, 5))):
        child = f"{code}.{number}"
        kind = draw(st.sampled_from(["leaf", "leaf", "leaf", "sum", "full", "blend"]))
        lines += _row(draw, child, kind, methods)
    return lines


def _row(draw, code, kind, methods):
    applies = draw(st.sampled_from(["", "", "", "先进村", "@s1"]))
    if kind == "leaf":
        return [f"item|{code}|Line {code}|20|{_leaf(draw, code, methods)}|||{applies}"]
    how = {"sum": "sum||", "full": "sum||start=full", "blend": "blend||weights=1:20, 2:30"}[kind]
    points = "0" if kind == "full" else "20"
    below = [f"item|{code}.{n}|Line|{points}|{_leaf(draw, f'{code}.{n}', methods)}" for n in (1, 2)]
    return [f"item|{code}|Group {code}|20|{how}|||{applies}", *below]


def _leaf(draw, code, methods):
    name = code.replace(".", "_")
    cells = draw(st.sampled_from(methods)).format(
        x="x" + name, l="l" + name, v="v" + name, s="s" + name
    )
    policy = draw(st.sampled_from(POLICIES))
    return cells + (policy[2:] if cells.endswith("|") else policy)


def _facts(draw, lines):
    """Facts for most of the fact codes that stand in the table; the others are missing."""
    codes = {
        cells[5] for cells in (line.split("|") for line in lines) if len(cells) > 5 and cells[5]
    }
    found = {}
    for code in sorted(codes):
        found.update(_fact(draw, code))
    return found


def _fact(draw, code):
    state = draw(st.sampled_from(["value", "value", "value", "na", "missing"]))
    if state != "value":
        return {code: "NA"} if state == "na" else {}
    if code[0] == "l":
        return {code: draw(LABELS)}
    if code[0] == "v":
        return {f"{code}.{label}": draw(COUNTS) for label in ("好", "中", "差", "弃权")}
    if code[0] == "s":
        return {f"{code}.{number}": draw(COUNTS) for number in range(1, draw(st.integers(2, 6)))}
    return {code: draw(NUMBERS)}
