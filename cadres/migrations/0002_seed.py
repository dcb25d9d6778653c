"""The numbers of the programme by the rooms that heed them, the days that are not what their
weekday says, and the sections of each kind of report (forms of the county)."""

from django.db import migrations

from villages.seeds import Table, rules, seed

HEEDED = rules(
    "cadres/acceptances",
    "cadres/attendance",
    "cadres/care",
    "cadres/complaints",
    "cadres/diary",
    "cadres/dispatch",
    "cadres/inbox",
    "cadres/leaders",
    "cadres/matters",
    "cadres/overviews",
    "cadres/registry",
    "cadres/reports",
    "cadres/trainings",
)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0001_initial")]
    operations = [
        seed(
            *HEEDED,
            Table("cadres.Holiday", "cadres/calendar/holidays.csv", ("day",)),
            Table("cadres.ReportSection", "cadres/reports/sections.csv", ("kind", "key")),
        )
    ]
