"""月通报: a township's or the county's monthly circular, drafted from records, issued by a person.

Nobody is ranked in it by entries or words (DOMAIN §4). `circulars/draft.py` drafts it.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.access import ScopedQuerySet
from cadres.periods import Month
from cadres.registry.models.postings import Posting
from cadres.workflow.fingerprints import outline_of
from cadres.workflow.names import in_words, names_of
from cadres.workflow.reread import Reread
from cadres.workflow.transitions import expect_over, transition
from villages.models import County, Township

SECTIONS = {
    "to": _("To"),
    "intro": _("Introduction"),
    "overall": _("General situation"),
    "good": _("Good practice"),
    "matters": _("How matters were answered"),
    "leave": _("Leave and training"),
    "problems": _("Problems"),
    "next": _("What is asked for next"),
    "copies": _("Copies to"),
}
AROUND = {"to", "intro", "copies"}  # those that are no numbered chapter of the paper


class CircularQuerySet(ScopedQuerySet):
    area_path = "county__code"

    def issued(self):
        return self.filter(state=Circular.State.ISSUED)

    def drafts(self):
        return self.filter(state=Circular.State.DRAFT)

    def visible_to(self, user):
        """An office sees its own and what was issued above or below it; others what was issued."""
        if not user.is_authenticated:
            return self.none()
        if user.role == "county":
            return self.within(user.area_code).filter(
                Q(township=None) | Q(state=Circular.State.ISSUED)
            )
        if user.role == "township":
            above = Q(state=Circular.State.ISSUED, township=None, county=user.area_code[:6])
            return self.filter(Q(township=user.area_code) | above)
        if user.role == "leader":
            return self.issued().within(user.area_code)
        return self._where_posted(user) if user.role in {"unit", "cadre"} else self.none()

    def _where_posted(self, user):
        """Issued by the county and the townships where this user's people are or were posted."""
        stays = Posting.objects.visible_to(user).order_by()
        here = Q(township__in=stays.values("team__village__township"))
        county = Q(township=None, county__in=stays.values("team__village__township__county"))
        return self.issued().filter(here | county)

    def with_issuers(self):
        return self.select_related("county", "township")


class Circular(Reread):
    """`sections` {key: text}; `drafted` {key: the sentences last drafted}; `figures` the tables
    as they were when the records were last read (`taken_at`); `names` {field: name} since it was
    issued."""

    READ = ("figures", "drafted", "taken_at")
    masked = (
        Reread.masked
        | dict.fromkeys(("sections", "drafted", "figures"), outline_of)
        | {"names": in_words}
    )

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ISSUED = "issued", _("Issued")

    county = models.ForeignKey(County, models.PROTECT, related_name="+", verbose_name=_("county"))
    township = models.ForeignKey(
        Township,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("township"),
    )
    month = models.CharField(_("month"), max_length=7)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    sections = models.JSONField(_("sections"), default=dict)
    drafted = models.JSONField(_("drafted sentences"), default=dict)
    figures = models.JSONField(_("tables"), default=dict)
    names = models.JSONField(_("names of the paper"), default=dict, editable=False)
    taken_at = models.DateTimeField(_("records read at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    issued_by = models.CharField(_("issued by"), max_length=80, blank=True)
    issued_at = models.DateTimeField(_("issued"), null=True, blank=True)

    objects = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = _("monthly circular")
        verbose_name_plural = _("monthly circulars")
        ordering = ["-month", "-township"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "month"],
                condition=Q(township=None),
                name="one_circular_of_a_county_and_month",
            ),
            models.UniqueConstraint(
                fields=["township", "month"],
                condition=Q(township__isnull=False),
                name="one_circular_of_a_township_and_month",
            ),
            models.UniqueConstraint(
                fields=["county", "year", "number"],
                condition=Q(township=None),
                name="circular_of_a_county_numbered_once",
            ),
            models.UniqueConstraint(
                fields=["township", "year", "number"],
                condition=Q(township__isnull=False),
                name="circular_of_a_township_numbered_once",
            ),
        ]

    def __str__(self):
        return _("Circular of %(body)s for %(month)s") % {
            "body": self._name("township") or self._name("county"),
            "month": self.of_month.label(),
        }

    def get_absolute_url(self):
        return reverse("cadres:circular_page", args=[self.pk])

    @property
    def body(self):
        """Whose circular it is."""
        return self.township or self.county

    @property
    def issuer(self):
        """The office that signs it."""
        if self.township_id:
            return _("Party committee of %(township)s") % {"township": self._name("township")}
        return _("Grassroots office of the %(county)s committee") % {"county": self._name("county")}

    def _name(self, field):
        """As it was issued; of a draft as it is now."""
        return self.names.get(field) or (getattr(self, f"{field}_id") and str(getattr(self, field)))

    @property
    def of_month(self):
        return Month.parse(self.month)

    @property
    def area_code(self):
        return self.township_id or self.county_id

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    def is_written_by(self, user):
        """Whether it is this office's own (of those that the user sees)."""
        return {"township": self.township_id == user.area_code, "county": not self.township_id}.get(
            user.role, False
        )

    @property
    def number_label(self):
        """第3期; '' while it is a draft."""
        return _("No. %(n)d") % {"n": self.number} if self.number else ""

    @property
    def unasked(self):
        """Absences named in it whose person may still explain: [{cadre, answer_by, …}]."""
        return [row for row in self.figures.get("absences", []) if row["answer_by"]]

    @property
    def notes(self):
        """{section: sentences of the records that its text no longer holds}."""
        return {
            key: told
            for key, told in self.drafted.items()
            if told and told not in self.sections.get(key, "")
        }

    def merged(self, drafted):
        """The sections with newly drafted sentences: one that still stands is replaced, whatever
        was typed stays."""
        texts = {}
        for key in SECTIONS:
            was, now = self.drafted.get(key, ""), drafted.get(key, "")
            text = self.sections.get(key, "")
            texts[key] = text.replace(was, now, 1) if was else text or now
        return texts

    @property
    def changed_sentences(self):
        """[(section, before, now)] of what the last reading changed."""
        was = self.before.get("drafted", {})
        keys = [key for key in SECTIONS if key in was and was[key] != self.drafted.get(key, "")]
        return [(SECTIONS[key], was[key], self.drafted.get(key, "")) for key in keys]

    def read_back(self, by):
        """The reading before; its sentences stand where those of the last one stood."""
        return self.take_reading_back(
            by,
            lambda circular: circular.is_draft,
            sections=lambda circular: circular.merged(circular.before["drafted"]),
        )

    @transaction.atomic
    def issue(self, by, today):
        """Number and freeze it. Refused while a person named in it may still explain."""
        expect_over(self.of_month, today)
        if waiting := self.unasked:
            raise ValidationError(
                _("Still within the time to explain: %(who)s. Read the records again afterwards.")
                % {"who": "、".join(row["cadre"] for row in waiting)}
            )
        County.objects.select_for_update(no_key=True).get(pk=self.county_id)
        same = Circular.objects.filter(
            county=self.county_id, township=self.township_id, year=self.year
        )
        last = same.aggregate(last=Max("number"))["last"] or 0
        return transition(
            self,
            by,
            gettext_noop("issue"),
            when=lambda circular: circular.is_draft,
            state=self.State.ISSUED,
            number=last + 1,
            issued_by=str(by),
            names=lambda circular: names_of(circular, "county", "township"),
            issued_at=timezone.now(),
        )
