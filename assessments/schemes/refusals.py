"""Why nothing can be opened, edited, graded or published by a scheme as it stands."""

from django.utils.translation import gettext as _

from .periods import kind


class GradingRefused(Exception):
    """Nothing was changed; the text says why and what to do."""


def newest_version(scheme):
    """The version that the next run uses; GradingRefused of a scheme without a table."""
    version = scheme.current
    if version is None:
        raise GradingRefused(_("The scheme has no table yet. Import it first."))
    return version


def check_period(table, period):
    """GradingRefused when no line of the table is scored in a Quarter or Year like this."""
    found = kind(period)
    if not any(rule.is_leaf and found in ("year", rule.period) for rule in table.rules):
        raise GradingRefused(_("No line of this scheme is scored by the quarter; grade the year."))
