"""What a person is told, the day of the last digest, and the days that an inbox speaks of."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


RULES = [
    ("digest_days", "收件箱提要所说的临近到期", "3", "工作日", "县定"),
    ("remind_days", "承诺到期前几天提醒", "7", "天", "县定"),
    ("vote_days", "半年述职测评在期末前后几天提醒", "30", "天", "县定"),
    ("notice_days", "告知保留天数", "180", "天", "县定"),
    (
        "report_leader_days",
        "季度报告审核逾期后再过几个工作日告知县领导",
        "3",
        "工作日",
        "县基层办规定",
    ),
]


def seed(apps, schema_editor):
    rule = apps.get_model("villages", "ProgrammeRule")
    for code, name, value, unit, clause in RULES:
        fields = {"name": name, "value": value, "unit": unit, "clause": clause}
        rule.objects.get_or_create(code=code, defaults=fields)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_ledger_is_append_only"),
        ("cadres", "0015_report_sentences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="digest",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="sent on")),
            ],
            options={
                "verbose_name": "digest",
                "verbose_name_plural": "digests",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=120, verbose_name="event")),
                ("what", models.CharField(max_length=200, verbose_name="record")),
                ("who", models.CharField(blank=True, max_length=80, verbose_name="who")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("url", models.CharField(max_length=200, verbose_name="page")),
                ("at", models.DateTimeField(verbose_name="time")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="to",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["user", "-at"], name="notice_user_time"),
                    models.Index(fields=["user", "read_at"], name="notice_user_read"),
                ],
            },
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
