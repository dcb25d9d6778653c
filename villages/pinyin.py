"""Pinyin for sorting and for finding a place or a person by initials."""

from functools import cache
from importlib import import_module

# Surnames that the dictionary reads as ordinary words.
SURNAMES = {
    "曾": "zeng",
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "区": "ou",
    "查": "zha",
    "盖": "ge",
}


@cache
def _pypinyin():
    """The library, on first use: its dictionary takes 58 MB, which most processes never need."""
    return import_module("pypinyin")


def sort_key(text, person=False):
    """'洋头村' → 'yang tou cun'; sorts and searches alike on every database."""
    syllables = _pypinyin().lazy_pinyin(text, style=_pypinyin().Style.NORMAL, errors="default")
    if person and text[:1] in SURNAMES:
        syllables[0] = SURNAMES[text[0]]
    return " ".join(syllables).lower()[:120]


def initials(text, person=False):
    """'洋头村' → 'ytc'."""
    return "".join(syllable[0] for syllable in sort_key(text, person).split())[:40]
