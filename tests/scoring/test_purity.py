"""The core stays pure: no Django, no clock, no float, no database; read from its own source."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import assessments.scoring
import cadres.periods

CORE = Path(assessments.scoring.__file__).parent
FILES = [*sorted(CORE.rglob("*.py")), Path(cadres.periods.__file__)]
ALLOWED = ("assessments.scoring", "cadres.periods")
IMPURE = {
    "time",
    "random",
    "os",
    "subprocess",
    "socket",
    "sqlite3",
    "threading",
    "locale",
    "math",
    "statistics",
    "importlib",
}
UNWANTED = {"float", "round", "open", "print", "input", "eval", "exec", "__import__"}
CLOCK = {"today", "now", "utcnow", "time", "fromtimestamp"}


def name(path):
    return str(path.relative_to(CORE) if CORE in path.parents else path.name)


def faults_of(source):
    """What is impure in a module's source, as `line: what`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Import | ast.ImportFrom):
            found += [f"{line}: imports {name}" for name in _imported(node) if not _pure(name)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
            found.append(f"{line}: the float {node.value}")
        elif isinstance(node, ast.Name) and node.id in UNWANTED:
            found.append(f"{line}: {node.id}")
        elif isinstance(node, ast.Attribute) and node.attr in CLOCK:
            found.append(f"{line}: .{node.attr}")
    return found


def _imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return ["a relative import" if node.level else node.module]


def _pure(name):
    if name.startswith(ALLOWED):
        return True
    root = name.partition(".")[0]
    return root in sys.stdlib_module_names and root not in IMPURE


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_module_of_the_core_is_pure(path):
    assert faults_of(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_module_of_the_core_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 330


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("from django.db import models", "1: imports django.db"),
        ("import django", "1: imports django"),
        ("import time", "1: imports time"),
        ("from math import fsum", "1: imports math"),
        ("from . import cards", "1: imports a relative import"),
        ("from assessments.models import Card", "1: imports assessments.models"),
        ("x = 0.5", "1: the float 0.5"),
        ("x = 1e3", "1: the float 1000.0"),
        ("x = float(y)", "1: float"),
        ("x = round(y, 2)", "1: round"),
        ("day = date.today()", "1: .today"),
        ("moment = datetime.now()", "1: .now"),
    ],
)
def test_the_check_sees_what_it_is_for(source, fault):
    assert faults_of(source) == [fault]


def test_the_core_runs_where_there_is_no_django():
    """In a process of its own, since this one has loaded Django for other tests."""
    loaded = "sorted({name.partition('.')[0] for name in sys.modules} & {'django', 'sqlite3'})"
    script = f"import sys, assessments.scoring; print({loaded})"
    command = [sys.executable, "-c", script]
    answer = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=CORE.parents[1]
    )
    assert answer.stdout == "[]\n"
