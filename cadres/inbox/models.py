"""告知: what a person is told without having to act on it, and the day of the last digest.

What was read is known to the reader alone: it is neither on the ledger nor in any count.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet

WORDS = {}  # {event: sentence with %(what)s}, filled by `cadres.notices`


class NoticeQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Everybody's own."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def unread(self):
        return self.filter(read_at=None)

    def since(self, moment):
        return self.filter(at__gte=moment)


class Notice(models.Model):
    """`event` is the ledger's model and action, a key of WORDS; `what` the record's name."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("to")
    )
    event = models.CharField(_("event"), max_length=120)
    what = models.CharField(_("record"), max_length=200)
    who = models.CharField(_("who"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    url = models.CharField(_("page"), max_length=200)
    at = models.DateTimeField(_("time"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "-at"], name="notice_user_time"),
            models.Index(fields=["user", "read_at"], name="notice_user_read"),
        ]

    def __str__(self):
        return self.what

    @property
    def is_new(self):
        return self.read_at is None

    @property
    def words(self):
        """The sentence, in the reader's language; the name alone when its rule is gone."""
        return WORDS.get(self.event, "%(what)s") % {"what": self.what}


class Digest(models.Model):
    """The day on which a person was last sent the digest: twice on a day it is sent once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="digest"
    )
    sent_on = models.DateField(_("sent on"))

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")

    def __str__(self):
        return f"{self.user} {self.sent_on}"
