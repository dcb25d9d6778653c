"""The ledger, for the audit administrator; reading it is on the ledger as well."""

import django_tables2 as tables
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from .. import ledger
from ..filters import LedgerFilter
from ..models import LedgerEntry, Role
from ..registry import RegistryList, RegistryTable


class LedgerTable(RegistryTable):
    seq = tables.Column(verbose_name=_("No."), attrs={"td": {"class": "code"}})
    at = tables.DateTimeColumn(short=True)
    actor = tables.TemplateColumn(
        "{{ record.actor_name|default:record.actor }} "
        '<span class="quiet">{{ record.role_label }}</span>'
    )
    action = tables.Column(accessor="action_label", order_by="action", verbose_name=_("action"))
    record = tables.TemplateColumn(
        "{{ record.object_label }} {{ record.object_name }}",
        verbose_name=_("record"),
        order_by=("object_type", "object_id"),
    )
    changes = tables.TemplateColumn(
        template_name="accounts/_changes.html",
        verbose_name=_("changes"),
        orderable=False,
        extra_context={"names": {}},
    )

    class Meta(RegistryTable.Meta):
        model = LedgerEntry
        fields = ["seq", "at", "actor", "action", "record", "changes", "address"]

    def value_actor(self, record):
        return f"{record.actor} {record.actor_name} {record.role}".strip()

    def value_record(self, record):
        return f"{record.object_label} {record.object_id} {record.object_name}"

    def value_changes(self, record):
        changed = [f"{name}: {before} → {after}" for name, before, after in record.changes]
        return "; ".join([*changed, record.note] if record.note else changed)


class LedgerList(RegistryList):
    model = LedgerEntry
    roles = frozenset({Role.AUDITOR})
    table_class = LedgerTable
    filterset_class = LedgerFilter
    title = _("Ledger")
    empty = _("Nothing has been recorded yet.")

    @transaction.atomic
    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if "export" not in request.GET:
            note = request.GET.urlencode()[:500]
            ledger.record(request.user, gettext_noop("read"), LedgerEntry(), note=note)
        return response
