"""Days not in the village without leave, found on a check or reported by the cadre.

There is no sign-in: presence is the posting less leave, training and these (DOMAIN §4).
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Versioned

from .leave import OfPostingQuerySet
from .postings import Posting


class Absence(Versioned):
    posting = models.ForeignKey(Posting, models.CASCADE, related_name="absences")
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    explained = models.BooleanField(_("explained"), default=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    found_by = models.CharField(_("recorded by"), max_length=80)
    confirmed_by = models.CharField(_("confirmed by"), max_length=80, blank=True)

    objects = OfPostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="absence_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first day."),
            )
        ]

    def __str__(self):
        return f"{self.posting.cadre} {self.since}"

    @property
    def area_code(self):
        return self.posting.area_code
