"""Every class of the style sheets is named by some page, script or form."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("accounts", "villages", "cadres", "assessments")
SHEETS = sorted((ROOT / "static/css").glob("*.css"))
WORD = re.compile(r"[\w-]+")


def texts(folder, pattern):
    return "\n".join(path.read_text() for path in sorted((ROOT / folder).rglob(pattern)))


def classes(sheet):
    """The class names in a sheet's selectors."""
    selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", sheet, flags=re.S)
    return set(re.findall(r"\.([a-z][\w-]*)", selectors))


def markup():
    """What stands in the templates beside their comments and tags."""
    return re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", texts("templates", "*.html"), flags=re.S)


def literals():
    scripts = texts("static/js", "*.js")
    modules = "\n".join(texts(app, "*.py") for app in APPS)
    return "\n".join(re.findall(r"\"[^\"\n]*\"|`[^`]*`", scripts + modules))


@pytest.fixture(scope="module")
def is_named():
    """`is_named("seg-done")` → is it written out, or made as in `seg-{{ mark }}` or `c{{ 3 }}`?"""
    words = set(WORD.findall(markup() + literals()))
    made = "|".join(set(re.findall(r"([a-z][\w-]*)\{\{", markup())))
    pattern = re.compile(rf"({made})((?<=-)\w+|\d)")
    return lambda name: name in words or pattern.fullmatch(name)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_class_is_named_somewhere(sheet, is_named):
    assert [name for name in sorted(classes(sheet.read_text())) if not is_named(name)] == []


def test_a_class_that_no_page_names_is_found(is_named):
    found = classes("@media print { .chart, .never-shown > .st { margin: .5rem; } }")
    assert [name for name in found if not is_named(name)] == ["never-shown"]
