"""Annual figures of a village, each with its origin and who confirmed it."""

from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.models import LedgerEntry

from .branches import OfVillage
from .places import DatedQuerySet, Village


class FigureKind(models.Model):
    """What is counted: 集体经济年纯收入 in 元, 户数 in 户 …"""

    code = models.SlugField(_("code"), max_length=40, primary_key=True, allow_unicode=True)
    name = models.CharField(_("name"), max_length=40)
    unit = models.CharField(_("unit of measure"), max_length=10, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_money = models.BooleanField(_("money"), default=False)
    in_form = models.BooleanField(_("asked for each year"), default=False)
    help = models.CharField(_("how it is counted"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["order", "code"]

    def __str__(self):
        return self.name


class FigureQuerySet(DatedQuerySet):
    def find(self, text):
        """By the village's name, code or pinyin initials."""
        return self.filter(village__in=Village.objects.find(text))

    def unconfirmed(self):
        return self.filter(confirmed_at__isnull=True)

    def entered_by_others(self, user):
        """Figures whose value this user was not the last to write (by the ledger)."""
        wrote = LedgerEntry.objects.filter(
            object_type="villages.annualfigure",
            object_id=models.functions.Cast(OuterRef("pk"), models.CharField()),
        ).exclude(action="confirm")
        last = Subquery(wrote.order_by("-seq").values("actor")[:1])
        return self.annotate(last_writer=last).exclude(last_writer=user.username)

    @transaction.atomic
    def confirm(self, by):
        """Confirm what others entered; returns how many. Nobody confirms his own figures."""
        figures = self.unconfirmed().entered_by_others(by).select_related("village", "kind")
        figures = list(figures.select_for_update(of=("self",)))
        changes = []
        for figure in figures:
            before = ledger.snapshot(figure)
            figure.confirmed_by, figure.confirmed_at = str(by), timezone.now()
            figure.save_if_current()
            changes.append((figure, before, ledger.snapshot(figure)))
        ledger.record_many(by, gettext_noop("confirm"), changes)
        return len(figures)


class AnnualFigure(OfVillage):
    village = models.ForeignKey(
        Village, models.CASCADE, related_name="figures", verbose_name=_("village")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.ForeignKey(FigureKind, models.PROTECT, related_name="+", verbose_name=_("figure"))
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=4)
    source = models.CharField(_("source"), max_length=120, blank=True)
    entered_by = models.CharField(_("entered by"), max_length=80, blank=True)
    entered_at = models.DateTimeField(_("entered"), auto_now=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=80, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("annual figure")
        verbose_name_plural = _("annual figures")
        ordering = ["village", "kind__order", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year", "kind"],
                name="figure_once_a_year",
                violation_error_message=_("This figure of this year is already recorded."),
            )
        ]

    def __str__(self):
        return f"{self.village} {self.year} {self.kind}"


def latest(kind):
    """Subquery of a village queryset: the newest value of a figure, NULL when there is none."""
    known = AnnualFigure.objects.filter(village=OuterRef("pk"), kind=kind).order_by("-year")
    return Subquery(known.values("value")[:1])
