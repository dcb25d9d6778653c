"""Templates stay readable, and a line break in them never shows."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
WIDEST = 120


def name(path: Path) -> str:
    return path.relative_to(settings.BASE_DIR / "templates").as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_line_of_a_template_is_longer_than_a_screen(path):
    lines = enumerate(path.read_text().splitlines(), start=1)
    assert [number for number, line in lines if len(line) > WIDEST] == []


def rendered(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_joined_lines_run_on_without_spaces():
    source = "<p>\n{% joinlines %}\n  {{ a }}\n  <b> {{ b }}</b>\n\n  村\n{% endjoinlines %}\n</p>"
    assert rendered(source, a="龙窝", b="镇") == "<p>\n龙窝<b> 镇</b>村\n</p>"


def test_lines_are_joined_inside_conditions_and_loops():
    source = "{% joinlines %}\n{% for n in few %}\n  {% if n %}\n    {{ n }}\n  {% endif %}\n"
    assert rendered(source + "{% endfor %}\n{% endjoinlines %}", few=[1, 0, 2]) == "12"


def test_a_value_keeps_its_own_line_breaks():
    source = "{% joinlines %}\n  {{ text }}\n{% endjoinlines %}"
    assert rendered(source, text="一\n二") == "一\n二"


def test_attributes_on_lines_of_their_own_stay_apart():
    source = '{% joinlines %}\n<a class="x"\n   href="?a=1\n         &amp;b=2">\n  村\n</a>'
    joined = '<a class="x" href="?a=1&amp;b=2">村</a>'
    assert rendered(source + "\n{% endjoinlines %}") == joined
