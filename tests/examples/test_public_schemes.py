"""`docs/public_schemes.md` says which rows express which clause: the tables must bear it out."""

import csv
import re
from collections import Counter, defaultdict

import pytest

from . import cases

PAGE = cases.FOLDER.parents[1] / "docs" / "public_schemes.md"
VERDICTS = {
    "yes": "expressed",
    "partly": "partly: a condition around the points is entered or judged by a person",
    "no": "not expressible",
    "cut": "cut off in the public text, nothing to express",
}


def clauses():
    """(chapter, clause, verdict, rows cell) of every clause on the page."""
    found, chapter = [], ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"## ([0-9]{2}) ", line):
            chapter = heading[1]
        elif chapter and re.match(r"\| [A-Z]+[0-9]+ ", line):
            _, clause, _, verdict, rows, _, _ = re.split(r" ?(?<!\\)\| ?", line)
            found.append((chapter, clause.split()[0], verdict, rows))
    return found


def rows_on_the_page():
    """{(table, clause): row codes}; a clause without a table of its own names no rows."""
    told = defaultdict(list)
    for chapter, clause, _, cell in clauses():
        for part in cell.split("; "):
            named = re.fullmatch(r"(?:([0-9]{2}[a-z]): )?(`[\w.-]+`(?:, `[\w.-]+`)*)", part)
            if named:
                told[named[1] or chapter, clause] += re.findall(r"`(.+?)`", named[2])
    return dict(told)


def rows_in_the_tables():
    """The same, from the 依据 column of the tables."""
    told = defaultdict(list)
    for name in cases.names():
        with (cases.FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for clause in re.findall(r"[A-Z]{1,3}[0-9]+", row["依据"]):
                    told[name.partition("_")[0], clause].append(row["编号"])
    return dict(told)


def test_every_clause_names_the_rows_that_rest_on_it():
    assert rows_on_the_page() == rows_in_the_tables()


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_summary_counts_the_clauses(verdict):
    count = Counter(verdict for _, _, verdict, _ in clauses())[verdict]
    assert f"| {VERDICTS[verdict]} | {count} |" in PAGE.read_text(encoding="utf-8")


def test_a_clause_that_is_not_expressed_says_why():
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if re.search(r"\| (partly|no|cut) \|", line)]
    assert told
    assert [line for line in told if line.endswith("|  |")] == []
