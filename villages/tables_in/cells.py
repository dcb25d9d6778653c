"""What one cell says: parsers from its text to a value. Each raises `BadCell(found, remedy)`.

Nothing is guessed: a text that is nearly right is refused with the text that would be right.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
DAY = re.compile(r"([0-9]{4})(?:[-./]|年)([0-9]{1,2})(?:[-./]|月)([0-9]{1,2})日?(?: 00:00:00)?")
CUT = re.compile(r"[0-9](\.[0-9]+)?E\+[0-9]{1,3}", re.IGNORECASE)  # 1.38E+10
POINTED = re.compile(r"([0-9]+)\.0+")  # 13800000005.0
SHORT_DAY = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
TENS = {"万": 10_000, "亿": 100_000_000}
UNITS = " \u3000¥￥元%％人户亩名个分天"


class BadCell(ValueError):
    """`found` says what is wrong, `remedy` what to write; both are whole sentences."""

    def __init__(self, found, remedy):
        super().__init__(f"{found}{remedy}")
        self.found, self.remedy = found, remedy


class Spoilt(str):
    """The text of a cell whose value is lost; `found` and `remedy` are the sentences for it."""

    def __new__(cls, shown, found, remedy):
        self = super().__new__(cls, shown)
        self.found, self.remedy = found, remedy
        return self


def text(length=200):
    """A parser of text up to `length` characters."""

    def parse(value):
        if CONTROL.search(value):
            raise BadCell(_("There are control characters in it."), _("Type the text again."))
        if CUT.fullmatch(value):
            raise BadCell(_("%(text)s has lost its digits.") % {"text": value}, _retyped())
        if len(value) > length:
            found = _("%(n)d characters are too many.") % {"n": len(value)}
            raise BadCell(found, _("Use at most %(n)d.") % {"n": length})
        return value

    return parse


def _retyped():
    return _("Set the column to text and type all digits again.")


def intact(parse):
    """A parser of codes and numbers to call: it refuses first what a spreadsheet makes of them, a
    number with a point or a day."""

    def check(value):
        if pointed := POINTED.fullmatch(value):
            found = _("%(text)s was taken for a number.") % {"text": value[:40]}
            raise BadCell(found, _("Write %(text)s.") % {"text": pointed[1]})
        if DAY.fullmatch(value) or SHORT_DAY.fullmatch(value):
            found = _("%(text)s was taken for a date.") % {"text": value[:40]}
            raise BadCell(found, _("Set the column to text and type it again."))
        return parse(value)

    return check


def digits(count):
    """A parser of codes of exactly `count` digits."""

    def parse(value):
        if re.fullmatch(rf"[0-9]{{{count}}}", value):
            return value
        found = _("%(text)s is not a code of %(n)d digits.") % {"text": value[:40], "n": count}
        half = unicodedata.normalize("NFKC", value)
        if re.fullmatch(rf"[0-9]{{{count}}}", half):
            raise BadCell(found, _("Write %(text)s.") % {"text": half})
        raise BadCell(found, _("Look the code up in the list."))

    return parse


def number(whole=11, places=4):
    """A parser of exact decimals with at most so many digits before and behind the point."""

    def parse(value):
        if not NUMBER.fullmatch(value):
            found = _("%(text)s is not a number.") % {"text": value[:40]}
            raise BadCell(found, _("Write %(text)s.") % {"text": suggested(value) or "12.5"})
        front, dot, behind = value.lstrip("-").partition(".")
        if len(front.lstrip("0")) > whole or len(behind.rstrip("0")) > places:
            found = _("%(text)s has too many digits.") % {"text": value[:40]}
            room = _("At most %(whole)d before and %(places)d behind the point.")
            raise BadCell(found, room % {"whole": whole, "places": places})
        return Decimal(value)

    return parse


def integer(low, high):
    """A parser of whole numbers from `low` through `high`."""

    def parse(value):
        exact = number(places=0)(value)
        if not low <= exact <= high:
            found = _("%(text)s is out of range.") % {"text": value[:40]}
            raise BadCell(found, _("Write %(a)d to %(b)d.") % {"a": low, "b": high})
        return int(exact)

    return parse


def day(value):
    """2026-01-08, 2026.1.8, 2026/1/8 or 2026年1月8日 → date."""
    match = DAY.fullmatch(value)
    try:
        return date(*map(int, match.groups()))
    except (AttributeError, ValueError):
        found = _("%(text)s is not a date.") % {"text": value[:40]}
        raise BadCell(found, _("Write it like 2026-01-08.")) from None


def choice(words):
    """A parser by a table {what may be written: value}."""

    def parse(value):
        if value in words:
            return words[value]
        found = _("%(text)s is not known here.") % {"text": value[:40]}
        raise BadCell(found, _("Write one of: %(words)s.") % {"words": ", ".join(words)})

    return parse


def suggested(value):
    """The number that was probably meant, as text, or '' ('0.69万' → '6900', '12,5' → '12.5')."""
    half = unicodedata.normalize("NFKC", value).replace("\u2212", "-").strip(UNITS)
    times = TENS.get(half[-1:], 1)
    half = half[:-1] if times > 1 else half
    half = half.replace(",", "") if GROUPED.fullmatch(half) else half.replace(",", ".")
    try:
        exact = Decimal(half) * times
    except InvalidOperation:
        return ""
    return plain(exact) if exact.is_finite() and abs(exact.adjusted()) < 15 else ""


def plain(exact):
    """A Decimal as people write it: no exponent, no idle zeros."""
    written = f"{exact:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
