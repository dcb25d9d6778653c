"""Whether the parts of the product still name each other: templates, and who shows them."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
APPS = ("accounts", "villages", "cadres", "assessments", "config")
# Django and django-crispy-forms look for these by themselves.
BY_CONVENTION = {
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "500.html",
    "bootstrap5/field.html",
}
ELSEWHERE = {"bootstrap5/layout/radio_checkbox_select.html"}  # of crispy-bootstrap5
# Names put together in Python: a search for such a template does not find who shows it. This list
# may only shrink. {f-string, with {} for what is put in: the templates meant}
BUILT = {}


def template_names():
    return {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")}


@cache
def written_in_python():
    """Strings that end like a template's name, f-strings with {} for what is put in."""
    paths = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    sources = [path.read_text(encoding="utf-8") for path in paths]
    return {text for each in sources if ".html" in each for text in strings(ast.parse(each))}


def strings(tree):
    parts = set()
    for node in ast.walk(tree):  # a whole comes before its parts
        if isinstance(node, ast.JoinedStr):
            parts |= {id(each) for each in ast.walk(node)}
            text = "".join(
                each.value if isinstance(each, ast.Constant) else "{}" for each in node.values
            )
        else:
            text = node.value if isinstance(node, ast.Constant) and id(node) not in parts else ""
        if isinstance(text, str) and text.endswith(".html"):
            yield text


@cache
def written_in_templates():
    sources = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")]
    return {name for each in sources for name in re.findall(r"""["']([\w./-]+\.html)["']""", each)}


def test_every_template_is_named_by_whoever_shows_it():
    meant = {name for names in BUILT.values() for name in names}
    named = {*written_in_python(), *written_in_templates(), *BY_CONVENTION, *meant}
    assert template_names() - named == set()


def test_every_name_of_a_template_is_that_of_one():
    assert written_in_templates() - template_names() == ELSEWHERE
    assert written_in_python() - template_names() == set(BUILT)


def test_what_is_listed_as_put_together_is_nowhere_written_out():
    literal = written_in_python() | written_in_templates()
    meant = [name for names in BUILT.values() for name in names]
    assert [name for name in meant if name in literal or name not in template_names()] == []
