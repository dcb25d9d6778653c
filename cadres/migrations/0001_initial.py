"""Units, people, teams, postings, and all they write."""

import cadres.registry.tasks
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("villages", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=32, primary_key=True, serialize=False, verbose_name="code"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="villages.county",
                        verbose_name="county",
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        blank=True,
                        help_text="For a township's own units.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="villages.township",
                        verbose_name="township",
                    ),
                ),
                ("level", models.CharField(default="county", max_length=20, verbose_name="level")),
                ("class_name", models.CharField(blank=True, max_length=20, verbose_name="class")),
                (
                    "establishment",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="staff establishment"
                    ),
                ),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=120)),
                ("initials", models.CharField(editable=False, max_length=40)),
                (
                    "liaisons",
                    models.ManyToManyField(
                        blank=True,
                        related_name="liaison_units",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="liaisons",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Batch",
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
                        related_name="batches",
                        to="villages.county",
                        verbose_name="county",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="Usually the year, 2026.", max_length=20, verbose_name="code"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="name")),
                ("since", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "target",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="planned cadres"
                    ),
                ),
            ],
            options={
                "verbose_name": "batch",
                "verbose_name_plural": "batches",
                "ordering": ["-code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county", "code"),
                        name="batch_code_once",
                        violation_error_message="This batch already exists.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkTeam",
            fields=[
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=32, primary_key=True, serialize=False, verbose_name="code"
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="cadres.batch",
                        verbose_name="batch",
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=20, verbose_name="level")),
                ("class_name", models.CharField(blank=True, max_length=20, verbose_name="class")),
                (
                    "size",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="planned size"
                    ),
                ),
                (
                    "lead_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="led_teams",
                        to="cadres.unit",
                        verbose_name="lead unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "work team",
                "verbose_name_plural": "work teams",
                "ordering": ["code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("village", "batch"),
                        name="one_team_per_village_and_batch",
                        violation_error_message="The village already has a team in this batch.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Matter",
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
                    "number",
                    models.CharField(
                        editable=False, max_length=20, unique=True, verbose_name="number"
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="matter")),
                ("text", models.TextField(blank=True, verbose_name="in words")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("roads", "Roads and lighting"),
                            ("water", "Fields and water"),
                            ("housing", "Housing"),
                            ("welfare", "Welfare"),
                            ("dispute", "Disputes"),
                            ("market", "Production and market"),
                            ("environment", "Environment"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                        verbose_name="category",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("visit", "Home visit"),
                            ("caller", "Came to the office"),
                            ("phone", "By telephone"),
                            ("referred", "Handed over by an office"),
                        ],
                        default="visit",
                        max_length=10,
                        verbose_name="how it was raised",
                    ),
                ),
                (
                    "person",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="raised by (household)"
                    ),
                ),
                ("raised_on", models.DateField(verbose_name="raised on")),
                ("due_on", models.DateField(verbose_name="answer due")),
                (
                    "holder",
                    models.CharField(
                        choices=[
                            ("team", "Work team"),
                            ("township", "Township"),
                            ("county", "County"),
                        ],
                        default="team",
                        max_length=10,
                        verbose_name="held by",
                    ),
                ),
                (
                    "office",
                    models.CharField(blank=True, max_length=60, verbose_name="office in charge"),
                ),
                ("held_since", models.DateField(verbose_name="held since")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "told_on",
                    models.DateField(blank=True, null=True, verbose_name="person informed on"),
                ),
                (
                    "told_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("face", "Face to face"),
                            ("phone", "By telephone"),
                            ("message", "By message"),
                            ("notice", "On the notice board"),
                        ],
                        max_length=10,
                        verbose_name="informed how",
                    ),
                ),
                (
                    "told_by",
                    models.CharField(blank=True, max_length=80, verbose_name="informed by"),
                ),
                (
                    "satisfaction",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "Satisfied"),
                            ("fair", "Fairly satisfied"),
                            ("no", "Not satisfied"),
                        ],
                        max_length=10,
                        verbose_name="what the person says",
                    ),
                ),
                (
                    "raised_by",
                    models.CharField(blank=True, max_length=80, verbose_name="recorded by"),
                ),
            ],
            options={
                "verbose_name": "matter",
                "verbose_name_plural": "matters",
                "ordering": ["-raised_on", "-pk"],
                "indexes": [models.Index(fields=["village", "due_on"], name="matter_village_due")],
            },
        ),
        migrations.CreateModel(
            name="MatterStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="cadres.matter",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("text", models.CharField(max_length=300, verbose_name="what was done")),
                ("by", models.CharField(max_length=80, verbose_name="who")),
            ],
            options={
                "verbose_name": "step",
                "verbose_name_plural": "steps",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Cadre",
            fields=[
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=32, primary_key=True, serialize=False, verbose_name="code"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="full name")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cadres",
                        to="cadres.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("m", "Male"), ("f", "Female")],
                        max_length=1,
                        verbose_name="sex",
                    ),
                ),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="birth year"
                    ),
                ),
                (
                    "education",
                    models.CharField(blank=True, max_length=20, verbose_name="education"),
                ),
                (
                    "party_member",
                    models.BooleanField(blank=True, null=True, verbose_name="party member"),
                ),
                (
                    "post",
                    models.CharField(blank=True, max_length=60, verbose_name="post in the unit"),
                ),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="cadre",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=120)),
                ("initials", models.CharField(editable=False, max_length=40)),
            ],
            options={
                "verbose_name": "cadre",
                "verbose_name_plural": "cadres",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Training",
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
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainings",
                        to="cadres.batch",
                        verbose_name="batch",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("before", "Before posting"), ("routine", "During posting")],
                        default="before",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="course")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(verbose_name="until")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="place")),
                (
                    "organizer",
                    models.CharField(blank=True, max_length=80, verbose_name="organizer"),
                ),
                (
                    "guests",
                    models.CharField(
                        blank=True,
                        help_text="Secretaries or members of villages: in numbers, without names.",
                        max_length=80,
                        verbose_name="who else is called",
                    ),
                ),
                (
                    "guests_called",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="guests called"
                    ),
                ),
                (
                    "guests_came",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="guests who came"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("called", "Called"),
                            ("held", "Held"),
                            ("closed", "Course closed"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "called_on",
                    models.DateField(editable=False, null=True, verbose_name="called on"),
                ),
            ],
            options={
                "verbose_name": "training",
                "verbose_name_plural": "trainings",
                "ordering": ["-since"],
            },
        ),
        migrations.CreateModel(
            name="TrainingSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="cadres.training",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                (
                    "half",
                    models.CharField(
                        choices=[("am", "morning"), ("pm", "afternoon")],
                        max_length=2,
                        verbose_name="half-day",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        decimal_places=1,
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.5")),
                            django.core.validators.MaxValueValidator(Decimal("12")),
                        ],
                        verbose_name="hours",
                    ),
                ),
                ("topic", models.CharField(blank=True, max_length=80, verbose_name="topic")),
                (
                    "signed_by",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="signed in by"
                    ),
                ),
            ],
            options={
                "verbose_name": "half-day of a training",
                "verbose_name_plural": "half-days of trainings",
                "ordering": ["on", "half"],
                "constraints": [
                    models.UniqueConstraint(fields=("training", "on", "half"), name="session_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingAttendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="cadres.training",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trainings",
                        to="cadres.cadre",
                    ),
                ),
                (
                    "attended",
                    models.BooleanField(default=True, null=True, verbose_name="took part"),
                ),
                (
                    "asked_on",
                    models.DateField(editable=False, null=True, verbose_name="asked to explain on"),
                ),
                (
                    "excuse",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="explanation of the cadre"
                    ),
                ),
                (
                    "accepted",
                    models.BooleanField(
                        editable=False, null=True, verbose_name="explanation accepted"
                    ),
                ),
                (
                    "settled_by",
                    models.CharField(
                        blank=True, editable=False, max_length=80, verbose_name="who decided"
                    ),
                ),
                (
                    "sessions",
                    models.ManyToManyField(
                        blank=True, related_name="attendances", to="cadres.trainingsession"
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendances",
                "ordering": ["training", "cadre"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("training", "cadre"),
                        name="attendance_once",
                        violation_error_message="This person is already on the list.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
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
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="cadres.cadre",
                        verbose_name="cadre",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="cadres.workteam",
                        verbose_name="work team",
                    ),
                ),
                ("role", models.CharField(default="member", max_length=20, verbose_name="role")),
                (
                    "office",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("deputy_secretary", "Deputy secretary of the branch"),
                            ("director_assistant", "Assistant to the village director"),
                        ],
                        max_length=20,
                        verbose_name="post held in the village",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("class_name", models.CharField(blank=True, max_length=20, verbose_name="class")),
                (
                    "untrained_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for posting untrained"
                    ),
                ),
                (
                    "end_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("term", "Term completed"),
                            ("illness", "Illness"),
                            ("transfer", "Needed elsewhere"),
                            ("request", "Own request"),
                            ("recall", "Recalled"),
                        ],
                        max_length=10,
                        verbose_name="why it ended",
                    ),
                ),
                ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "handed_over_on",
                    models.DateField(blank=True, null=True, verbose_name="handed over on"),
                ),
                ("handover", models.TextField(blank=True, verbose_name="handover list")),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaced_by",
                        to="cadres.posting",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "verbose_name": "posting",
                "verbose_name_plural": "postings",
                "ordering": ["team", "since", "pk"],
                "indexes": [models.Index(fields=["cadre", "since"], name="posting_cadre_since")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="posting_ends_after_it_begins",
                        violation_error_message="The last day lies before the first day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DiaryEntry",
            fields=[
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diary",
                        to="cadres.cadre",
                        verbose_name="cadre",
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diary",
                        to="cadres.posting",
                        verbose_name="posting",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="diary",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                (
                    "tasks",
                    models.CharField(
                        max_length=80,
                        validators=[cadres.registry.tasks.check_tasks],
                        verbose_name="tasks",
                    ),
                ),
                ("text", models.TextField(max_length=5000, verbose_name="what was done")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="place")),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="diary",
                        to="cadres.matter",
                        verbose_name="matter",
                    ),
                ),
                (
                    "late_reason",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="reason for a late entry"
                    ),
                ),
                (
                    "written_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="written (phone time)"
                    ),
                ),
                (
                    "phone_skew",
                    models.BigIntegerField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="phone clock ahead by (s)",
                    ),
                ),
                (
                    "photos",
                    models.JSONField(
                        blank=True, default=list, editable=False, verbose_name="photos"
                    ),
                ),
                (
                    "received_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="received (server time)"
                    ),
                ),
                (
                    "receipt_no",
                    models.CharField(
                        blank=True, editable=False, max_length=20, verbose_name="receipt"
                    ),
                ),
                (
                    "payload_sha256",
                    models.CharField(editable=False, max_length=64, verbose_name="fingerprint"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("returned", "Returned"),
                            ("mended", "Mended"),
                            ("seen", "Seen"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comment of the township")),
                (
                    "commented_by",
                    models.CharField(blank=True, max_length=80, verbose_name="commented by"),
                ),
                (
                    "commented_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="commented"),
                ),
            ],
            options={
                "verbose_name": "diary entry",
                "verbose_name_plural": "diary",
                "ordering": ["-on", "-received_at"],
                "indexes": [
                    models.Index(fields=["village", "-on"], name="diary_village_day"),
                    models.Index(fields=["cadre", "-on"], name="diary_cadre_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportSection",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("township", "Township, quarterly"),
                            ("unit", "Unit, quarterly"),
                            ("annual", "Annual summary"),
                            ("county", "County, upward"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("key", models.SlugField(max_length=20, verbose_name="key")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("title", models.CharField(max_length=60, verbose_name="title")),
                ("sentence", models.TextField(blank=True, verbose_name="sentence of the records")),
                (
                    "hint",
                    models.CharField(blank=True, max_length=200, verbose_name="what to write"),
                ),
                (
                    "needs_text",
                    models.BooleanField(
                        default=True, verbose_name="the author must write something"
                    ),
                ),
            ],
            options={
                "verbose_name": "section of reports",
                "verbose_name_plural": "sections of reports",
                "ordering": ["kind", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "key"),
                        name="one_section_per_kind_and_key",
                        violation_error_message="This kind of report already has that section.",
                    )
                ],
            },
        ),
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
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to="cadres.batch",
                        verbose_name="batch",
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to="villages.township",
                        verbose_name="township",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                (
                    "place_code",
                    models.CharField(
                        db_index=True, editable=False, max_length=12, verbose_name="code"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="round")),
                (
                    "follows",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successor",
                        to="cadres.acceptance",
                        verbose_name="former round",
                    ),
                ),
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
                            ("mend", "To be rectified by a day"),
                            ("failed", "Not passed"),
                        ],
                        max_length=8,
                        verbose_name="conclusion",
                    ),
                ),
                ("mend_by", models.DateField(null=True, verbose_name="to rectify by")),
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
                (
                    "examiner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="examined by",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("township__isnull", True), ("village__isnull", True), _connector="XOR"
                        ),
                        name="acceptance_of_one_place",
                    ),
                    models.UniqueConstraint(
                        fields=("batch", "place_code", "round"), name="acceptance_round_once"
                    ),
                ],
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
                (
                    "acceptance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="problems",
                        to="cadres.acceptance",
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="problem")),
                ("due_on", models.DateField(verbose_name="to rectify by")),
                ("mended_on", models.DateField(null=True, verbose_name="rectified on")),
                (
                    "how",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how it was rectified"
                    ),
                ),
                ("mended_by", models.CharField(blank=True, max_length=80, verbose_name="who")),
            ],
            options={
                "verbose_name": "problem found by an acceptance",
                "verbose_name_plural": "problems found by acceptances",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Absence",
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
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="cadres.posting",
                        verbose_name="posting",
                    ),
                ),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(verbose_name="until")),
                (
                    "explained",
                    models.BooleanField(
                        default=False,
                        help_text="Accepted: the absence does not stand against the cadre.",
                        verbose_name="explained",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "explanation",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="explanation of the cadre"
                    ),
                ),
                (
                    "asked_on",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        editable=False,
                        verbose_name="asked to explain on",
                    ),
                ),
                ("found_by", models.CharField(max_length=80, verbose_name="recorded by")),
                (
                    "confirmed_by",
                    models.CharField(blank=True, max_length=80, verbose_name="confirmed by"),
                ),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="absence_ends_after_it_begins",
                        violation_error_message="The last day lies before the first day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("day", models.DateField(primary_key=True, serialize=False, verbose_name="date")),
                ("is_working", models.BooleanField(default=False, verbose_name="a working day")),
                ("name", models.CharField(max_length=40, verbose_name="holiday")),
            ],
            options={
                "verbose_name": "holiday",
                "verbose_name_plural": "holidays and working weekends",
                "ordering": ["-day"],
            },
        ),
        migrations.CreateModel(
            name="Leave",
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
                    "posting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leaves",
                        to="cadres.posting",
                        verbose_name="posting",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("personal", "Personal"),
                            ("sick", "Sick"),
                            ("annual", "Annual"),
                            ("family", "Marriage or maternity"),
                            ("official", "Official journey"),
                            ("other", "Other"),
                        ],
                        default="personal",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reason for leave")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(verbose_name="until")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="where to")),
                (
                    "stand_in",
                    models.CharField(blank=True, max_length=40, verbose_name="who stands in"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "Waiting for approval"),
                            ("approved", "Approved"),
                            ("refused", "Refused"),
                            ("cancelled", "Cancelled"),
                            ("returned", "Back from leave"),
                        ],
                        default="requested",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "decider",
                    models.CharField(
                        choices=[("township", "Township committee"), ("county", "County office")],
                        default="township",
                        editable=False,
                        max_length=10,
                        verbose_name="who decides",
                    ),
                ),
                ("requested_at", models.DateTimeField(auto_now_add=True, verbose_name="requested")),
                (
                    "decided_by",
                    models.CharField(blank=True, max_length=80, verbose_name="who decided"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="time of decision"),
                ),
                ("decision", models.CharField(blank=True, max_length=200, verbose_name="opinion")),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="back on")),
                (
                    "extends",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="cadres.leave",
                        verbose_name="extends",
                    ),
                ),
            ],
            options={
                "verbose_name": "leave",
                "verbose_name_plural": "leave",
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="leave_ends_after_it_begins",
                        violation_error_message="The last day lies before the first day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Care",
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
                    "kind",
                    models.CharField(
                        choices=[("visit", "Home visit"), ("check", "Medical check")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="care",
                        to="cadres.cadre",
                        verbose_name="cadre",
                    ),
                ),
                (
                    "secretary",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="care",
                        to="villages.committeemember",
                        verbose_name="village secretary",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                (
                    "by_whom",
                    models.CharField(max_length=80, verbose_name="who visited or arranged it"),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="Of a visit only. Nothing about health: of a check only that it took place.",
                        max_length=120,
                        verbose_name="note",
                    ),
                ),
                (
                    "recorded_by",
                    models.CharField(editable=False, max_length=80, verbose_name="recorded by"),
                ),
            ],
            options={
                "verbose_name": "care",
                "verbose_name_plural": "care",
                "ordering": ["-on", "-pk"],
                "indexes": [
                    models.Index(fields=["cadre", "kind", "-on"], name="care_cadre_day"),
                    models.Index(fields=["secretary", "kind", "-on"], name="care_secretary_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cadre__isnull", False), ("secretary__isnull", True)),
                            models.Q(("cadre__isnull", True), ("secretary__isnull", False)),
                            _connector="OR",
                        ),
                        name="care_of_one_person",
                    ),
                    models.UniqueConstraint(
                        fields=("cadre", "kind", "on"),
                        name="care_of_cadre_once_a_day",
                        violation_error_message="This is already recorded.",
                    ),
                    models.UniqueConstraint(
                        fields=("secretary", "kind", "on"),
                        name="care_of_secretary_once_a_day",
                        violation_error_message="This is already recorded.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyCheck",
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
                    "secretary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duty_checks",
                        to="villages.committeemember",
                        verbose_name="village secretary",
                    ),
                ),
                ("month", models.CharField(max_length=7, verbose_name="month")),
                ("passed", models.BooleanField(verbose_name="in order")),
                (
                    "remark",
                    models.CharField(blank=True, max_length=120, verbose_name="what is missing"),
                ),
                ("checked_by", models.CharField(max_length=80, verbose_name="checked by")),
                ("checked_on", models.DateField(verbose_name="checked on")),
            ],
            options={
                "verbose_name": "check of a duty record",
                "verbose_name_plural": "checks of duty records",
                "ordering": ["-month", "secretary"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("secretary", "month"),
                        name="duty_check_once_a_month",
                        violation_error_message="This month is already checked.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Circular",
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
                        related_name="+",
                        to="villages.county",
                        verbose_name="county",
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="villages.township",
                        verbose_name="township",
                    ),
                ),
                ("month", models.CharField(max_length=7, verbose_name="month")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "number",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number"),
                ),
                ("sections", models.JSONField(default=dict, verbose_name="sections")),
                ("drafted", models.JSONField(default=dict, verbose_name="drafted sentences")),
                ("figures", models.JSONField(default=dict, verbose_name="tables")),
                ("taken_at", models.DateTimeField(verbose_name="records read at")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("issued", "Issued")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=80, verbose_name="issued by"),
                ),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="issued")),
            ],
            options={
                "verbose_name": "monthly circular",
                "verbose_name_plural": "monthly circulars",
                "ordering": ["-month", "-township"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("township", None)),
                        fields=("county", "month"),
                        name="one_circular_of_a_county_and_month",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("township__isnull", False)),
                        fields=("township", "month"),
                        name="one_circular_of_a_township_and_month",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("township", None)),
                        fields=("county", "year", "number"),
                        name="circular_of_a_county_numbered_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("township__isnull", False)),
                        fields=("township", "year", "number"),
                        name="circular_of_a_township_numbered_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
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
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitments",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "promiser",
                    models.CharField(
                        choices=[("branch", "Party branch"), ("team", "Work team")],
                        max_length=8,
                        verbose_name="promised by",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("term", "Goal of the term"),
                            ("year", "Goal of the year"),
                            ("deed", "Practical deed"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="promise")),
                ("standard", models.CharField(max_length=200, verbose_name="done when")),
                ("person", models.CharField(max_length=40, verbose_name="person in charge")),
                ("due_on", models.DateField(verbose_name="to be done by")),
                (
                    "figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="villages.figurekind",
                        verbose_name="measured by the figure",
                    ),
                ),
                (
                    "target",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=15,
                        null=True,
                        verbose_name="to reach",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                            ("kept", "Kept"),
                            ("broken", "Not kept"),
                            ("replaced", "Replaced by another"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "remark",
                    models.CharField(
                        editable=False, max_length=200, verbose_name="opinion of the township"
                    ),
                ),
                (
                    "published_on",
                    models.DateField(editable=False, null=True, verbose_name="published on"),
                ),
                (
                    "published_at",
                    models.CharField(editable=False, max_length=80, verbose_name="published where"),
                ),
                (
                    "settled_on",
                    models.DateField(editable=False, null=True, verbose_name="settled on"),
                ),
                (
                    "result",
                    models.CharField(
                        editable=False, max_length=300, verbose_name="what came of it"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successor",
                        to="cadres.commitment",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "verbose_name": "commitment",
                "verbose_name_plural": "commitments",
                "ordering": ["-year", "village", "kind", "pk"],
                "indexes": [
                    models.Index(fields=["village", "year"], name="commitment_village_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="cadres.commitment",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("text", models.CharField(max_length=300, verbose_name="what was done")),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="cadres.matter",
                        verbose_name="matter",
                    ),
                ),
                ("by", models.CharField(max_length=80, verbose_name="who")),
            ],
            options={
                "verbose_name": "progress of a commitment",
                "verbose_name_plural": "progress of commitments",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DutyReview",
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
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                (
                    "promiser",
                    models.CharField(
                        choices=[("branch", "Party branch"), ("team", "Work team")],
                        max_length=8,
                        verbose_name="who reported",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("meeting", models.CharField(max_length=80, verbose_name="before whom")),
                ("said", models.TextField(max_length=3000, verbose_name="what was reported")),
                ("satisfied", models.PositiveSmallIntegerField(verbose_name="satisfied")),
                ("fairly", models.PositiveSmallIntegerField(verbose_name="fairly satisfied")),
                ("dissatisfied", models.PositiveSmallIntegerField(verbose_name="not satisfied")),
            ],
            options={
                "verbose_name": "report and vote",
                "verbose_name_plural": "reports and votes",
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("village", "promiser", "on"),
                        name="review_once_a_day",
                        violation_error_message="This meeting is already recorded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("satisfied__gt", 0),
                            ("fairly__gt", 0),
                            ("dissatisfied__gt", 0),
                            _connector="OR",
                        ),
                        name="review_has_ballots",
                        violation_error_message="Count the ballots: there is none.",
                    ),
                ],
            },
        ),
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("burden", "Asked too much, or twice"),
                            ("fault", "Something does not work"),
                            ("wish", "Suggestion"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                        verbose_name="about",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="in words")),
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
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="cadres.cadre",
                        verbose_name="cadre",
                    ),
                ),
                (
                    "sha256",
                    models.CharField(
                        max_length=64,
                        validators=[django.core.validators.RegexValidator("^[0-9a-f]{64}\\Z")],
                        verbose_name="fingerprint",
                    ),
                ),
                (
                    "stored_sha256",
                    models.CharField(max_length=64, verbose_name="fingerprint of what is kept"),
                ),
                ("size", models.PositiveIntegerField(verbose_name="bytes kept")),
                ("width", models.PositiveIntegerField(verbose_name="width")),
                ("height", models.PositiveIntegerField(verbose_name="height")),
                (
                    "received_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="received (server time)"
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cadre", "sha256"), name="photo_once_per_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DispatchPlan",
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
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan",
                        to="cadres.batch",
                        verbose_name="batch",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("confirmed", "Confirmed")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("figures_year", models.PositiveSmallIntegerField(verbose_name="figures of year")),
                (
                    "county_teams",
                    models.PositiveIntegerField(
                        default=0, verbose_name="teams of county level and above"
                    ),
                ),
                (
                    "announced_teams",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="announced teams"
                    ),
                ),
                (
                    "announced_township_teams",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="announced teams of townships"
                    ),
                ),
                (
                    "announced_cadres",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="announced cadres"
                    ),
                ),
                (
                    "announced_county_cadres",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="announced cadres of county units"
                    ),
                ),
                (
                    "announced_township_cadres",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="announced cadres of townships"
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
                (
                    "confirmed_by",
                    models.CharField(blank=True, max_length=80, verbose_name="confirmed by"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
                ),
            ],
            options={
                "verbose_name": "dispatch plan",
                "verbose_name_plural": "dispatch plans",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="DispatchLine",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="cadres.dispatchplan",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                (
                    "proposed",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="proposed by the rule"
                    ),
                ),
                (
                    "size",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="team size"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("county", "County units"), ("township", "Township")],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                (
                    "lead_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.unit",
                        verbose_name="lead unit",
                    ),
                ),
                (
                    "income",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="collective income",
                    ),
                ),
                ("is_weak", models.BooleanField(default=False, verbose_name="weak branch")),
                (
                    "reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the change"
                    ),
                ),
                (
                    "adjusted_by",
                    models.CharField(blank=True, max_length=80, verbose_name="changed by"),
                ),
            ],
            options={
                "verbose_name": "line of the plan",
                "verbose_name_plural": "lines of the plan",
                "ordering": ["village"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "village"),
                        name="dispatch_line_once",
                        violation_error_message="This village already stands in the plan.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Nomination",
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
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="cadres.batch",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="cadres.cadre",
                        verbose_name="cadre",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="seats",
                        to="cadres.dispatchline",
                        verbose_name="seated in",
                    ),
                ),
                ("role", models.CharField(default="member", max_length=20, verbose_name="role")),
                ("nominated_at", models.DateTimeField(auto_now_add=True, verbose_name="nominated")),
            ],
            options={
                "verbose_name": "nomination",
                "verbose_name_plural": "nominations",
                "ordering": ["cadre"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "cadre"),
                        name="nominated_once",
                        violation_error_message="This person is already nominated.",
                    )
                ],
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
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="to",
                    ),
                ),
                ("event", models.CharField(max_length=120, verbose_name="event")),
                ("what", models.CharField(max_length=200, verbose_name="record")),
                ("who", models.CharField(blank=True, max_length=80, verbose_name="who")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("url", models.CharField(max_length=200, verbose_name="page")),
                ("at", models.DateTimeField(verbose_name="time")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
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
            name="LeaderLink",
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
                        related_name="+",
                        to="villages.county",
                    ),
                ),
                ("leader", models.CharField(max_length=40, verbose_name="leader")),
                ("post", models.CharField(blank=True, max_length=60, verbose_name="post")),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="villages.township",
                        verbose_name="township",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                ("of_county", models.BooleanField(default=True, verbose_name="county leader")),
                ("since", models.DateField(blank=True, null=True, verbose_name="from")),
                (
                    "until",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="until"),
                ),
                (
                    "end_kind",
                    models.CharField(
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
                (
                    "end_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="reason"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaced_by",
                        to="cadres.leaderlink",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "verbose_name": "leader link",
                "verbose_name_plural": "leader links",
                "ordering": ["township", "village", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("township__isnull", True), ("village__isnull", True), _connector="XOR"
                        ),
                        name="link_to_one_place",
                        violation_error_message="Link to a township or to a village, one of the two.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_kind", ""), ("until__isnull", True)),
                            models.Q(
                                ("until__isnull", False), models.Q(("end_kind", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="link_ends_for_a_reason",
                        violation_error_message="A link does not end by itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaderVisit",
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
                    "link",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="cadres.leaderlink",
                        verbose_name="leader",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                (
                    "company",
                    models.CharField(blank=True, max_length=120, verbose_name="in company of"),
                ),
                (
                    "talked_to",
                    models.CharField(blank=True, max_length=120, verbose_name="talked to"),
                ),
                (
                    "households",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="households visited"
                    ),
                ),
                (
                    "seen",
                    models.TextField(max_length=2000, verbose_name="what was seen, what is wrong"),
                ),
                (
                    "advice",
                    models.TextField(
                        blank=True,
                        max_length=1000,
                        verbose_name="advice on the work in the village",
                    ),
                ),
                (
                    "recorded_by",
                    models.CharField(editable=False, max_length=80, verbose_name="recorded by"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="confirmed by the leader"
                    ),
                ),
                (
                    "promises",
                    models.ManyToManyField(
                        blank=True,
                        editable=False,
                        related_name="visits",
                        to="cadres.matter",
                        verbose_name="promises",
                    ),
                ),
            ],
            options={
                "verbose_name": "visit of a leader",
                "verbose_name_plural": "visits of leaders",
                "ordering": ["-on", "-pk"],
                "indexes": [models.Index(fields=["village", "-on"], name="visit_village_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("link", "village", "on"),
                        name="visit_once_a_day",
                        violation_error_message="This visit is already recorded.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportPeriod",
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
                        related_name="+",
                        to="villages.county",
                        verbose_name="county",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("township", "Township, quarterly"),
                            ("unit", "Unit, quarterly"),
                            ("annual", "Annual summary"),
                            ("county", "County, upward"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("period", models.CharField(max_length=7, verbose_name="period")),
                ("due_on", models.DateField(verbose_name="due")),
                ("late_until", models.DateField(verbose_name="late until")),
                ("closes_on", models.DateField(verbose_name="closed after")),
                (
                    "reopened_until",
                    models.DateField(blank=True, null=True, verbose_name="open again until"),
                ),
                (
                    "reopened_by",
                    models.CharField(blank=True, max_length=40, verbose_name="signed by"),
                ),
                (
                    "reopen_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reason"),
                ),
            ],
            options={
                "verbose_name": "report period",
                "verbose_name_plural": "report periods",
                "ordering": ["-period", "kind"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county", "kind", "period"),
                        name="one_calendar_row_per_kind_and_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("late_until__gte", models.F("due_on")),
                            ("closes_on__gte", models.F("late_until")),
                        ),
                        name="report_days_in_order",
                        violation_error_message="Due, late and closed follow each other in this order.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuarterlyReport",
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
                ("period", models.CharField(max_length=7, verbose_name="period")),
                ("layout", models.JSONField(default=list, editable=False, verbose_name="template")),
                ("sections", models.JSONField(default=dict, verbose_name="sections")),
                (
                    "figures",
                    models.JSONField(
                        default=dict, editable=False, verbose_name="numbers of the records"
                    ),
                ),
                (
                    "tables",
                    models.JSONField(
                        default=dict, editable=False, verbose_name="tables of the records"
                    ),
                ),
                (
                    "taken_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="records read"
                    ),
                ),
                ("signer", models.CharField(blank=True, max_length=40, verbose_name="signed by")),
                ("copies", models.CharField(blank=True, max_length=200, verbose_name="copies to")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Waiting for review"),
                            ("returned", "Returned"),
                            ("accepted", "Accepted"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                ("held_since", models.DateTimeField(verbose_name="held since")),
                (
                    "hands",
                    models.JSONField(default=list, editable=False, verbose_name="holder history"),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewer",
                    ),
                ),
                (
                    "first_submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="first submitted"),
                ),
                (
                    "submitted_by",
                    models.CharField(blank=True, max_length=80, verbose_name="submitted by"),
                ),
                (
                    "reviewed_by",
                    models.CharField(blank=True, max_length=80, verbose_name="reviewed by"),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reviewed"),
                ),
                ("review_note", models.TextField(blank=True, verbose_name="opinion")),
                (
                    "settled",
                    models.JSONField(default=dict, editable=False, verbose_name="settled numbers"),
                ),
                (
                    "promises",
                    models.JSONField(
                        default=list, editable=False, verbose_name="promises of last time"
                    ),
                ),
                ("remarks", models.JSONField(default=dict, verbose_name="remarks of the reviewer")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="villages.county",
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="villages.township",
                        verbose_name="township",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="cadres.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "quarterly report",
                "verbose_name_plural": "quarterly reports",
                "ordering": ["-period", "township", "unit"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("township__isnull", True), ("unit__isnull", True), _connector="XOR"
                        ),
                        name="report_of_one_body",
                        violation_error_message="A report is a township's or a unit's.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("township__isnull", False)),
                        fields=("township", "period"),
                        name="one_report_per_township_and_quarter",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False)),
                        fields=("unit", "period"),
                        name="one_report_per_unit_and_quarter",
                    ),
                ],
            },
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
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="cadres.quarterlyreport",
                        verbose_name="report",
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
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("report", "sent_sha256"),
                        name="attachment_once_per_report",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CountyReport",
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
                ("period", models.CharField(max_length=7, verbose_name="period")),
                ("layout", models.JSONField(default=list, editable=False, verbose_name="template")),
                ("sections", models.JSONField(default=dict, verbose_name="sections")),
                (
                    "figures",
                    models.JSONField(
                        default=dict, editable=False, verbose_name="numbers of the records"
                    ),
                ),
                (
                    "tables",
                    models.JSONField(
                        default=dict, editable=False, verbose_name="tables of the records"
                    ),
                ),
                ("signer", models.CharField(blank=True, max_length=40, verbose_name="signed by")),
                ("copies", models.CharField(blank=True, max_length=200, verbose_name="copies to")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="villages.county",
                        verbose_name="county",
                    ),
                ),
                (
                    "parts",
                    models.JSONField(
                        default=list, editable=False, verbose_name="reports it sums up"
                    ),
                ),
                (
                    "missing",
                    models.JSONField(
                        default=list, editable=False, verbose_name="reports not accepted"
                    ),
                ),
                (
                    "taken_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="compiled"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("signed", "Signed")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="signed")),
            ],
            options={
                "verbose_name": "report of the county",
                "verbose_name_plural": "reports of the county",
                "ordering": ["-period"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county", "period"), name="one_county_report_per_period"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportDispute",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="disputes",
                        to="cadres.quarterlyreport",
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="number")),
                (
                    "value",
                    models.CharField(
                        blank=True, max_length=20, verbose_name="number of the records"
                    ),
                ),
                ("claimed", models.CharField(max_length=20, verbose_name="number of the author")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("by", models.CharField(max_length=80, verbose_name="who")),
                (
                    "at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("answer", models.CharField(blank=True, max_length=200, verbose_name="answer")),
                (
                    "answered_by",
                    models.CharField(blank=True, max_length=80, verbose_name="answered by"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
            ],
            options={
                "verbose_name": "disputed number",
                "verbose_name_plural": "disputed numbers",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=("report", "code"),
                        name="one_open_dispute_per_number",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="cadres.quarterlyreport",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("layout", models.JSONField(default=list)),
                ("sections", models.JSONField(default=dict, verbose_name="sections")),
                ("figures", models.JSONField(default=dict, verbose_name="numbers of the records")),
                ("signer", models.CharField(blank=True, max_length=40, verbose_name="signed by")),
                ("by", models.CharField(max_length=80, verbose_name="submitted by")),
                ("at", models.DateTimeField(verbose_name="submitted")),
                (
                    "attachments",
                    models.ManyToManyField(
                        related_name="versions", to="cadres.attachment", verbose_name="attachments"
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a report",
                "verbose_name_plural": "versions of reports",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "number"), name="one_version_per_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EditingSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pens",
                        to="cadres.quarterlyreport",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("typed", models.JSONField(default=dict)),
                ("section", models.CharField(blank=True, max_length=20)),
                ("version", models.PositiveIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "unsaved text",
                "verbose_name_plural": "unsaved texts",
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "user"), name="one_pen_per_report_and_user"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitSupport",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supports",
                        to="cadres.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supports",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                (
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
                ("what", models.CharField(max_length=120, verbose_name="what was given")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="value, yuan",
                    ),
                ),
                (
                    "households",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="households reached"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="what the support brought"
                    ),
                ),
                (
                    "recorded_by",
                    models.CharField(editable=False, max_length=80, verbose_name="recorded by"),
                ),
            ],
            options={
                "verbose_name": "support of a unit",
                "verbose_name_plural": "support of units",
                "ordering": ["-on", "-pk"],
                "indexes": [
                    models.Index(fields=["village", "-on"], name="support_village_day"),
                    models.Index(fields=["unit", "-on"], name="support_unit_day"),
                ],
            },
        ),
    ]
