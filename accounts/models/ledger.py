"""Who did: an append-only, hash-chained ledger. Write through `accounts.ledger`."""

from functools import reduce
from operator import or_

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import ledger_display
from ..access import ScopedQuerySet, within
from .users import Role


class LedgerQuerySet(ScopedQuerySet):
    area_path = "area_code"

    def visible_to(self, user):
        """The audit administrator reads the ledger of the area, and the rows of no area (wrong
        log-ins under unknown names, the system's own work); nobody else reads it as a list."""
        if not user.is_authenticated or user.role != "auditor":
            return self.none()
        return self.filter(within(self.area_path, user.area_code) | Q(area_code=""))

    def find(self, text):
        """By who, record or note."""
        fields = ("actor", "actor_name", "object_name", "object_id", "note", "address")
        return self.filter(reduce(or_, (Q(**{f"{name}__icontains": text}) for name in fields)))

    def about(self, obj):
        """Timeline of one record, newest first. The caller has checked the record's scope."""
        kind = obj._meta.label_lower
        return self.filter(object_type=kind, object_id=str(obj.pk)).order_by("-seq")


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
        return f"{self.seq or ''} {self.action}".strip()

    @property
    def role_label(self):
        return dict(Role.choices).get(self.role, self.role)

    @property
    def action_label(self):
        return gettext(self.action)

    @property
    def model(self):
        """The model of the record; None when a later version no longer has it."""
        try:
            return apps.get_model(self.object_type)
        except LookupError:
            return None

    @property
    def object_label(self):
        return self.model._meta.verbose_name if self.model else self.object_type

    @property
    def changes(self):
        """[(field label, before, after)] of every field that differs."""
        return [self._change(name, {}) for name in self._changed]

    def changes_in_words(self, names):
        """`changes` of the fields that people know; for `names` see `ledger_display.names_of`."""
        return [
            self._change(name, names)
            for name in self._changed
            if ledger_display.has_label(self.field(name))
        ]

    def field(self, name):
        """The model's field; None when a later version no longer has it."""
        try:
            return self.model and self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return None

    @property
    def _changed(self):
        """Names of the fields that differ, in the order of the model, as its page shows them."""
        both = {**self.before, **self.after}
        known = [field.name for field in self.model._meta.fields] if self.model else []
        differ = [name for name in both if self.before.get(name) != self.after.get(name)]
        return sorted(differ, key=lambda name: known.index(name) if name in known else len(known))

    def _change(self, name, names):
        field = self.field(name)
        sides = (
            ledger_display.in_words(field, side.get(name), names)
            for side in (self.before, self.after)
        )
        return (getattr(field, "verbose_name", name), *sides)
