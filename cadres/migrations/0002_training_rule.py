"""Training before posting is a rule of the programme, kept with the others."""

from django.db import migrations


def seed(apps, schema_editor):
    apps.get_model("villages", "ProgrammeRule").objects.get_or_create(
        code="training_before",
        defaults={
            "name": "驻点前须参加集中培训",
            "value": "1",
            "unit": "次",
            "clause": "县实施意见 三(二)",
        },
    )


class Migration(migrations.Migration):
    dependencies = [("cadres", "0001_initial"), ("villages", "0002_rules_and_figures")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
