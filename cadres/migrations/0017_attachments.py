"""Attachments of reports and of each version handed in; who signs the paper, who gets a copy."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

RULES = [
    ("report_file_mb", "报告附件每个最大", "10", "MB", "县基层办规定"),
    ("report_files", "每份报告附件最多", "10", "个", "县基层办规定"),
    ("file_grace_days", "无人引用的照片和附件保留", "30", "天", "县基层办规定"),
]


def seed(apps, schema_editor):
    rule = apps.get_model("villages", "ProgrammeRule")
    rule.objects.bulk_create(
        rule(code=code, name=name, value=value, unit=unit, clause=clause)
        for code, name, value, unit, clause in RULES
    )


def unseed(apps, schema_editor):
    codes = [code for code, *_rest in RULES]
    apps.get_model("villages", "ProgrammeRule").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("cadres", "0016_notices"), ("villages", "0004_limits_of_matters")]
    operations = [
        migrations.RunPython(seed, unseed),
        migrations.AddField(
            model_name="countyreport",
            name="copies",
            field=models.CharField(blank=True, max_length=200, verbose_name="copies to"),
        ),
        migrations.AddField(
            model_name="quarterlyreport",
            name="copies",
            field=models.CharField(blank=True, max_length=200, verbose_name="copies to"),
        ),
        migrations.AddField(
            model_name="quarterlyreport",
            name="signer",
            field=models.CharField(blank=True, max_length=40, verbose_name="signed by"),
        ),
        migrations.AddField(
            model_name="reportversion",
            name="signer",
            field=models.CharField(blank=True, max_length=40, verbose_name="signed by"),
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("xlsx", "Excel"),
                            ("jpg", "JPEG"),
                            ("png", "PNG"),
                        ],
                        max_length=4,
                        verbose_name="kind",
                    ),
                ),
                (
                    "sent_sha256",
                    models.CharField(
                        max_length=64,
                        validators=[django.core.validators.RegexValidator("^[0-9a-f]{64}\\Z")],
                        verbose_name="fingerprint",
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        db_index=True, max_length=64, verbose_name="fingerprint of what is kept"
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="bytes kept")),
                ("added_by", models.CharField(max_length=80, verbose_name="added by")),
                (
                    "added_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="added"),
                ),
                (
                    "removed_by",
                    models.CharField(blank=True, max_length=80, verbose_name="taken off by"),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken off"),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="cadres.quarterlyreport",
                        verbose_name="report",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="reportversion",
            name="attachments",
            field=models.ManyToManyField(
                related_name="versions", to="cadres.attachment", verbose_name="attachments"
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)),
                fields=("report", "sent_sha256"),
                name="attachment_once_per_report",
            ),
        ),
    ]
