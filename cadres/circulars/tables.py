"""The tables of a circular (附表), the same on the screen, on paper and in the workbook."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cadres.documents.grouped_table import Annex, Column, Group


class Table(Annex):
    """附表n of a circular, set like an annex."""

    @property
    def name(self):
        return _("Table %(n)d") % {"n": self.number}


def tables(circular):
    """[Table] of what holds something, numbered 附表1, 附表2 …"""
    figures = circular.figures
    body = _("village") if circular.township_id else _("township")
    found = [
        _absences(figures["absences"]),
        _bodies(figures["bodies"], body),
        _months(figures["months"], body),
        _overdue(figures["overdue"]),
    ]
    filled = [each for each in found if each[2]]
    return [_table(circular, at, *each) for at, each in enumerate(filled, 1)]


def _table(circular, number, title, columns, rows, total=()):
    numbered = [[at, *row] for at, row in enumerate(rows, 1)]
    return Table(
        number=number,
        title=title,
        organ=str(circular.issuer),
        on=date_format(localtime(circular.taken_at), "DATE_FORMAT"),
        is_draft=circular.is_draft,
        is_public=False,
        columns=[Column(_("no."), 6, is_number=True), *columns],
        groups=[Group([], numbered)],
        total=list(total),
    )


def _numbers(*labels):
    return [Column(label, 9, is_number=True) for label in labels]


def _absences(absences):
    columns = [
        Column(_("township"), 12),
        Column(_("village"), 12),
        Column(_("cadre"), 10),
        Column(_("unit"), 18),
        Column(_("from"), 12),
        Column(_("until"), 12),
        Column(_("what was found"), 28),
        Column(_("explanation of the cadre"), 36),
    ]
    keys = ("township", "village", "cadre", "unit", "since", "until", "found", "answer")
    rows = [[row[key] or "—" for key in keys] for row in absences]
    return _("Absences found on checks"), columns, rows


def _bodies(bodies, body):
    columns = [
        Column(body, 14),
        *_numbers(
            _("cadres"),
            _("expected, person-days"),
            _("present, person-days"),
            _("on leave"),
            _("in training"),
            _("absent without reason"),
            _("matters raised"),
            _("matters answered"),
            _("matters overdue"),
        ),
    ]
    keys = (
        "cadres",
        "expected",
        "present",
        "leave",
        "training",
        "absent",
        "raised",
        "answered",
        "overdue",
    )
    rows = [[row["name"], *(row[key] for key in keys)] for row in bodies["rows"]]
    total = ["", _("Total"), *(bodies["sum"][key] for key in keys)]
    return _("The month in numbers"), columns, rows, total


def _months(months, body):
    names = [_("month %(n)d") % {"n": n} for n in months["months"]]
    rows = [
        [row["name"], *(rate or "—" for rate in row["rates"]), row["rate"] or "—"]
        for row in months["rows"]
    ]
    columns = [Column(body, 14), *_numbers(*names, _("year so far"))]
    return _("Expected days present, percent by month"), columns, rows


def _overdue(matters):
    columns = [
        Column(_("number"), 12),
        Column(_("matter"), 32),
        Column(_("township"), 12),
        Column(_("village"), 14),
        Column(_("held by"), 14),
        Column(_("answer due"), 12),
        Column(_("days overdue"), 9, is_number=True),
    ]
    keys = ("number", "title", "township", "village", "holder", "due_on", "days")
    rows = [[row[key] for key in keys] for row in matters]
    return _("Matters overdue, and who holds them"), columns, rows
