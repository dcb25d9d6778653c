"""Places, their bodies and figures, and the programme's numbers."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="County",
            fields=[
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=120)),
                ("initials", models.CharField(editable=False, max_length=40)),
                (
                    "code",
                    models.CharField(
                        max_length=6,
                        primary_key=True,
                        serialize=False,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{6}$", "6 digits are needed."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                (
                    "is_demo",
                    models.BooleanField(default=False, editable=False, verbose_name="demo data"),
                ),
            ],
            options={
                "verbose_name": "county",
                "verbose_name_plural": "counties",
                "ordering": ["code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Township",
            fields=[
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=120)),
                ("initials", models.CharField(editable=False, max_length=40)),
                (
                    "code",
                    models.CharField(
                        max_length=9,
                        primary_key=True,
                        serialize=False,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{9}$", "9 digits are needed."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="townships",
                        to="villages.county",
                        verbose_name="county",
                    ),
                ),
                ("class_name", models.CharField(blank=True, max_length=20, verbose_name="class")),
                (
                    "is_urban",
                    models.BooleanField(
                        default=False,
                        help_text="Members posted here get no allowance for travel and living.",
                        verbose_name="urban",
                    ),
                ),
            ],
            options={
                "verbose_name": "township",
                "verbose_name_plural": "townships",
                "ordering": ["code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Village",
            fields=[
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=120)),
                ("initials", models.CharField(editable=False, max_length=40)),
                (
                    "code",
                    models.CharField(
                        max_length=12,
                        primary_key=True,
                        serialize=False,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{12}$", "12 digits are needed."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="villages",
                        to="villages.township",
                        verbose_name="township",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("village", "Village"), ("community", "Community")],
                        default="village",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=120, verbose_name="address")),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "village",
                "verbose_name_plural": "villages",
                "ordering": ["code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VillageClass",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="basis")),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="classes",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                ("name", models.CharField(max_length=20, verbose_name="class")),
            ],
            options={
                "verbose_name": "village class",
                "verbose_name_plural": "village classes",
                "ordering": ["village", "since"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("village",),
                        name="one_class_at_a_time",
                        violation_error_message="The village already has a class; it ends first.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VillageFlag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="basis")),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flags",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("poor", "Poor village"), ("weak", "Weak branch")],
                        max_length=8,
                        verbose_name="flag",
                    ),
                ),
            ],
            options={
                "verbose_name": "village flag",
                "verbose_name_plural": "village flags",
                "ordering": ["village", "since"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("village", "kind"),
                        name="flag_once_at_a_time",
                        violation_error_message="The village already has this flag.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeRule",
            fields=[
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "code",
                    models.SlugField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="code"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="value"),
                ),
                (
                    "unit",
                    models.CharField(blank=True, max_length=10, verbose_name="unit of measure"),
                ),
                ("clause", models.CharField(blank=True, max_length=80, verbose_name="clause")),
            ],
            options={
                "verbose_name": "programme rule",
                "verbose_name_plural": "programme rules",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="PartyBranch",
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="branch",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("branch", "Party branch"),
                            ("general", "General party branch"),
                            ("joint", "Joint party branch"),
                        ],
                        default="branch",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "members",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="party members"
                    ),
                ),
            ],
            options={
                "verbose_name": "party branch",
                "verbose_name_plural": "party branches",
                "ordering": ["village"],
            },
        ),
        migrations.CreateModel(
            name="CommitteeMember",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="committee",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
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
                    "party_post",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("secretary", "Secretary"),
                            ("deputy", "Deputy secretary"),
                            ("member", "Branch committee member"),
                        ],
                        max_length=10,
                        verbose_name="party post",
                    ),
                ),
                (
                    "village_post",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("director", "Director"),
                            ("deputy", "Deputy director"),
                            ("member", "Village committee member"),
                        ],
                        max_length=10,
                        verbose_name="village post",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "committee member",
                "verbose_name_plural": "committee members",
                "ordering": ["village", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("party_post", ""), ("village_post", ""), _negated=True),
                        name="committee_member_has_post",
                        violation_error_message="Give a post in at least one of the two committees.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("party_post", "secretary"), ("until__isnull", True)),
                        fields=("village",),
                        name="one_secretary_per_village",
                        violation_error_message="The village already has a secretary; end that post first.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True), ("village_post", "director")),
                        fields=("village",),
                        name="one_director_per_village",
                        violation_error_message="The village already has a director; end that post first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReserveCadre",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reserves",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
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
                    "post",
                    models.CharField(blank=True, max_length=40, verbose_name="reserve for post"),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="approved on")),
                ("until", models.DateField(blank=True, null=True, verbose_name="left on")),
            ],
            options={
                "verbose_name": "reserve cadre",
                "verbose_name_plural": "reserve cadres",
                "ordering": ["village", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReserveStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reserve",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="villages.reservecadre",
                        verbose_name="reserve cadre",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("self", "Self-recommendation"),
                            ("committee", "Recommended by the two committees"),
                            ("vote", "Democratic recommendation"),
                            ("proposed", "Proposed by the party branch"),
                            ("deliberated", "Deliberated by the two committees"),
                            ("reviewed", "Reviewed by the township committee"),
                        ],
                        max_length=12,
                        verbose_name="step",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
            ],
            options={
                "verbose_name": "step",
                "verbose_name_plural": "steps",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reserve", "step"),
                        name="reserve_step_once",
                        violation_error_message="This step is already recorded.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("branch_life", "Party life meeting"),
                            ("party_class", "Party class"),
                            ("disclosure", "Village affairs published"),
                            ("finance", "Accounts published"),
                            ("deliberation", "Democratic deliberation"),
                            ("contact", "Members visiting households"),
                            ("member_training", "Training of party members"),
                            ("skill_training", "Training in practical skills"),
                            ("review", "Half-year report and appraisal"),
                            ("mediation", "Mediation"),
                            ("culture", "Culture and environment"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("on", models.DateField(verbose_name="date")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "attended",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="attended"
                    ),
                ),
                (
                    "expected",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="expected"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "entered_by",
                    models.CharField(blank=True, max_length=80, verbose_name="entered by"),
                ),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="entered")),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activities",
                "ordering": ["-on", "-pk"],
                "indexes": [
                    models.Index(fields=["village", "on", "kind"], name="activity_village_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("village", "kind", "on", "title"),
                        name="activity_once",
                        violation_error_message="This activity is already recorded.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FigureKind",
            fields=[
                (
                    "code",
                    models.SlugField(
                        allow_unicode=True,
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="code",
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                (
                    "unit",
                    models.CharField(blank=True, max_length=10, verbose_name="unit of measure"),
                ),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("is_money", models.BooleanField(default=False, verbose_name="money")),
                ("in_form", models.BooleanField(default=False, verbose_name="asked for each year")),
                (
                    "help",
                    models.CharField(blank=True, max_length=200, verbose_name="how it is counted"),
                ),
            ],
            options={
                "verbose_name": "figure",
                "verbose_name_plural": "figures",
                "ordering": ["order", "code"],
            },
        ),
        migrations.CreateModel(
            name="AnnualFigure",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="villages.village",
                        verbose_name="village",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="villages.figurekind",
                        verbose_name="figure",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=4, max_digits=15, verbose_name="value"),
                ),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="source")),
                (
                    "entered_by",
                    models.CharField(blank=True, max_length=80, verbose_name="entered by"),
                ),
                ("entered_at", models.DateTimeField(auto_now=True, verbose_name="entered")),
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
                "verbose_name": "annual figure",
                "verbose_name_plural": "annual figures",
                "ordering": ["village", "kind__order", "year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("village", "year", "kind"),
                        name="figure_once_a_year",
                        violation_error_message="This figure of this year is already recorded.",
                    )
                ],
            },
        ),
    ]
