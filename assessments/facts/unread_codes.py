"""Fact codes of a table that no scheme reads: a slip of the pen loses points without a word.

It warns and stops nothing, since a scheme may come after its facts; while no scheme of such
subjects and that year is there, nothing is said.
"""

from difflib import get_close_matches
from typing import NamedTuple

from django.utils.translation import gettext as _

from assessments.schemes.periods import kind

OTHER = {"quarter": "year", "year": "quarter"}


class CodesRead(NamedTuple):
    """The fact codes that some tables read by the quarter and by the year."""

    quarter: frozenset
    year: frozenset

    @classmethod
    def of(cls, tables):
        rules = [rule for table in tables for rule in table.rules if rule.fact]
        rules = [rule for rule in rules if rule.is_leaf or rule.level == "veto"]
        return cls(
            *(frozenset(rule.fact for rule in rules if rule.period == each) for each in cls._fields)
        )

    def remark(self, code, period):
        """What is odd about a code in a Quarter or Year; '' of one that is read."""
        wanted = kind(period)
        read, other = getattr(self, wanted), getattr(self, OTHER[wanted])
        names = {code, code.rpartition(".")[0]}
        if names & read:
            return ""
        if names & other:
            return _by_the_year(code) if wanted == "quarter" else _by_the_quarter(code)
        return _nobody(code, period, sorted(read | other))


def _by_the_year(code):
    said = _("“%(code)s” is read by the year alone. Write the year as its period.")
    return said % {"code": code}


def _by_the_quarter(code):
    said = _("“%(code)s” is read by the quarter alone. Write a quarter as its period.")
    return said % {"code": code}


def _nobody(code, period, known):
    said = _("No scheme of %(year)d reads “%(code)s”.") % {"year": period.year, "code": code}
    near = get_close_matches(code, known, n=1)
    return f"{said} {_('The nearest code is “%(near)s”.') % {'near': near[0]}}" if near else said
