"""The scoring core is pure: the standard library, `cadres.periods` and itself, nothing else."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CLOCKS = {"time", "random", "os", "socket", "subprocess"}
FILES = sorted((ROOT / "assessments" / "scoring").rglob("*.py"))


def imported(tree):
    """Absolute names of the modules a file imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def allowed(name):
    if name.startswith("."):
        return not name.startswith("..")
    if name == "cadres.periods" or name.startswith("assessments.scoring"):
        return True
    top = name.split(".")[0]
    return top in sys.stdlib_module_names and top not in CLOCKS


def test_the_scoring_core_has_files():
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_scoring_core_imports_nothing_impure(path):
    assert [name for name in imported(ast.parse(path.read_text())) if not allowed(name)] == []
