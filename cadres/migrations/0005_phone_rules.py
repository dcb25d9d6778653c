"""What the county grants a phone: days to arrive, photos of an entry, bytes of a photo."""

from django.db import migrations

RULES = [
    ("diary_grace_days", "日记写成后几天内收到仍按写成之日计", "7", "天", "县定"),
    ("photos_max", "每篇日记照片", "9", "张", "县定"),
    ("photo_mb", "每张照片不超过", "15", "MB", "县定"),
    ("photo_quota_mb", "每人照片共不超过", "600", "MB", "县定"),
]


def seed(apps, schema_editor):
    rule = apps.get_model("villages", "ProgrammeRule")
    for code, name, value, unit, clause in RULES:
        fields = {"name": name, "value": value, "unit": unit, "clause": clause}
        rule.objects.get_or_create(code=code, defaults=fields)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0004_diary_photos"), ("villages", "0002_rules_and_figures")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
