"""整改问题: what an acceptance found wrong, by when it is mended and how (S3 四(五))."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from cadres.workflow.transitions import require_reason, transition

from .acceptances import Acceptance


class AcceptanceProblemQuerySet(ScopedQuerySet):
    area_path = "acceptance__place_code"

    def open(self):
        """Of approved rounds that no other has followed, and not mended."""
        rows = self.filter(mended_on=None, acceptance__state=Acceptance.State.APPROVED)
        return rows.filter(acceptance__successor=None)


class AcceptanceProblem(Versioned):
    """A named problem with its day; mended before the place is examined again."""

    acceptance = models.ForeignKey(Acceptance, models.CASCADE, related_name="problems")
    text = models.CharField(_("problem"), max_length=200)
    due_on = models.DateField(_("to rectify by"))
    mended_on = models.DateField(_("rectified on"), null=True)
    how = models.CharField(_("how it was rectified"), max_length=300, blank=True)
    mended_by = models.CharField(_("who"), max_length=80, blank=True)

    objects = AcceptanceProblemQuerySet.as_manager()

    class Meta:
        verbose_name = _("problem found by an acceptance")
        verbose_name_plural = _("problems found by acceptances")
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.text

    @property
    def area_code(self):
        return self.acceptance.place_code

    def get_state_display(self):
        return _("rectified") if self.mended_on else _("not rectified")

    def mend(self, by, how, on):
        """What was done about it; the next round looks whether it holds."""
        return transition(
            self,
            by,
            gettext_noop("rectify"),
            how=require_reason(how),
            mended_on=on,
            mended_by=str(by),
            when=lambda row: row.mended_on is None and row.acceptance.is_approved,
        )
