"""Facts are read subject by subject; cards keep them as lines, and one index fewer.

What has no need of another table is told to Django alone: SQLite would make the table of the cards
anew, and its triggers would be gone.
"""

import json
from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

DOUBLE = "assessments_card_scheme_id_276bf900"  # `card_once` begins with the same column
triggers = import_module("assessments.migrations.0002_published_cards_stand")


def evidence_as_lines(apps, schema_editor):
    """[[code, value, "reader", note] or [code, value, confirmed by, source, row, who, when]]"""
    Card = apps.get_model("assessments", "Card")
    if not Card.objects.exists():
        return
    triggers.drop(apps, schema_editor)
    cards = Card.objects.filter(evidence__startswith="[")
    for card in cards.only("evidence").iterator(chunk_size=500):
        lines = [
            "\x1f".join("" if cell in (None, "NA") else str(cell) for cell in without_kind(*row))
            for row in json.loads(card.evidence)
        ]
        Card.objects.filter(pk=card.pk).update(evidence="\x1e".join(lines))
    triggers.create(apps, schema_editor)


def without_kind(code, value, kind, *details):
    return (code, value, *details) if kind == "reader" else (code, value, kind, *details)


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0005_publish_as_graded"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(
                fields=["period", "area_code", "subject_code"], name="fact_period_subject"
            ),
        ),
        migrations.RemoveIndex(
            model_name="fact",
            name="fact_period_area",
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX {DOUBLE}",
                    f"CREATE INDEX {DOUBLE} ON assessments_card (scheme_id)",
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="card",
                    name="scheme",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cards",
                        to="assessments.scheme",
                    ),
                ),
                migrations.AlterField(
                    model_name="card",
                    name="evidence",
                    field=models.TextField(default="", verbose_name="facts"),
                ),
            ],
        ),
        migrations.RunPython(evidence_as_lines),
    ]
