"""Writes small scheme tables for tests: one row a line, cells split by `|`."""

from decimal import Decimal

from assessments.scoring import COLUMNS, FactValue, Subject, grade, parse

HEAD = "scheme|T-2026|Test|100|||subject=village\n"
SECTION = "section|1|S|100\n"
ITEM = SECTION + "item|1.1|L|"
LINE = "section|1|Section|100\nitem|1.1|Line|{points}|{method}|{fact}|{params}\n"


def rows(text):
    """The rows of a table without its header: the first is row 2."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return [
        (number, dict(zip(COLUMNS, map(str.strip, line.split("|")), strict=False)))
        for number, line in enumerate(lines, start=2)
    ]


def scheme(text, head=HEAD):
    """The scheme of a table that has no errors."""
    parsed = parse(rows(head + text.strip()))
    assert not parsed.errors, [fault.text("en") for fault in parsed.errors]
    return parsed.scheme


def faults(text, head=HEAD, **options):
    """`row column: sentence` of each error."""
    errors = parse(rows(head + text.strip()), **options).errors
    return [f"{fault.row} {fault.column}: {fault.message('en')}" for fault in errors]


def warnings(text, head=HEAD):
    found = parse(rows(head + text.strip())).warnings
    return [f"{fault.row} {fault.column}: {fault.message('en')}" for fault in found]


def village(code, class_name="", days=None, **related):
    return Subject(code, code.upper(), class_name, days, related)


def facts(**subjects):
    """`a={'x': '5'}` → facts as `grade` takes them; a trailing `!` confirms, as a veto needs."""
    return {
        code: {
            fact: FactValue.of(text.rstrip("!"), confirmed_by="Li" if text.endswith("!") else "")
            for fact, text in values.items()
        }
        for code, values in subjects.items()
    }


def run(text, period="2026", head=HEAD, classes=None, days=None, **subjects):
    """Cards by subject code; the keyword arguments are the subjects with their facts."""
    people = [
        village(code, (classes or {}).get(code, ""), (days or {}).get(code)) for code in subjects
    ]
    return grade(scheme(text, head), period, people, facts(**subjects)).cards


def points(method, params, fact, full="40", others=()):
    """Points of one line for one fact; `others` are facts of other subjects of the class. None
    while it waits."""
    table = LINE.format(points=full, method=method, fact="x", params=params)
    values = {f"s{number}": {"x": text} for number, text in enumerate((fact, *others))}
    return run(table, **values)["s0"].line("1.1").points


def line(table, code="1.1", **values):
    """The line of a table for one subject with these facts."""
    return run(table, a=values)["a"].line(code)


def D(text):
    return Decimal(text)
