"""领导调研: a leader's visit to a linked place, and what was promised there (S3 三(一))."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from cadres.matters.models import Matter
from cadres.workflow.transitions import transition
from villages.models import Village

from .links import LeaderLink


class LeaderVisitQuerySet(ScopedQuerySet):
    area_path = "village__code"

    def during(self, first, last):
        return self.filter(on__range=(first, last))

    def of(self, user):
        """Those that this leader's own account stands for."""
        return self.filter(link__user=user)

    def unconfirmed(self):
        """Recorded by somebody else, not yet looked through by the leader."""
        return self.filter(confirmed_at__isnull=True)

    def with_names(self):
        return self.select_related("link", "village__township")

    def with_promised(self):
        return self.annotate(promised=Count("promises"))

    def by_leader(self):
        """{(leader, county leader?): {done, last, promised, kept}} of these visits: one query."""
        kept = Count("promises", filter=Q(promises__closed_on__isnull=False), distinct=True)
        rows = (
            self.order_by()
            .values("link__leader", "link__of_county")
            .annotate(
                done=Count("pk", distinct=True),
                last=Max("on"),
                promised=Count("promises", distinct=True),
                kept=kept,
            )
        )
        return {(row["link__leader"], row["link__of_county"]): row for row in rows}


class LeaderVisit(Versioned):
    """`promises` are matters with a due day, so that they are kept or overdue like any other."""

    link = models.ForeignKey(
        LeaderLink, models.PROTECT, related_name="visits", verbose_name=_("leader"), editable=False
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="visits", verbose_name=_("village")
    )
    on = models.DateField(_("date"))
    company = models.CharField(_("in company of"), max_length=120, blank=True)
    talked_to = models.CharField(_("talked to"), max_length=120, blank=True)
    households = models.PositiveSmallIntegerField(_("households visited"), null=True, blank=True)
    seen = models.TextField(_("what was seen, what is wrong"), max_length=2000)
    advice = models.TextField(_("advice on the work in the village"), max_length=1000, blank=True)
    promises = models.ManyToManyField(
        Matter, related_name="visits", blank=True, verbose_name=_("promises"), editable=False
    )
    recorded_by = models.CharField(_("recorded by"), max_length=80, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed by the leader"), null=True, editable=False)

    objects = LeaderVisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit of a leader")
        verbose_name_plural = _("visits of leaders")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["village", "-on"], name="visit_village_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "village", "on"],
                name="visit_once_a_day",
                violation_error_message=_("This visit is already recorded."),
            )
        ]

    def __str__(self):
        return f"{self.link} {self.on}"

    def get_absolute_url(self):
        return reverse("cadres:visit_page", args=[self.pk])

    @property
    def area_code(self):
        return self.village_id

    @property
    def is_confirmed(self):
        return self.confirmed_at is not None

    def get_state_display(self):
        return _("confirmed") if self.is_confirmed else _("not yet confirmed")

    def clean(self):
        if self.village_id and self.link_id and not self.link.reaches(self.village):
            raise ValidationError({"village": _("This village is not linked to the leader.")})

    @transaction.atomic
    def record(self, by, promises=()):
        """Store the visit with its promises, (title, category, due day) each.

        What the leader records himself needs no other confirmation. The link is locked meanwhile,
        so that of two clicks the second is told that the visit is there.
        """
        LeaderLink.objects.select_for_update(no_key=True).get(pk=self.link_id)
        self.recorded_by = str(by)
        if by.pk == self.link.user_id:
            self.confirmed_at = timezone.now()
        self.full_clean()
        ledger.write(self, by, gettext_noop("record"))
        for title, category, due_on in promises:
            self.promises.add(self._promise(by, title, category, due_on))
        return self

    def _promise(self, by, title, category, due_on):
        matter = Matter.raise_new(
            by, village=self.village, title=title, category=category, raised_on=self.on
        )
        holder = Matter.Holder.COUNTY if self.link.of_county else Matter.Holder.TOWNSHIP
        matter.due_on, matter.holder, matter.office = due_on, holder, str(self.link)
        return ledger.write(matter, by, gettext_noop("promise"))

    def confirm(self, by):
        """The leader has looked through what others wrote down."""
        return transition(
            self,
            by,
            gettext_noop("confirm"),
            when=lambda visit: not visit.is_confirmed,
            confirmed_at=timezone.now(),
        )
