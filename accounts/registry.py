"""Registry pages in a few lines each: list, page, create, edit. Templates: list.html, form.html.

Every one of them shows only `visible_to(user)` and is open only to `roles`.
"""

import django_tables2 as tables
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.generic import CreateView, DetailView, UpdateView
from django_filters.views import FilterView

from . import ledger, sheets
from .access import ForRoles
from .models import LedgerEntry, StaleRecord


class RegistryTable(tables.Table):
    """Dense list with totals of the whole result (`totals`, {column: value}) in the foot."""

    class Meta:
        attrs = {"class": "tbl tbl-s reg"}
        empty_text = ""

    def __init__(self, *args, totals=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.totals = totals or {}


class NumberColumn(tables.Column):
    """Right-aligned; — for missing; its total in the foot."""

    def __init__(self, *args, **kwargs):
        attrs = {"td": {"class": "num"}, "th": {"class": "num"}, "tf": {"class": "num"}}
        super().__init__(*args, attrs=attrs | kwargs.pop("attrs", {}), **kwargs)

    def render_footer(self, bound_column, table):
        return table.totals.get(bound_column.name, "")


class Scoped(ForRoles):
    """Rows and roles of a registry page."""

    def get_queryset(self):
        return self.model.objects.visible_to(self.request.user)


class RegistryList(Scoped, tables.SingleTableMixin, FilterView):
    """Filter, search, sort, page, totals, export (`?export=csv|xlsx` of the whole result)."""

    template_name = "list.html"
    title = ""
    actions = ()  # (label, url name, roles) beside the title; the last a role may use is primary
    empty = gettext_lazy("Nothing has been recorded yet.")
    per_page = (25, 50, 100)

    def get_table_pagination(self, table):
        per = self.request.GET.get("per", "")
        size = int(per) if per.isdigit() and int(per) in self.per_page else self.per_page[0]
        return {"per_page": size}

    def get_totals(self, queryset):
        """{column: total} over the whole filtered result; one query."""
        return {}

    def get_table_kwargs(self):
        return super().get_table_kwargs() | {"totals": self.get_totals(self.object_list)}

    def get_actions(self):
        role = self.request.user.role
        allowed = [(label, reverse(url)) for label, url, roles in self.actions if role in roles]
        return [(label, path) for label, path in allowed if path]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        chosen = [
            (self.filterset.filters[name].label, self.filterset.form[name].data, name)
            for name in self.filterset.form.changed_data
        ]
        paginator, page = context["table"].paginator, context["table"].page
        return context | {
            "title": self.title,
            "found": paginator.count,
            "page_range": paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
            "actions": self.get_actions(),
            "empty": self.empty,
            "chosen": [_shown(self.filterset, *each) for each in chosen],
            "per_page": self.per_page,
        }

    def render_to_response(self, context, **kwargs):
        kind = self.request.GET.get("export")
        return self.export(kind) if kind in {"csv", "xlsx"} else super().render_to_response(context)

    def export(self, kind):
        """The whole filtered result as a file; who took what is on the ledger.

        Only the ledger row is in a transaction: a long table must not keep others from writing.
        """
        table = self.get_table_class()(self.object_list, request=self.request)
        header, *body = table.as_values()
        count = _("%(n)d rows") % {"n": len(body)}
        with transaction.atomic():
            ledger.record(
                self.request.user,
                gettext_noop("export"),
                self.request.user,
                note=f"{self.title} {kind} {count} ?{self.request.GET.urlencode()}"[:500],
            )
        return sheets.download(str(self.title), kind, header, body)


def _shown(filterset, label, value, name):
    choices = getattr(filterset.form.fields[name], "choices", [])
    words = next((text for key, text in choices if str(key) == str(value)), value)
    query = filterset.data.copy()
    query.pop(name, None)
    query.pop("page", None)
    return {"label": label, "value": words, "without": query.urlencode()}


class RegistryPage(Scoped, DetailView):
    """One record with its timeline."""

    timeline_length = 20

    def get_context_data(self, **kwargs):
        timeline = LedgerEntry.objects.about(self.object)[: self.timeline_length]
        return super().get_context_data(**kwargs) | {"timeline": timeline}


class _Form(Scoped):
    template_name = "form.html"
    title = ""
    submit = gettext_lazy("Save")
    back_url = ""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": self.title,
            "submit": self.submit,
            "back_url": self.get_back_url(),
        }

    def get_back_url(self):
        return self.back_url or "../"

    def form_valid(self, form):
        try:
            with transaction.atomic():
                self.object = self.save(form)
        except StaleRecord as stale:
            form.merge(stale.current)
            last = LedgerEntry.objects.about(stale.current).first()
            context = self.get_context_data(form=form, last_change=last)
            return self.render_to_response(context, status=409)
        except IntegrityError:  # the same thing saved twice in one moment
            form.add_error(None, _("Somebody saved the same a moment ago. Look at the list first."))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(self.request, _("Saved: %(what)s") % {"what": self.object})
        return redirect(self.get_success_url())

    def save(self, form):
        return ledger.write(form.save(commit=False), self.request.user)


class RegistryCreate(_Form, CreateView):
    pass


class RegistryEdit(_Form, UpdateView):
    pass
