"""The numbers of the programme by the rooms that heed them, the days that are not what their
weekday says, and the sections of each kind of report (forms of the county)."""

from django.db import migrations

from villages.seeds import seed, seed_rules


class Migration(migrations.Migration):
    dependencies = [("cadres", "0001_initial")]
    operations = [
        *seed_rules(
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
        ),
        seed("cadres.Holiday", "cadres/calendar/holidays.csv", "day"),
        seed("cadres.ReportSection", "cadres/reports/sections.csv", "kind", "key"),
    ]
