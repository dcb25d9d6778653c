"""Days not in the village without leave, found on a check or reported by the cadre.

There is no sign-in: presence is the posting less leave, training and these (DOMAIN §4).
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.models import Versioned
from cadres.registry.models.postings import OfPostingQuerySet, Posting, check_within_posting


class Absence(Versioned):
    posting = models.ForeignKey(
        Posting, models.CASCADE, related_name="absences", verbose_name=_("posting")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    explained = models.BooleanField(
        _("explained"),
        default=False,
        help_text=_("Accepted: the absence does not stand against the cadre."),
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    explanation = models.CharField(_("explanation of the cadre"), max_length=300, blank=True)
    asked_on = models.DateField(
        _("asked to explain on"), default=timezone.localdate, editable=False
    )
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

    def get_absolute_url(self):
        return reverse("cadres:absence_page", args=[self.pk])

    @property
    def area_code(self):
        return self.posting.area_code

    @property
    def days(self):
        return (self.until - self.since).days + 1

    def clean(self):
        check_within_posting(self)

    def answer_by(self, days):
        """The last day on which the cadre may still explain, `days` after being asked."""
        return self.asked_on + timedelta(days=days)

    @property
    def is_answered(self):
        return bool(self.explanation)

    def explain(self, by, words):
        """The cadre's own words; whoever recorded the absence reads them and decides."""
        if not words:
            raise ValidationError(_("Write your explanation, 300 characters at most."))
        self.explanation, self.explained, self.confirmed_by = words, False, ""
        return ledger.write(self, by, gettext_noop("explain"))

    def settle(self, by, accepted):
        """Accept the explanation, or let the absence stand."""
        if not self.explanation:
            raise ValidationError(_("The cadre has not explained the absence yet."))
        self.explained, self.confirmed_by = accepted, str(by)
        return ledger.write(
            self,
            by,
            gettext_noop("accept") if accepted else gettext_noop("uphold"),
            self.explanation,
        )
