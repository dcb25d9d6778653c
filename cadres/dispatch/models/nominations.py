"""推荐: a unit names its people for a batch; the county's plan seats them in teams."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from cadres.registry.models.cadres import Cadre
from cadres.registry.models.postings import Posting
from cadres.registry.models.teams import Batch

from .plans import DispatchLine, DispatchPlan


class NominationQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return self.filter(cadre__in=Cadre.objects.visible_to(user))


class Nomination(Versioned):
    """A unit names a person for a batch; the county's plan seats the person in a team."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="nominations")
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="nominations", verbose_name=_("cadre")
    )
    line = models.ForeignKey(
        DispatchLine,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("seated in"),
    )
    role = models.CharField(_("role"), max_length=20, default="member")
    nominated_at = models.DateTimeField(_("nominated"), auto_now_add=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["cadre"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "cadre"],
                name="nominated_once",
                violation_error_message=_("This person is already nominated."),
            )
        ]

    def __str__(self):
        return str(self.cadre)

    @property
    def area_code(self):
        return self.cadre.area_code

    @property
    def role_label(self):
        """The official word, or the county's own."""
        return dict(Posting.Role.choices).get(self.role, self.role)

    def change_seat(self, by, reason):
        """Seat the person elsewhere (or nowhere), with a reason, while the plan is a draft."""
        self.expect_open()
        return ledger.write(self, by, gettext_noop("seat"), reason)

    def withdraw(self, by):
        """Take the name back, as long as the plan of the batch is not confirmed."""
        self.expect_open()
        ledger.erase(self, by, gettext_noop("take back"))

    def expect_open(self):
        plan = DispatchPlan.objects.filter(batch=self.batch_id).first()
        if plan:
            plan.expect_draft()


@transaction.atomic
def nominate(by, batch, cadres):
    """Name `cadres` for `batch`; a confirmed plan takes no more names. Returns the nominations."""
    plan = DispatchPlan.objects.filter(batch=batch).first()
    if plan:
        plan.expect_draft()
    return [
        ledger.write(Nomination(batch=batch, cadre=cadre), by, gettext_noop("nominate"))
        for cadre in cadres
    ]
