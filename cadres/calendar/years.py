"""Are the holidays of a year known? The State Council gives them out each autumn.

Until somebody enters them, every weekday of the year counts as a working day, the spring festival
too: dates and lengths in such a year are provisional, and pages say so.
"""

from datetime import date

from django.utils.translation import gettext as _

from .models import Holiday

FIRST_NOTICE = 11  # from this month on the next year's are to be entered
# A year is entered when days off stand in both: the new year or spring festival, and October.
SEASONS = (((1, 1), (3, 1)), ((10, 1), (10, 8)))


def unentered(years):
    """Those of `years`, in order, whose holidays are not entered; one query."""
    years = sorted(set(years))
    if not years:
        return []
    days = Holiday.objects.within(date(years[0], 1, 1), date(years[-1], 12, 31))
    off = list(days.filter(is_working=False).values_list("day", flat=True))
    return [year for year in years if not _is_entered(year, off)]


def _is_entered(year, off):
    return all(
        any(date(year, *first) <= day <= date(year, *last) for day in off)
        for first, last in SEASONS
    )


def wanted(today):
    """The years whose holidays are to be entered by now and are not."""
    following = [today.year + 1] if today.month >= FIRST_NOTICE else []
    return unentered([today.year, *following])


def remark(*days):
    """What a page says beside days of years that are not entered; '' when all are."""
    years = unentered({day.year for day in days if day})
    if not years:
        return ""
    return _("The holidays of %(years)s are not entered yet: working days are provisional.") % {
        "years": "、".join(map(str, years))
    }
