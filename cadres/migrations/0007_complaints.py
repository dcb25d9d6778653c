"""The suggestion box, and the days within which it is answered."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = [
    ("burden", "Asked too much, or twice"),
    ("fault", "Something does not work"),
    ("wish", "Suggestion"),
    ("other", "Other"),
]


def seed(apps, schema_editor):
    apps.get_model("villages", "ProgrammeRule").objects.get_or_create(
        code="complaint_days",
        defaults={
            "name": "意见建议答复时限",
            "value": "15",
            "unit": "天",
            "clause": "为基层减负 县定",
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0006_circulars_and_matters"),
        ("villages", "0002_rules_and_figures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "area_code",
                    models.CharField(editable=False, max_length=12, verbose_name="area code"),
                ),
                ("kind", models.CharField(choices=KINDS, max_length=8, verbose_name="about")),
                ("text", models.TextField(max_length=2000, verbose_name="in words")),
                ("code_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                ("handed_in_on", models.DateField(editable=False, verbose_name="handed in")),
                ("due_on", models.DateField(editable=False, verbose_name="answer due")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="answer")),
                (
                    "answered_by",
                    models.CharField(blank=True, max_length=80, verbose_name="answered by"),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered")),
                ("published", models.BooleanField(default=False, verbose_name="readable by all")),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="from",
                    ),
                ),
            ],
            options={
                "verbose_name": "suggestion",
                "verbose_name_plural": "suggestions",
                "ordering": ["-handed_in_on", "-pk"],
                "indexes": [
                    models.Index(fields=["area_code", "due_on"], name="complaint_area_due")
                ],
            },
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
