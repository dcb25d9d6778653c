"""领导挂镇包村: a leader linked to a township or a village (S3 三(一))."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet, within
from accounts.models import Versioned
from villages.models import County, Township, Village


class LeaderLinkQuerySet(ScopedQuerySet):
    area_path = "county__code"

    def visible_to(self, user):
        if user.is_authenticated and user.role == "township":
            return self.filter(Q(township=user.area_code) | within("village__code", user.area_code))
        return super().visible_to(user)

    def on(self, day):
        return self.during(day, day)

    def during(self, first, last):
        """In force on a day of [first, last] at least."""
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=last), Q(until__isnull=True) | Q(until__gte=first)
        )


class LeaderLink(Versioned):
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    leader = models.CharField(_("leader"), max_length=40)
    post = models.CharField(_("post"), max_length=60, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="links"
    )
    township = models.ForeignKey(
        Township,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="links",
        verbose_name=_("township"),
    )
    village = models.ForeignKey(
        Village,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="links",
        verbose_name=_("village"),
    )
    of_county = models.BooleanField(_("county leader"), default=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = LeaderLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("leader link")
        verbose_name_plural = _("leader links")
        ordering = ["township", "village", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(township__isnull=True) ^ Q(village__isnull=True),
                name="link_to_one_place",
                violation_error_message=_("Link to a township or to a village, one of the two."),
            )
        ]

    def __str__(self):
        return self.leader

    @property
    def place_township(self):
        return self.township or self.village.township

    @property
    def area_code(self):
        return self.village_id or self.township_id

    @property
    def place(self):
        """The linked place as people say it: 龙窝镇, or 龙窝镇洋头村."""
        return f"{self.township or self.village.township}{self.village or ''}"

    def reaches(self, village):
        """Whether the village is the linked one, or lies in the linked township."""
        return village.code == self.village_id or village.township_id == self.township_id
