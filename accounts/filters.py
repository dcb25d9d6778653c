"""What a list can be narrowed by: the common parts, and the filters of accounts and the ledger."""

import django_filters as filters
from django import forms
from django.apps import apps
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import LedgerEntry, Role, User


class RegistryFilter(filters.FilterSet):
    """Small controls, «any» when nothing is chosen; `q` searches by the rows' own `find`."""

    q = filters.CharFilter(label=_("Name, code or pinyin initials"), method="search")

    def search(self, queryset, name, value):
        return queryset.find(value)

    def get_form_class(self):
        form_class = super().get_form_class()
        for field in form_class.base_fields.values():
            dress(field)
        return form_class


def dress(field):
    kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
    field.widget.attrs["class"] = f"{kind} {kind}-sm"
    if isinstance(field, forms.NullBooleanField):
        field.widget.choices = [("", _("any")), ("true", _("Yes")), ("false", _("No"))]
    elif hasattr(field, "empty_label"):
        field.empty_label = _("any")


def date_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class UserFilter(RegistryFilter):
    q = filters.CharFilter(label=_("User name, name or office"), method="search")
    role = filters.ChoiceFilter(
        label=_("role"), choices=[*Role.choices, ("none", _("No role yet"))], method="by_role"
    )
    is_active = filters.BooleanFilter(label=_("in use"))

    class Meta:
        model = User
        fields = []

    def by_role(self, queryset, name, value):
        return queryset.filter(role="" if value == "none" else value)


def kinds_of_record():
    """[(label, name)] of our own models, as they stand in the ledger."""
    ours = [model for model in apps.get_models() if hasattr(model.objects, "visible_to")]
    return [(model._meta.label_lower, model._meta.verbose_name) for model in ours]


def actions_so_far():
    names = LedgerEntry.objects.order_by("action").values_list("action", flat=True).distinct()
    return [(name, gettext(name)) for name in names]


class LedgerFilter(RegistryFilter):
    q = filters.CharFilter(label=_("Who, record or note"), method="search")
    action = filters.ChoiceFilter(label=_("what"), choices=actions_so_far)
    object_type = filters.ChoiceFilter(label=_("kind of record"), choices=kinds_of_record)
    area = filters.CharFilter(
        label=_("area code"), field_name="area_code", lookup_expr="startswith"
    )
    since = filters.DateFilter(
        label=_("From day"), field_name="at", lookup_expr="date__gte", widget=date_input()
    )
    until = filters.DateFilter(
        label=_("Until day"), field_name="at", lookup_expr="date__lte", widget=date_input()
    )

    class Meta:
        model = LedgerEntry
        fields = []
