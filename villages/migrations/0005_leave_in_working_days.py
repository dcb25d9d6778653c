"""Leave is counted in working days, and the rule says so."""

from django.db import migrations


def say(apps, schema_editor):
    rule = apps.get_model("villages", "ProgrammeRule")
    rule.objects.filter(pk="leave_township_days", unit="天").update(unit="个工作日")


class Migration(migrations.Migration):
    dependencies = [("villages", "0004_limits_of_matters")]
    operations = [migrations.RunPython(say, migrations.RunPython.noop)]
