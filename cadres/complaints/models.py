"""意见箱: what people say about the burden of this work and of this system, and what came of it.

The law of lightening the load (DOMAIN): everybody may speak, without a name too; the county
answers within `complaint_days`, and how it keeps that limit is shown to all.
"""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.access import ScopedQuerySet
from accounts.models import User, Versioned
from accounts.roles import OFFICE
from cadres.workflow.fingerprints import outline
from cadres.workflow.transitions import transition
from villages.models import ProgrammeRule

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that a pen makes alike
CODE_LENGTH = 10
COUNTY_DIGITS = 6


def fingerprint(code):
    """What is kept of a slip's code; blanks and small letters are forgiven."""
    return hashlib.sha256("".join(code.split()).upper().encode()).hexdigest()


class ComplaintQuerySet(ScopedQuerySet):
    area_path = "area_code"
    area_roles = OFFICE

    def visible_to(self, user):
        """The county office and its leaders read all of their county; everybody else his own and
        the answers published in his county."""
        if not user.is_authenticated:
            return self.none()
        if user.role in self.area_roles:
            return self.within(user.area_code)
        return self.filter(author=user) | self.of_county_of(user).published()

    def of_county_of(self, user):
        return self.within(user.area_code[:COUNTY_DIGITS])

    def open(self):
        return self.filter(answered_on__isnull=True)

    def published(self):
        """Answered, and open to everybody of the county; without the name of who asked."""
        return self.filter(published=True, answered_on__isnull=False)

    def by_code(self, code):
        """The one that this slip's code belongs to."""
        return self.filter(code_sha256=fingerprint(code)).exclude(code_sha256="")

    def standing(self, today):
        """How many came, were answered in time and late, are open and overdue: one query."""
        return self.order_by().aggregate(
            received=Count("pk"),
            in_time=Count("pk", filter=Q(answered_on__lte=F("due_on"))),
            late=Count("pk", filter=Q(answered_on__gt=F("due_on"))),
            open=Count("pk", filter=Q(answered_on=None)),
            overdue=Count("pk", filter=Q(answered_on=None, due_on__lt=today)),
        )


class Complaint(Versioned):
    """Without a name `author` is empty and the ledger names nobody; the slip's code finds it."""

    masked = {"text": outline, "answer": outline, "code_sha256": lambda sha256: sha256[:8]}

    class Kind(models.TextChoices):
        BURDEN = "burden", _("Asked too much, or twice")
        FAULT = "fault", _("Something does not work")
        WISH = "wish", _("Suggestion")
        OTHER = "other", _("Other")

    area_code = models.CharField(_("area code"), max_length=12, editable=False)
    kind = models.CharField(_("about"), max_length=8, choices=Kind)
    text = models.TextField(_("in words"), max_length=2000)
    author = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("from"),
        editable=False,
    )
    code_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    handed_in_on = models.DateField(_("handed in"), editable=False)
    due_on = models.DateField(_("answer due"), editable=False)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=80, blank=True)
    answered_on = models.DateField(_("answered"), null=True, blank=True)
    published = models.BooleanField(_("readable by all"), default=False)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-handed_in_on", "-pk"]
        indexes = [models.Index(fields=["area_code", "due_on"], name="complaint_area_due")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.handed_in_on}"

    def get_absolute_url(self):
        return reverse("cadres:complaint_page", args=[self.pk])

    def names_author_to(self, user):
        """Whether this reader may see who handed it in."""
        return user.role in ComplaintQuerySet.area_roles or self.author_id == user.pk

    @property
    def is_open(self):
        return self.answered_on is None

    def get_state_display(self):
        return _("waiting for an answer") if self.is_open else _("answered")

    @classmethod
    def hand_in(cls, by, *, kind, text, unnamed, today):
        """Store what `by` says; returns (complaint, code), the code '' unless unnamed.

        Unnamed, nothing tells who it was: no author, no name and no address on the ledger.
        """
        complaint = cls(
            area_code=by.area_code[:COUNTY_DIGITS],
            kind=kind,
            text=text,
            handed_in_on=today,
            due_on=today + timedelta(days=int(ProgrammeRule.number("complaint_days"))),
        )
        action = gettext_noop("hand in")
        if not unnamed:
            complaint.author = by
            return ledger.write(complaint, by, action), ""
        code = "".join(secrets.choice(CODE_LETTERS) for _each in range(CODE_LENGTH))
        complaint.code_sha256 = fingerprint(code)
        with ledger.unnamed() as nobody:
            return ledger.write(complaint, nobody, action), code

    @transaction.atomic
    def reply(self, by, words, on, published=False):
        """The county's answer; once given it stands."""
        if not words.strip():
            raise ValidationError({"answer": _("Write the answer that was given.")})
        return transition(
            self,
            by,
            gettext_noop("answer"),
            when=lambda complaint: complaint.is_open,
            answer=words.strip(),
            answered_by=str(by),
            answered_on=on,
            published=published,
        )
