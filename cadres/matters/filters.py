"""What the list of matters can be narrowed by."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from accounts.filters import date_input
from cadres.registry.filters import InVillages

from .models import Matter
from .querysets import AGES


def age_label(youngest, oldest):
    """0–7, or 31+ without end."""
    return f"{youngest}+" if oldest is None else f"{youngest}–{oldest}"


class MatterFilter(InVillages):
    """`today` is set by the view."""

    STANDING = [
        ("open", _("Open")),
        ("overdue", _("Overdue")),
        ("closed", _("Settled")),
        ("untold", _("Answered, person not informed")),
        ("on_time", _("Answered in time")),
        ("late", _("Answered too late, or overdue")),
        ("counted", _("Answered, or past the day")),
        ("proposed", _("Overdue below, proposed to take over")),
    ]
    q = filters.CharFilter(label=_("Number or words"), method="search")
    standing = filters.ChoiceFilter(label=_("state"), choices=STANDING, method="stands")
    holder = filters.ChoiceFilter(label=_("held by"), choices=Matter.Holder, method="open_with")
    category = filters.ChoiceFilter(label=_("category"), choices=Matter.Category)
    age = filters.ChoiceFilter(
        label=_("open for, days"),
        choices=[(at, age_label(*age)) for at, age in enumerate(AGES)],
        method="of_age",
    )
    due_from = filters.DateFilter(
        label=_("answer due from"), field_name="due_on", lookup_expr="gte", widget=date_input()
    )
    due_until = filters.DateFilter(
        label=_("until"), field_name="due_on", lookup_expr="lte", widget=date_input()
    )

    class Meta:
        model = Matter
        fields = [
            "q",
            "standing",
            "holder",
            "category",
            "village",
            "township",
            "age",
            "due_from",
            "due_until",
        ]

    def stands(self, queryset, name, value):
        if value in {"overdue", "late", "counted"}:
            return getattr(queryset, value)(self.today)
        if value == "proposed":
            return queryset.to_take_over(self.request.user, self.today)
        if value == "untold":
            return queryset.closed().filter(told_on__isnull=True)
        return getattr(queryset, value)()

    def of_age(self, queryset, name, value):
        return queryset.aged(*AGES[int(value)], self.today)

    def open_with(self, queryset, name, value):
        return queryset.open().filter(holder=value)
