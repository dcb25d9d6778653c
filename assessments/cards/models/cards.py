"""考核卡: one row per subject, period and version, its lines as canonical JSON (SCORING §8)."""

from itertools import chain

from django.db import connection, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from assessments.schemes.models.schemes import Scheme, SchemeVersion, SubjectKind
from cadres.periods import parse_period

KEY = ("scheme", "period", "subject_code", "version")
BATCH = 100  # rows of one statement: 3,200 values, of 32,766 that SQLite takes


class CardQuerySet(ScopedQuerySet):
    area_path = "area_code"

    def _seen_by_unit(self, user):
        return self.filter(Q(unit_code__in=user.liaison_units.values("code")))

    def _seen_by_cadre(self, user):
        """The own card, and the cards of the villages of the own postings."""
        cadre = getattr(user, "cadre", None)
        from_postings = cadre.postings.values("team__village") if cadre else []
        return self.filter(
            Q(cadre_code=cadre.code if cadre else None)
            | Q(scheme__subject=SubjectKind.VILLAGE, subject_code__in=from_postings)
        )

    def current(self):
        """Drafts, waiting and published cards; not the superseded ones."""
        return self.exclude(state=Card.State.SUPERSEDED)

    def of_period(self, period):
        return self.filter(period=str(period))

    def before(self, card):
        """The same subject's card of the period before, along the series; None without one."""
        earlier = self.of_period(parse_period(card.period).previous()).filter(
            scheme__series=card.scheme.series, subject_code=card.subject_code
        )
        return earlier.order_by("-version").first()

    def for_list(self):
        """Without lines and facts: a list never loads them."""
        return self.defer("lines", "evidence")

    def put(self, names, rows):
        """Insert rows of values of the fields `names`, or update the drafts that stand there.

        By plain SQL: a county has a thousand, and making models of them would take longest."""
        fields = [self.model._meta.get_field(name) for name in names]
        columns = map(_prepared, fields, zip(*rows, strict=True))
        ready = list(zip(*columns, strict=True))
        with connection.cursor() as cursor:
            for start in range(0, len(ready), BATCH):
                part = ready[start : start + BATCH]
                cursor.execute(_upsert(fields, len(part)), [*chain.from_iterable(part)])


def _prepared(field, values):
    """The values of one column as the database takes them; most of them are the same."""
    if isinstance(field, (models.CharField, models.TextField)):
        return values
    known = {value: field.get_db_prep_save(value, connection) for value in set(values)}
    return [known[value] for value in values]


def _upsert(fields, count):
    """The INSERT of `count` rows, which updates rows that have their keys already."""
    quoted = {field.name: connection.ops.quote_name(field.column) for field in fields}
    row = f"({', '.join(['%s'] * len(fields))})"
    changed = [f"{name} = EXCLUDED.{name}" for key, name in quoted.items() if key not in KEY]
    return " ".join(
        [
            f"INSERT INTO {Card._meta.db_table} ({', '.join(quoted.values())})",
            f"VALUES {', '.join([row] * count)}",
            f"ON CONFLICT ({', '.join(quoted[key] for key in KEY)})",
            f"DO UPDATE SET {', '.join(changed)}",
        ]
    )


class Card(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waiting")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")

    area_code = models.CharField(_("area code"), max_length=12)
    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="cards", db_index=False
    )  # `card_once` begins with it
    scheme_version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+")
    period = models.CharField(_("period"), max_length=7)
    subject_code = models.CharField(_("code"), max_length=70)
    subject_name = models.CharField(_("name"), max_length=80)
    version = models.PositiveIntegerField(_("version"), default=1)
    cadre_code = models.CharField(max_length=32, blank=True)
    team_code = models.CharField(max_length=32, blank=True)
    unit_code = models.CharField(max_length=32, blank=True)
    class_name = models.CharField(_("class"), max_length=20, blank=True)
    class_size = models.PositiveIntegerField(_("in the class"), null=True, blank=True)
    days = models.PositiveIntegerField(_("days"), null=True, blank=True)
    total = models.DecimalField(_("total"), max_digits=24, decimal_places=4, null=True, blank=True)
    possible = models.DecimalField(
        _("possible"), max_digits=24, decimal_places=4, null=True, blank=True
    )
    percent = models.DecimalField(
        _("percent"), max_digits=24, decimal_places=2, null=True, blank=True
    )
    scaled = models.DecimalField(
        _("on the scale of the scheme"), max_digits=24, decimal_places=4, null=True, blank=True
    )
    rank = models.PositiveIntegerField(_("rank"), null=True, blank=True)
    bottom = models.PositiveIntegerField(_("place from the bottom"), null=True, blank=True)
    grade = models.CharField(_("grade"), max_length=20, blank=True)
    grade_name = models.CharField(_("grade"), max_length=40, blank=True)
    outcomes = models.JSONField(_("outcomes"), default=list, blank=True)
    waiting = models.JSONField(_("waits for"), default=list, blank=True)
    lines = models.TextField(_("lines"))  # canonical JSON; read it with `lines.lines_of`
    evidence = models.TextField(_("facts"), default="")  # and their origins; `evidence.origins`
    inputs_hash = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)  # of the whole card: an equal one is not rewritten
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    computed_at = models.DateTimeField(_("computed"))
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    signed_by = models.CharField(_("signed by"), max_length=80, blank=True)
    second_by = models.CharField(_("second signature"), max_length=80, blank=True)
    reason = models.CharField(_("reason of the correction"), max_length=200, blank=True)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("corrects"),
    )

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        ordering = ["class_name", "rank", "subject_code"]
        constraints = [models.UniqueConstraint(fields=KEY, name="card_once")]
        indexes = [
            models.Index(fields=["area_code", "period"], name="card_area_period"),
            models.Index(fields=["subject_code", "period"], name="card_subject_period"),
        ]

    def __str__(self):
        return f"{self.subject_name} {self.period}"
