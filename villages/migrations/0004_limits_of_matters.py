"""A time limit for each category of matter in place of one for all; days to explain an absence."""

from django.db import migrations

CATEGORIES = {
    "roads": "道路和照明",
    "water": "农田水利",
    "housing": "住房补助",
    "welfare": "民生救助",
    "dispute": "邻里和土地纠纷",
    "market": "生产销售",
    "environment": "环境卫生",
    "other": "其他",
}
EXPLAIN = ("absence_answer_days", "不在岗记录说明期限", "3", "天", "县基层办规定")


def spread(apps, schema_editor):
    """Every category begins with the limit that held for all."""
    rule = apps.get_model("villages", "ProgrammeRule")
    general = rule.objects.get(pk="matter_days")
    rule.objects.bulk_create(
        rule(
            code=f"matter_days_{code}",
            name=f"民情事项答复时限：{name}",
            value=general.value,
            unit=general.unit,
            clause=general.clause,
        )
        for code, name in CATEGORIES.items()
    )
    general.delete()
    code, name, value, unit, clause = EXPLAIN
    rule.objects.create(code=code, name=name, value=value, unit=unit, clause=clause)


class Migration(migrations.Migration):
    dependencies = [("villages", "0003_one_at_a_time")]
    operations = [migrations.RunPython(spread, migrations.RunPython.noop)]
