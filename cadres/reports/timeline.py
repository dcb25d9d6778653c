"""The bar above a report: when it opened, was handed in, is due, late and closed, and today."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

NEAR = 22  # percent of the bar: two labels closer than this would touch


@dataclass(frozen=True)
class Timeline:
    """Places in percent of the bar; `said` is the whole bar in words."""

    start: str
    due: str
    late: str
    end: str
    due_at: str
    due_anchor: str
    late_at: str
    late_width: str
    rest_width: str
    sent: str = ""
    sent_at: str = ""
    today: str = ""
    today_at: str = ""
    said: str = ""


def month_day(day):
    return date_format(day, "MONTH_DAY_FORMAT")


def timeline(report, calendar, today):
    """The Timeline of a report by its ReportPeriod."""
    first, last = report.span.last_day + timedelta(days=1), calendar.ends_on
    length = (last - first).days or 1

    def at(day):
        return round(100 * min(max((day - first).days, 0), length) / length)

    due, late = at(calendar.due_on), at(calendar.late_until)
    words = {
        "start": _("%(day)s opens") % {"day": month_day(first)},
        "due": _("%(day)s due") % {"day": month_day(calendar.due_on)},
        "late": _("%(day)s last day to be late") % {"day": month_day(calendar.late_until)},
        "end": _("%(day)s closed") % {"day": month_day(last)},
    }
    if sent := report.first_submitted_at:
        on_time = _("handed in on time") if report.on_time else _("handed in late")
        sent_on = timezone.localdate(sent)
        words |= {"sent": f"{month_day(sent_on)} {on_time}"}
        words |= {"sent_at": f"{at(sent_on)}%"}
    if first <= today <= last and not report.is_frozen:
        now = _("Today %(day)s") % {"day": month_day(today)}
        words |= {"today": now, "today_at": f"{at(today)}%"}
    said = [
        words[name] for name in ("start", "sent", "due", "today", "late", "end") if name in words
    ]
    return Timeline(
        due_at=f"{due}%",
        due_anchor="middle" if late - due > NEAR else "end",
        late_at=f"{late}%",
        late_width=f"{late - due}%",
        rest_width=f"{100 - late}%",
        said="，".join(said),
        **words,
    )
