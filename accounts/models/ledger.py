"""Who did: an append-only, hash-chained ledger. Write through `accounts.ledger`."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..access import ScopedQuerySet


class LedgerQuerySet(ScopedQuerySet):
    area_path = "area_code"

    def visible_to(self, user):
        """The audit administrator reads the ledger of the area; nobody else does as a list."""
        return self.within(user.area_code) if user.role == "auditor" else self.none()

    def about(self, obj):
        """Timeline of one record, newest first. The caller has checked the record's scope."""
        return self.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk)).order_by("-seq")


class LedgerEntry(models.Model):
    """One state change. `hash` is SHA-256 over the canonical JSON of the row and `prev_hash`.

    Database triggers refuse UPDATE and DELETE. Personal values stand masked in before/after.
    """

    seq = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(_("time"), default=timezone.now)
    actor = models.CharField(_("who"), max_length=80)
    actor_name = models.CharField(_("name"), max_length=80, blank=True)
    role = models.CharField(_("role"), max_length=12, blank=True)
    address = models.CharField(_("address"), max_length=45, blank=True)
    action = models.CharField(_("action"), max_length=60)
    object_type = models.CharField(_("kind of record"), max_length=60)
    object_id = models.CharField(_("record"), max_length=80)
    object_name = models.CharField(_("record name"), max_length=200, blank=True)
    area_code = models.CharField(_("area code"), max_length=12, blank=True)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    note = models.TextField(_("note"), blank=True)
    prev_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger")
        ordering = ["-seq"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "-seq"], name="ledger_object"),
            models.Index(fields=["area_code", "-seq"], name="ledger_area"),
        ]

    def __str__(self):
        return f"{self.seq} {self.action}"

    @property
    def changes(self):
        """[(field label, before, after)] of the fields that differ."""
        from_, to = self.before, self.after
        return [
            (name, from_.get(name), to.get(name))
            for name in {**from_, **to}
            if from_.get(name) != to.get(name)
        ]
