"""Accounts and the ledger, which its triggers keep append-only."""

import accounts.roles
import django.core.validators
import django.utils.timezone
from django.db import migrations, models

from accounts import ledger_guard


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "username",
                    models.CharField(
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[\\w.@-]+$", "Letters, digits and . @ - _ only."
                            )
                        ],
                        verbose_name="user name",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="full name")),
                ("office", models.CharField(blank=True, max_length=80, verbose_name="office")),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Only for the digest of the morning, if the county sends it; may stay empty.",
                        max_length=254,
                        verbose_name="e-mail",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=accounts.roles.role_choices,
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "area_code",
                    models.CharField(
                        max_length=12,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{2,12}$", "2 to 12 digits of a statistical code."
                            )
                        ],
                        verbose_name="area code",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                (
                    "must_change_password",
                    models.BooleanField(default=True, verbose_name="must change password"),
                ),
                (
                    "joined_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="created"),
                ),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
                "ordering": ["username"],
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("seq", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="time"),
                ),
                ("actor", models.CharField(max_length=80, verbose_name="who")),
                ("actor_name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                ("role", models.CharField(blank=True, max_length=12, verbose_name="role")),
                ("address", models.CharField(blank=True, max_length=45, verbose_name="address")),
                ("action", models.CharField(max_length=60, verbose_name="action")),
                ("object_type", models.CharField(max_length=60, verbose_name="kind of record")),
                ("object_id", models.CharField(max_length=80, verbose_name="record")),
                (
                    "object_name",
                    models.CharField(blank=True, max_length=200, verbose_name="record name"),
                ),
                (
                    "area_code",
                    models.CharField(blank=True, max_length=12, verbose_name="area code"),
                ),
                ("before", models.JSONField(default=dict, verbose_name="before")),
                ("after", models.JSONField(default=dict, verbose_name="after")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("prev_hash", models.CharField(max_length=64, unique=True)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "ledger entry",
                "verbose_name_plural": "ledger",
                "ordering": ["-seq"],
                "indexes": [
                    models.Index(fields=["object_type", "object_id", "-seq"], name="ledger_object"),
                    models.Index(fields=["area_code", "-seq"], name="ledger_area"),
                ],
            },
        ),
        migrations.RunPython(ledger_guard.create, ledger_guard.drop),
    ]
