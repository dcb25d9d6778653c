"""Which acceptances a user sees, and how many stand where."""

from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from villages.models import Township, Village


class State(models.TextChoices):
    DRAFT = "draft", _("With the township")
    RETURNED = "returned", _("Returned")
    SUBMITTED = "submitted", _("To be examined")
    EXAMINED = "examined", _("To be approved")
    APPROVED = "approved", _("Approved")


class Conclusion(models.TextChoices):
    PASSED = "passed", _("Passed")
    MEND = "mend", _("To be rectified by a day")
    FAILED = "failed", _("Not passed")


TALLY = {
    "with_township": Count("pk", filter=Q(state__in=(State.DRAFT, State.RETURNED))),
    "to_examine": Count("pk", filter=Q(state=State.SUBMITTED)),
    "to_approve": Count("pk", filter=Q(state=State.EXAMINED)),
    **{
        conclusion.value: Count("pk", filter=Q(state=State.APPROVED, conclusion=conclusion))
        for conclusion in Conclusion
    },
}


class AcceptanceQuerySet(ScopedQuerySet):
    area_path = "place_code"

    def _seen_by_cadre(self, user):
        return self.filter(village__in=Village.objects.visible_to(user))

    def passed(self):
        """Found good and approved."""
        return self.filter(state=State.APPROVED, conclusion=Conclusion.PASSED)

    def newest(self):
        """The last round of each place."""
        return self.filter(successor__isnull=True)

    def with_names(self):
        return self.select_related("batch", "township", "village__township")

    def find(self, text):
        """By the place's name, code or pinyin initials."""
        villages = Village.objects.find(text).values("pk")
        return self.filter(
            Q(village__in=villages) | Q(township__in=Township.objects.find(text).values("pk"))
        )

    def of_township(self, township):
        return self.within(township.pk)

    def counts(self):
        """{with_township, to_examine, to_approve, passed, mend, failed}: one query."""
        return self.order_by().aggregate(**TALLY)

    def by_township(self):
        """[{town, all, with_township, …}] of villages, in the order of the codes: one query."""
        rows = self.filter(village__isnull=False).order_by()
        rows = rows.values(town=F("village__township")).annotate(all=Count("pk"), **TALLY)
        return rows.order_by("town")
