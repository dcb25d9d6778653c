"""The tool itself: which faults it makes, which it leaves out, and how it puts them in."""

import ast

import pytest

from assessments.scoring.arithmetic import exact

from . import mutants, swap
from .mutants import Mutant, modules, mutants_of, sample


def changes(source):
    """What each fault makes of a piece of source."""
    count = len(mutants._sites(ast.parse(source)))
    found = []
    for number in range(count):
        tree = ast.parse(source)
        mutants._sites(tree)[number].apply()
        found.append(ast.unparse(ast.fix_missing_locations(tree)))
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x < y", ["x <= y", "x >= y"]),
        ("x == y", ["x != y"]),
        ("x is None", ["x is not None"]),
        ("x - y", ["x + y"]),
        ("x and y", ["x or y", "True and y", "x and True"]),
        ("not x", ["x"]),
        ("-x", ["x"]),
        ("max(x, y)", ["min(x, y)"]),
        ("y if x else z", ["y if not x else z"]),
        ("[y for y in x if y]", ["[y for y in x if not y]"]),
        ("x[1]", ["x[2]", "x[0]"]),
        ("x['one']", ["x['']"]),
        ("x[True]", ["x[False]"]),
    ],
)
def test_each_kind_of_fault_is_made(source, expected):
    assert [text.removeprefix("a = ") for text in changes(f"a = {source}")] == expected


def test_statements_are_dropped_and_results_forgotten():
    assert changes("def f(x):\n    g(x)\n    return x") == [
        "def f(x):\n    pass\n    return x",
        "def f(x):\n    g(x)\n    return None",
    ]


@pytest.mark.parametrize(
    "source",
    [
        '"""Says what it is."""',
        "def f(x: 'int') -> 'str': x",
        "assert x is not None, 'why'",
        "a = ValueError('why')",
        "a = Callable[[Any, 1], None]",
        "a = zip(x, y, strict=False)",
        "A = ('是', 'yes')",
        "a = Method(chinese='扣分', order=20)",
    ],
)
def test_what_is_no_fault_is_left_out(source):
    assert [text for text in changes(source) if "pass" not in text] == []


def test_all_logic_is_covered_and_a_sample_is_the_same_each_time():
    assert {"evaluation.lines", "sentences.sentence", "methods.deduct", "registry"} <= set(
        modules()
    )
    assert "cells.messages" not in modules()
    every = mutants_of("arithmetic.exact")
    assert sample(every, 5, 1) == sample(every, 5, 1) != sample(every, 5, 2)
    assert sample(every, 0, 1) == sample(every, 999, 1) == every


@pytest.fixture
def restored():
    functions = [item for item in swap.live_functions() if item.__module__ == exact.__name__]
    codes = [item.__code__ for item in functions]
    yield functions
    for function, code in zip(functions, codes, strict=True):
        function.__code__ = code


def one(text):
    return next(mutant for mutant in mutants_of("arithmetic.exact") if text in mutant.change)


def test_a_fault_reaches_those_who_hold_the_function(restored):
    unit = exact.unit
    swap.swap(one("return ONE.scaleb(decimals)"), restored)
    assert unit(2) == 100


def test_what_runs_at_import_needs_an_import():
    with pytest.raises(swap.NeedsImport):
        swap.swap(one("prec=61"), [])


def test_a_fault_says_where_it_is():
    mutant = Mutant("arithmetic.exact", 0, 3, 3, "x  →  y")
    assert str(mutant) == "arithmetic.exact:3: x  →  y"
