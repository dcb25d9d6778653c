"""Households that a unit's support reached; sentences about leaders, promises, votes and support.

They are added only to sections whose sentence is still the one seeded: what a county has worded
itself stays as it is.
"""

from importlib import import_module

from django.db import migrations, models

SEEDED = import_module("cadres.migrations.0009_report_templates").SECTIONS
VISITS = (
    "县领导{when}到村调研{{visits.done}}次，应到{{visits.due}}次；调研时承诺办理事项"
    "{{visits.promised}}件，已兑现{{visits.kept}}件。"
)
SUPPORT = (
    "资金{supports.money}万元、物资折款{supports.goods}万元，项目{supports.projects}个；"
    "受益和慰问{supports.households}户。"
)
PROMISES = (
    "到期的公开承诺{{commitments.due}}项，兑现{{commitments.kept}}项；{when}述职测评收回"
    "{{reviews.ballots}}票，满意和基本满意占{{reviews.rate}}%。"
)
CIRCULARS = "印发月通报{circulars.issued}期。"
HALF, YEAR = "本半年", "全年"


def _whole(when):
    return {
        "overview": VISITS.format(when=when),
        "economy": "派出单位支持" + SUPPORT,
        "rules": PROMISES.format(when=when),
        "style": CIRCULARS,
    }


ADDED = {
    "township": _whole(HALF),
    "annual": _whole(YEAR),
    "county": _whole(HALF) | {"style": "各乡镇" + CIRCULARS},
    "unit": {
        "organisation": "本单位主要负责人到村{supports.visits}次。",
        "economy": "本单位支持" + SUPPORT,
    },
}


def _changes():
    """(kind, key, the seeded sentence, the longer one)."""
    for kind, added in ADDED.items():
        seeded = {key: sentence for key, _title, sentence, *_hint in SEEDED[kind]}
        for key, more in added.items():
            yield kind, key, seeded[key], seeded[key] + more


def add(apps, schema_editor):
    section = apps.get_model("cadres", "ReportSection")
    for kind, key, before, after in _changes():
        section.objects.filter(kind=kind, key=key, sentence=before).update(sentence=after)


def take_away(apps, schema_editor):
    section = apps.get_model("cadres", "ReportSection")
    for kind, key, before, after in _changes():
        section.objects.filter(kind=kind, key=key, sentence=after).update(sentence=before)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0014_half_days_of_trainings")]
    operations = [
        migrations.AddField(
            "unitsupport",
            "households",
            models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="households reached"
            ),
        ),
        migrations.AlterField(
            "unitsupport",
            "kind",
            models.CharField(
                choices=[
                    ("money", "Money"),
                    ("project", "Project"),
                    ("goods", "Goods"),
                    ("visit", "Visit of the unit's principal"),
                    ("skill", "Technique and training"),
                    ("other", "Other"),
                ],
                max_length=8,
                verbose_name="kind",
            ),
        ),
        migrations.RunPython(add, take_away),
    ]
