"""Schemes, facts, cards and proposals; triggers keep what was published or frozen."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from assessments.cards import card_guard
from assessments.schemes import table_guard


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("villages", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scheme",
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
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schemes",
                        to="villages.county",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("village", "Village"),
                            ("cadre", "Resident cadre"),
                            ("team", "Work team"),
                            ("township", "Township"),
                            ("unit", "Sending unit"),
                        ],
                        max_length=10,
                        verbose_name="whom it assesses",
                    ),
                ),
                ("series", models.CharField(max_length=40, verbose_name="series")),
                (
                    "total",
                    models.DecimalField(decimal_places=2, max_digits=8, verbose_name="full marks"),
                ),
            ],
            options={
                "verbose_name": "scheme",
                "verbose_name_plural": "schemes",
                "ordering": ["-code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county", "code"),
                        name="scheme_code_once",
                        violation_error_message="A scheme with this code already exists.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SchemeVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="assessments.scheme",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("rows", models.JSONField(verbose_name="table")),
                ("hash", models.CharField(max_length=64)),
                ("warnings", models.JSONField(blank=True, default=list)),
                (
                    "dated_on",
                    models.DateField(blank=True, null=True, verbose_name="date of the decision"),
                ),
                (
                    "basis",
                    models.CharField(blank=True, max_length=200, verbose_name="why it changed"),
                ),
                ("frozen_at", models.DateTimeField(blank=True, null=True, verbose_name="frozen")),
                ("imported_at", models.DateTimeField(auto_now_add=True, verbose_name="imported")),
                ("imported_by", models.CharField(max_length=80, verbose_name="imported by")),
            ],
            options={
                "verbose_name": "scheme version",
                "verbose_name_plural": "scheme versions",
                "ordering": ["scheme", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "number"), name="scheme_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="scheme_version_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Card",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area_code", models.CharField(max_length=12, verbose_name="area code")),
                (
                    "scheme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cards",
                        to="assessments.scheme",
                    ),
                ),
                (
                    "scheme_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.schemeversion",
                    ),
                ),
                ("period", models.CharField(max_length=7, verbose_name="period")),
                ("subject_code", models.CharField(max_length=70, verbose_name="code")),
                ("subject_name", models.CharField(max_length=80, verbose_name="name")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="version")),
                ("cadre_code", models.CharField(blank=True, max_length=32)),
                ("team_code", models.CharField(blank=True, max_length=32)),
                ("unit_code", models.CharField(blank=True, max_length=32)),
                ("class_name", models.CharField(blank=True, max_length=20, verbose_name="class")),
                (
                    "class_size",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="in the class"),
                ),
                ("days", models.PositiveIntegerField(blank=True, null=True, verbose_name="days")),
                (
                    "total",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=24, null=True, verbose_name="total"
                    ),
                ),
                (
                    "possible",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=24,
                        null=True,
                        verbose_name="possible",
                    ),
                ),
                (
                    "percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=24,
                        null=True,
                        verbose_name="percent",
                    ),
                ),
                (
                    "scaled",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=24,
                        null=True,
                        verbose_name="on the scale of the scheme",
                    ),
                ),
                ("rank", models.PositiveIntegerField(blank=True, null=True, verbose_name="rank")),
                (
                    "bottom",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="place from the bottom"
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="grade")),
                ("grade_name", models.CharField(blank=True, max_length=40, verbose_name="grade")),
                ("outcomes", models.JSONField(blank=True, default=list, verbose_name="outcomes")),
                ("waiting", models.JSONField(blank=True, default=list, verbose_name="waits for")),
                ("lines", models.TextField(verbose_name="lines")),
                ("evidence", models.TextField(default="", verbose_name="facts")),
                ("inputs_hash", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("waiting", "Waiting"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("computed_at", models.DateTimeField(verbose_name="computed")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published"),
                ),
                (
                    "signed_by",
                    models.CharField(blank=True, max_length=80, verbose_name="signed by"),
                ),
                (
                    "second_by",
                    models.CharField(blank=True, max_length=80, verbose_name="second signature"),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason of the correction"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="assessments.card",
                        verbose_name="corrects",
                    ),
                ),
            ],
            options={
                "verbose_name": "card",
                "verbose_name_plural": "cards",
                "ordering": ["class_name", "rank", "subject_code"],
                "indexes": [
                    models.Index(fields=["area_code", "period"], name="card_area_period"),
                    models.Index(fields=["subject_code", "period"], name="card_subject_period"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scheme", "period", "subject_code", "version"), name="card_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="publications",
                        to="assessments.scheme",
                    ),
                ),
                ("period", models.CharField(max_length=7, verbose_name="period")),
                ("cards_hash", models.CharField(max_length=64)),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason of the correction"
                    ),
                ),
                (
                    "as_graded",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="why it is published as graded"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed by",
                    ),
                ),
                ("signed_at", models.DateTimeField(auto_now_add=True, verbose_name="signed")),
                (
                    "second_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="second signature",
                    ),
                ),
                ("published_at", models.DateTimeField(null=True, verbose_name="published")),
            ],
            options={
                "verbose_name": "publication",
                "verbose_name_plural": "publications",
                "ordering": ["-signed_at"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("published_at__isnull", True), ("reason", "")),
                        fields=("scheme", "period"),
                        name="one_open_publication_per_period",
                        violation_error_message="This period already waits for its second signature.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("published_at__isnull", True), models.Q(("reason", ""), _negated=True)
                        ),
                        fields=("scheme", "period"),
                        name="one_open_correction_per_period",
                        violation_error_message="This period already waits for its second signature.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area_code", models.CharField(max_length=12, verbose_name="area code")),
                ("period", models.CharField(max_length=7, verbose_name="period")),
                ("subject_code", models.CharField(max_length=70, verbose_name="subject")),
                ("code", models.CharField(max_length=80, verbose_name="fact")),
                ("value", models.CharField(blank=True, max_length=80, verbose_name="value")),
                (
                    "not_applicable",
                    models.BooleanField(default=False, verbose_name="not applicable"),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                (
                    "confirmed_by",
                    models.CharField(blank=True, max_length=80, verbose_name="confirmed by"),
                ),
                ("entered_by", models.CharField(max_length=80, verbose_name="entered by")),
                ("entered_at", models.DateTimeField(auto_now=True, verbose_name="entered")),
                (
                    "row",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="row of the table"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "fact",
                "verbose_name_plural": "facts",
                "ordering": ["subject_code", "period", "code"],
                "indexes": [
                    models.Index(
                        fields=["period", "area_code", "subject_code"], name="fact_period_subject"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "subject_code", "code"),
                        name="fact_once",
                        violation_error_message="This fact is already recorded for the period.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("not_applicable", True), ("value", "")),
                            models.Q(
                                ("not_applicable", False), models.Q(("value", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="fact_is_value_or_not_applicable",
                        violation_error_message="Give a value, or not applicable with a reason.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GradingRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scheme_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="assessments.schemeversion",
                    ),
                ),
                ("period", models.CharField(max_length=7, verbose_name="period")),
                ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="started")),
                (
                    "seconds",
                    models.DecimalField(decimal_places=2, max_digits=8, verbose_name="seconds"),
                ),
                ("by", models.CharField(max_length=80, verbose_name="by")),
                ("cards", models.PositiveIntegerField(verbose_name="cards")),
                ("waiting", models.PositiveIntegerField(verbose_name="waiting")),
                ("changed", models.PositiveIntegerField(verbose_name="changed")),
                ("notes", models.JSONField(blank=True, default=list, verbose_name="notes")),
            ],
            options={
                "verbose_name": "run",
                "verbose_name_plural": "runs",
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="assessments.card",
                    ),
                ),
                ("outcome", models.CharField(max_length=40, verbose_name="outcome")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("rule", models.CharField(max_length=200, verbose_name="rule")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="basis")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="amount",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Waiting for decision"),
                            ("adopted", "Adopted"),
                            ("declined", "Not adopted"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="proposed")),
                (
                    "decided_by",
                    models.CharField(blank=True, max_length=80, verbose_name="decided by"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
            ],
            options={
                "verbose_name": "proposal",
                "verbose_name_plural": "proposals",
                "ordering": ["-proposed_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("card", "outcome"), name="proposal_once_per_card"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Worksheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="worksheet",
                        to="assessments.schemeversion",
                    ),
                ),
                ("rows", models.JSONField(verbose_name="table")),
                ("typed_by", models.CharField(max_length=80, verbose_name="typed by")),
                ("typed_at", models.DateTimeField(auto_now=True, verbose_name="typed")),
            ],
            options={
                "verbose_name": "worksheet",
                "verbose_name_plural": "worksheets",
            },
        ),
        migrations.RunPython(card_guard.create, card_guard.drop),
        migrations.RunPython(table_guard.create, table_guard.drop),
    ]
