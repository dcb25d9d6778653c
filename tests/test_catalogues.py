"""The Chinese catalogues are complete, and the tool that says so can say otherwise."""

import gettext

import catalogues
import polib
import pytest

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext as p
NAME = _("Village")
MONTH = p("month", "May")
def say(n):
    return ngettext("%(n)d day", "%(n)d days", n) % {"n": n}
"""
PAGE = """{% load i18n %}{% translate "Sign in" %}{{ x|default:_("None yet") }}
{% blocktranslate trimmed %}
  {{ total }} of {{ all }}
{% endblocktranslate %}"""
CHINESE = {
    "Village": "村",
    "May": "五月",
    "%(n)d day": "%(n)d 天",
    "Sign in": "登录",
    "None yet": "尚无",
    "%(total)s of %(all)s": "%(all)s 中的 %(total)s",
}


@pytest.fixture
def tree(tmp_path):
    """A small project with every text of CODE and PAGE translated and compiled."""
    (tmp_path / "accounts").mkdir()
    (tmp_path / "accounts" / "names.py").write_text(CODE)
    (tmp_path / "templates" / "accounts").mkdir(parents=True)
    (tmp_path / "templates" / "accounts" / "login.html").write_text(PAGE)
    catalogues.update(tmp_path, ["accounts"])
    translate(tmp_path, CHINESE)
    return tmp_path


def translate(tree, meanings, name="accounts"):
    catalogue = catalogues.load(tree, name)
    for entry in catalogue:
        meaning = meanings.get(entry.msgid, entry.msgstr)
        if entry.msgid_plural:
            entry.msgstr_plural[0] = meaning or entry.msgstr_plural[0]
        else:
            entry.msgstr = meaning
    catalogue.save(str(catalogues.po_path(tree, name)))
    catalogues.compile_(tree, [name])


def write(tree, code):
    (tree / "accounts" / "names.py").write_text(code)


def check(tree):
    return "\n".join(catalogues.check(tree, ["accounts", "site"]))


def test_the_projects_catalogues_are_complete_and_compiled():
    assert catalogues.check(catalogues.ROOT, sorted(catalogues.NAMES)) == []


def test_every_way_of_asking_for_a_text_is_collected(tree):
    entries = {entry.msgid: entry for entry in catalogues.load(tree, "accounts")}
    assert entries.keys() == CHINESE.keys()
    assert entries["%(n)d day"].msgid_plural == "%(n)d days"
    assert entries["May"].msgctxt == "month"
    assert check(tree) == ""


def test_the_compiled_catalogue_is_read_by_gettext(tree):
    compiled = catalogues.po_path(tree, "accounts").with_suffix(".mo")
    with compiled.open("rb") as content:
        spoken = gettext.GNUTranslations(content)
    assert spoken.gettext("Village") == "村"
    assert spoken.ngettext("%(n)d day", "%(n)d days", 3) == "%(n)d 天"
    assert spoken.pgettext("month", "May") == "五月"


def test_collecting_and_compiling_again_changes_no_byte(tree):
    po = catalogues.po_path(tree, "accounts")
    before = po.read_bytes(), po.with_suffix(".mo").read_bytes()
    catalogues.update(tree, ["accounts"])
    catalogues.compile_(tree, ["accounts"])
    assert (po.read_bytes(), po.with_suffix(".mo").read_bytes()) == before


def test_a_text_that_goes_and_comes_back_keeps_its_translation(tree):
    write(tree, "")
    assert "«Village» is no longer used" in check(tree)
    catalogues.update(tree, ["accounts"])
    catalogues.compile_(tree, ["accounts"])
    assert check(tree) == ""
    write(tree, CODE)
    catalogues.update(tree, ["accounts"])
    catalogues.compile_(tree, ["accounts"])
    assert check(tree) == ""


def test_a_new_text_starts_with_the_translation_of_its_neighbour(tree):
    (tree / "templates" / "home.html").write_text('{% translate "Village" %}')
    catalogues.update(tree, ["site"])
    assert [entry.msgstr for entry in catalogues.load(tree, "site")] == ["村"]


def test_a_text_without_a_translation_is_named(tree):
    write(tree, CODE + 'MORE = _("Town")\n')
    assert "«Town» is not in the catalogue" in check(tree)
    catalogues.update(tree, ["accounts"])
    assert "«Town»: not translated" in check(tree)


def test_a_lost_placeholder_is_named(tree):
    translate(tree, {"%(n)d day": "天"})
    assert "placeholders differ from those of «天»" in check(tree)


def test_a_fuzzy_translation_is_named(tree):
    catalogue = catalogues.load(tree, "accounts")
    catalogue.find("Village").flags.append("fuzzy")
    catalogue.save(str(catalogues.po_path(tree, "accounts")))
    assert "«Village»: marked fuzzy" in check(tree)


def test_two_translations_of_one_text_are_named(tree):
    (tree / "templates" / "home.html").write_text('{% translate "Village" %}')
    catalogues.update(tree, ["site"])
    translate(tree, {"Village": "村庄"}, "site")
    assert "«Village» is «村庄» here, «村» in accounts" in check(tree)


def test_a_stale_compiled_catalogue_is_named(tree):
    catalogue = catalogues.load(tree, "accounts")
    catalogue.find("Village").msgstr = "村庄"
    catalogue.save(str(catalogues.po_path(tree, "accounts")))
    assert "django.mo is not made from django.po" in check(tree)


def test_chinese_in_the_code_is_named(tree):
    write(tree, CODE + 'MORE = _("镇")\n')
    catalogues.update(tree, ["accounts"])
    assert "«镇»: the text in the code is Chinese" in check(tree)


@pytest.mark.parametrize("text", ['f"{n} days"', '"%d days" % n', '"days " + n'])
def test_a_text_put_together_at_run_time_is_named(tree, text):
    write(tree, f"{CODE}def more(n):\n    return _({text})\n")
    assert "accounts/names.py:8: translate a plain text" in check(tree)


def test_a_plural_that_becomes_singular_keeps_its_translation(tree):
    write(tree, 'from x import _\nSAY = _("%(n)d day")\n')
    catalogues.update(tree, ["accounts"])
    entry = catalogues.load(tree, "accounts").find("%(n)d day")
    assert isinstance(entry, polib.POEntry)
    assert (entry.msgid_plural, entry.msgstr) == ("", "%(n)d 天")
