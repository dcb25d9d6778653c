"""The version under which each period stands: what its cards name, or it was opened with."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def seed(apps, schema_editor):
    """A period keeps the version of its first published cards, else of its drafts; one without
    cards that with which it was opened."""
    rules = apps.get_model("assessments", "PeriodRules")
    found = {}
    for scheme, period, version, _state, _number in sorted(_graded(apps), key=_published_first):
        found.setdefault((scheme, period), version)
    for scheme, period, version in _opened(apps):
        found.setdefault((scheme, period), version)
    rules.objects.bulk_create(
        rules(scheme_id=scheme, period=period, scheme_version_id=version)
        for (scheme, period), version in found.items()
    )


def _graded(apps):
    cards = apps.get_model("assessments", "Card").objects.order_by()
    names = "scheme", "period", "scheme_version", "state", "scheme_version__number"
    return cards.values_list(*names).distinct()


def _published_first(row):
    *_key, state, number = row
    return state not in {"published", "superseded"}, number


def _opened(apps):
    versions = apps.get_model("assessments", "SchemeVersion").objects
    schemes = {str(pk): (scheme, pk) for pk, scheme in versions.values_list("pk", "scheme")}
    entries = apps.get_model("accounts", "LedgerEntry").objects.filter(
        object_type="assessments.schemeversion", action="open a period"
    )
    for key, after in entries.order_by("seq").values_list("object_id", "after"):
        if key in schemes and "period" in after:
            scheme, version = schemes[key]
            yield scheme, after["period"], version


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("assessments", "0002_seed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PeriodRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=7, verbose_name="period")),
                ("since", models.DateTimeField(auto_now_add=True, verbose_name="from")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("asked_why", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "asked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="signed"),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.schemeversion",
                        verbose_name="version asked for",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed by",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="period_rules",
                        to="assessments.scheme",
                    ),
                ),
                (
                    "scheme_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.schemeversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of a period",
                "verbose_name_plural": "rules of periods",
                "ordering": ["scheme", "period"],
                "constraints": [
                    models.UniqueConstraint(fields=("scheme", "period"), name="period_rules_once")
                ],
            },
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
