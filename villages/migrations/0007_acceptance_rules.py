"""What a village and a township are measured by after three years, and how long those are."""

from django.db import migrations

RULES = [
    ("acceptance_years", "几年一验收", "3", "年", "县实施意见 四(五)"),
    ("acceptance_share", "乡镇验收合格所需的合格村比例", "100", "%", "县实施意见 四(五)"),
    ("members_trained", "党员每年参加培训比例", "100", "%", "县实施意见 二(二)"),
    ("members_skilled", "掌握两门实用技术的党员干部比例", "100", "%", "县实施意见 二(二)"),
]


def seed(apps, schema_editor):
    rule = apps.get_model("villages", "ProgrammeRule")
    rule.objects.bulk_create(
        rule(code=code, name=name, value=value, unit=unit, clause=clause)
        for code, name, value, unit, clause in RULES
    )


def remove(apps, schema_editor):
    rule = apps.get_model("villages", "ProgrammeRule")
    rule.objects.filter(pk__in=[code for code, *_rest in RULES]).delete()


class Migration(migrations.Migration):
    dependencies = [("villages", "0006_urban_townships")]
    operations = [migrations.RunPython(seed, remove)]
