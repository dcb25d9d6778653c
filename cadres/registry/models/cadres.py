"""驻村干部: the person; post, grade and pay stay with the home unit (S3 四(三))."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet, within
from accounts.ledger import mask_phone
from accounts.models import Versioned
from villages.models import CommitteeMember
from villages.pinyin import initials, sort_key

from .units import Unit


class CadreQuerySet(ScopedQuerySet):
    """A township sees its own people and those posted in its villages."""

    area_path = "unit__county__code"

    def visible_to(self, user):
        if user.is_authenticated and user.role == "township":
            here = within("postings__team__village__code", user.area_code)
            seen = Cadre.objects.filter(Q(unit__township=user.area_code) | here)
            return self.filter(pk__in=seen.values("pk"))
        return super().visible_to(user)

    def _seen_by_unit(self, user):
        return self.filter(unit__liaisons=user)

    def _seen_by_cadre(self, user):
        return self.filter(user=user)

    def _seen_by_scorer(self, user):
        return self.within(user.area_code)

    def nominable_by(self, user):
        """A liaison's own people, a township's own unit, for the county everybody."""
        if user.role == "township":
            return self.filter(unit__township=user.area_code)
        return self.visible_to(user)

    def find(self, text):
        text = text.strip()
        return self.filter(
            Q(name__icontains=text)
            | Q(code__istartswith=text)
            | Q(initials__startswith=text.lower())
        )


class Cadre(Versioned):
    masked = {"phone": mask_phone}

    code = models.CharField(_("code"), max_length=32, primary_key=True)
    name = models.CharField(_("full name"), max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cadres", verbose_name=_("unit"))
    sex = models.CharField(_("sex"), max_length=1, choices=CommitteeMember.Sex, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("birth year"), null=True, blank=True)
    education = models.CharField(_("education"), max_length=20, blank=True)
    party_member = models.BooleanField(_("party member"), null=True, blank=True)
    post = models.CharField(_("post in the unit"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cadre",
        editable=False,
    )
    sort_key = models.CharField(max_length=120, editable=False, db_index=True)
    initials = models.CharField(max_length=40, editable=False)

    objects = CadreQuerySet.as_manager()

    class Meta:
        verbose_name = _("cadre")
        verbose_name_plural = _("cadres")
        ordering = ["code"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("cadres:cadre_page", args=[self.pk])

    @property
    def area_code(self):
        return self.unit.area_code

    @property
    def membership(self):
        """党员 / 非党员, or nothing where it was not recorded."""
        words = {True: _("Party member"), False: _("Not a member"), None: ""}
        return words[self.party_member]

    @property
    def masked_phone(self):
        return mask_phone(self.phone)

    def set_keys(self):
        self.sort_key = sort_key(self.name, person=True)
        self.initials = initials(self.name, person=True)
