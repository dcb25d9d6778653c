"""节假日: the year's table of holidays and working weekends in (table contract)."""

from django.utils.translation import gettext_lazy as _

from villages.tables_in import cells
from villages.tables_in.sheets import Column
from villages.tables_in.table_import import TableImport

from .models import Holiday

KINDS = {
    "放假": False,
    "休息": False,
    "休": False,
    "rest": False,
    "上班": True,
    "调休上班": True,
    "班": True,
    "working": True,
}


class HolidaysImport(TableImport):
    """A day that is there already takes the new name and kind."""

    kind = "holidays"
    label = _("Holidays and working weekends")
    columns = (
        Column("date", "日期", cells.day),
        Column("name", "节日", cells.text(40)),
        Column("kind", "类型", cells.choice(KINDS)),
    )
    example = ("2026-10-10", "国庆节", "上班")
    notes = (
        _("One row per day, by the State Council's notice of the year."),
        _("Kind: rest for a day off, working for a Saturday or Sunday that is worked."),
    )

    def load(self, sheet):
        days = [row["date"] for row in sheet.rows if row["date"]]
        self.days = {each.day: each for each in self.known(Holiday.objects.filter(day__in=days))}

    def judge(self, row):
        if not self.once(row, row["date"], "date"):
            return
        holiday = self.days.get(row["date"]) or Holiday(day=row["date"])
        self.put(row, holiday, name=row["name"], is_working=row["kind"])


IMPORTS = {HolidaysImport.kind: HolidaysImport}
