"""关心关爱: a home visit each year and a medical check every two years (S2 一.3).

Only that it took place is kept: who was there, when, and nothing about anybody's health. What is
due when follows from the rules and the last time (care/due_dates.py).
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet, within
from accounts.models import Versioned
from accounts.roles import PLACES
from cadres.registry.models.cadres import Cadre
from villages.models import CommitteeMember


def secretaries_of(user):
    """The village secretaries whose care this user sees to, or may read about."""
    rows = CommitteeMember.objects.filter(party_post=CommitteeMember.PartyPost.SECRETARY)
    return rows.visible_to(user) if user.role in PLACES else rows.none()


class CareQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        cadres = Q(cadre__in=Cadre.objects.visible_to(user).values("pk"))
        return self.filter(cadres | Q(secretary__in=secretaries_of(user).values("pk")))

    def within(self, area_code):
        return self.filter(
            within("cadre__unit__county__code", area_code[:6])
            | within("secretary__village__code", area_code)
        )

    def last(self, kind, **whose):
        """Subquery: the newest day of a kind, e.g. last(kind, cadre=path of the outer query)."""
        owner = {name: OuterRef(path) for name, path in whose.items()}
        rows = self.filter(kind=kind, **owner).order_by("-on")
        return models.Subquery(rows.values("on")[:1])


class Care(Versioned):
    class Kind(models.TextChoices):
        VISIT = "visit", _("Home visit")
        CHECK = "check", _("Medical check")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    cadre = models.ForeignKey(
        Cadre,
        models.CASCADE,
        null=True,
        editable=False,
        related_name="care",
        verbose_name=_("cadre"),
    )
    secretary = models.ForeignKey(
        CommitteeMember,
        models.CASCADE,
        null=True,
        editable=False,
        related_name="care",
        verbose_name=_("village secretary"),
    )
    on = models.DateField(_("date"))
    by_whom = models.CharField(_("who visited or arranged it"), max_length=80)
    note = models.CharField(
        _("note"),
        max_length=120,
        blank=True,
        help_text=_("Of a visit only. Nothing about health: of a check only that it took place."),
    )
    recorded_by = models.CharField(_("recorded by"), max_length=80, editable=False)

    objects = CareQuerySet.as_manager()

    class Meta:
        verbose_name = _("care")
        verbose_name_plural = _("care")
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["cadre", "kind", "-on"], name="care_cadre_day"),
            models.Index(fields=["secretary", "kind", "-on"], name="care_secretary_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(cadre__isnull=False, secretary__isnull=True)
                | Q(cadre__isnull=True, secretary__isnull=False),
                name="care_of_one_person",
            ),
            models.UniqueConstraint(
                fields=["cadre", "kind", "on"],
                name="care_of_cadre_once_a_day",
                violation_error_message=_("This is already recorded."),
            ),
            models.UniqueConstraint(
                fields=["secretary", "kind", "on"],
                name="care_of_secretary_once_a_day",
                violation_error_message=_("This is already recorded."),
            ),
        ]

    def __str__(self):
        return f"{self.person} {self.get_kind_display()} {self.on}"

    def get_absolute_url(self):
        if self.cadre_id:
            return reverse("cadres:care_cadre", args=[self.cadre_id])
        return reverse("cadres:care_secretary", args=[self.secretary_id])

    @property
    def person(self):
        return self.cadre or self.secretary

    @property
    def area_code(self):
        return self.person.area_code

    def clean(self):
        if self.kind == self.Kind.CHECK and self.note:
            message = _("Of a medical check only that it took place is kept.")
            raise ValidationError({"note": message})
