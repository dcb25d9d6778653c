"""Acceptance of villages and townships after three years; a link says why it ended."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def say_why(apps, schema_editor):
    """Links that ended before a reason was asked for."""
    links = apps.get_model("cadres", "LeaderLink").objects.filter(until__isnull=False)
    links.update(end_kind="corrected", end_reason="登记时未填写原因")


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0017_attachments"),
        ("villages", "0007_acceptance_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Acceptance",
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
                    "place_code",
                    models.CharField(
                        db_index=True, editable=False, max_length=12, verbose_name="code"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="round")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(verbose_name="until")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "With the township"),
                            ("returned", "Returned"),
                            ("submitted", "To be examined"),
                            ("examined", "To be approved"),
                            ("approved", "Approved"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("readings", models.JSONField(default=dict, verbose_name="what the records say")),
                ("read_at", models.DateTimeField(verbose_name="records read")),
                ("answers", models.JSONField(default=dict, verbose_name="what the township says")),
                ("findings", models.JSONField(default=dict, verbose_name="what the group found")),
                (
                    "remark",
                    models.CharField(blank=True, max_length=200, verbose_name="returned because"),
                ),
                ("held_since", models.DateField(verbose_name="held since")),
                (
                    "submitted_by",
                    models.CharField(blank=True, max_length=80, verbose_name="submitted by"),
                ),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="submitted")),
                (
                    "conclusion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passed", "Passed"),
                            ("mend", "To be mended by a day"),
                            ("failed", "Not passed"),
                        ],
                        max_length=8,
                        verbose_name="conclusion",
                    ),
                ),
                ("mend_by", models.DateField(null=True, verbose_name="to be mended by")),
                (
                    "members",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="members of the group"
                    ),
                ),
                (
                    "opinion",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="opinion of the place examined"
                    ),
                ),
                ("examined_at", models.DateTimeField(null=True, verbose_name="examined")),
                (
                    "approved_by",
                    models.CharField(blank=True, max_length=80, verbose_name="approved by"),
                ),
                ("approved_at", models.DateTimeField(null=True, verbose_name="approved")),
            ],
            options={
                "verbose_name": "acceptance",
                "verbose_name_plural": "acceptances",
                "ordering": ["-batch__code", "place_code", "-round"],
            },
        ),
        migrations.CreateModel(
            name="AcceptanceProblem",
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
                ("text", models.CharField(max_length=200, verbose_name="problem")),
                ("due_on", models.DateField(verbose_name="to be mended by")),
                ("mended_on", models.DateField(null=True, verbose_name="mended on")),
                (
                    "how",
                    models.CharField(blank=True, max_length=300, verbose_name="how it was mended"),
                ),
                ("mended_by", models.CharField(blank=True, max_length=80, verbose_name="who")),
            ],
            options={
                "verbose_name": "problem found by an acceptance",
                "verbose_name_plural": "problems found by acceptances",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.AddField(
            model_name="leaderlink",
            name="end_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("accepted", "Passed the acceptance"),
                    ("changed", "Another leader takes over"),
                    ("corrected", "Correction"),
                ],
                editable=False,
                max_length=10,
                verbose_name="why it ended",
            ),
        ),
        migrations.AddField(
            model_name="leaderlink",
            name="end_reason",
            field=models.CharField(
                blank=True, editable=False, max_length=200, verbose_name="reason"
            ),
        ),
        migrations.AddField(
            model_name="leaderlink",
            name="replaces",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaced_by",
                to="cadres.leaderlink",
                verbose_name="replaces",
            ),
        ),
        migrations.AlterField(
            model_name="leaderlink",
            name="until",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="until"),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acceptances",
                to="cadres.batch",
                verbose_name="batch",
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="examiner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="examined by",
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="follows",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successor",
                to="cadres.acceptance",
                verbose_name="former round",
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="township",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acceptances",
                to="villages.township",
                verbose_name="township",
            ),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="village",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="acceptances",
                to="villages.village",
                verbose_name="village",
            ),
        ),
        migrations.AddField(
            model_name="acceptanceproblem",
            name="acceptance",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="problems",
                to="cadres.acceptance",
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("township__isnull", True), ("village__isnull", True), _connector="XOR"
                ),
                name="acceptance_of_one_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=models.UniqueConstraint(
                fields=("batch", "place_code", "round"), name="acceptance_round_once"
            ),
        ),
        migrations.RunPython(say_why, migrations.RunPython.noop),
    ]
