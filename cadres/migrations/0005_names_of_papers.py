"""Papers keep the names they were sent under; those sent before keep the present ones."""

from django.db import migrations, models

from cadres.workflow.names import names_of
from villages.models.places import short_name


class _Named:
    """A row as its model names it: without methods, migrations know the bare names only."""

    def __init__(self, row):
        for field in ("county", "township", "unit"):
            setattr(self, field, self._name(getattr(row, field, None), field))

    @staticmethod
    def _name(place, field):
        if not place:
            return None
        return place.name if field == "unit" else short_name(place.name)


def _fill(rows, offices):
    for row in rows:
        row.names = names_of(_Named(offices(row)), "county", "township", "unit")
        row.save(update_fields=["names"])


def keep_names(apps, schema_editor):
    def of(name):
        return apps.get_model("cadres", name).objects.iterator()

    _fill(of("ReportVersion"), lambda row: row.report)
    _fill((row for row in of("CountyReport") if row.state == "signed"), lambda row: row)
    _fill((row for row in of("Circular") if row.state == "issued"), lambda row: row)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0004_units_over_time")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="names",
                field=models.JSONField(
                    default=dict, editable=False, verbose_name="names of the paper"
                ),
            )
            for name in ("circular", "countyreport", "reportversion")
        ),
        migrations.RunPython(keep_names, migrations.RunPython.noop),
    ]
