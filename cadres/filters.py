"""What the lists of the written half can be narrowed by."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.filters import RegistryFilter, date_input
from cadres.diary.models.entries import DiaryEntry, Task
from cadres.matters.models import Matter
from cadres.matters.querysets import AGES
from cadres.periods import parse_period
from cadres.reports.holders import overdue_before
from cadres.reports.models.reports import QuarterlyReport
from villages.models import Township, Village


def townships(request):
    return Township.objects.visible_to(request.user) if request else Township.objects.none()


def month_input():
    return forms.DateInput(attrs={"type": "month"}, format="%Y-%m")


def age_label(youngest, oldest):
    """0–7, or 31+ without end."""
    return f"{youngest}+" if oldest is None else f"{youngest}–{oldest}"


class InVillages(RegistryFilter):
    """Rows of a village: by village (name, code, initials) and by township.

    Who has one township only is not asked for it.
    """

    village = filters.CharFilter(label=_("village"), method="in_village")
    township = filters.ModelChoiceFilter(
        label=_("township"), queryset=townships, field_name="village__township"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request.user.role not in {"county", "leader"}:
            del self.filters["township"]

    def in_village(self, queryset, name, value):
        return queryset.filter(village__in=Village.objects.find(value))


class DiaryFilter(InVillages):
    q = filters.CharFilter(label=_("Words, place, person or village"), method="search")
    cadre = filters.CharFilter(label=_("cadre"), method="of_cadre")
    month = filters.DateFilter(
        label=_("month"), method="in_month", input_formats=["%Y-%m"], widget=month_input()
    )
    task = filters.ChoiceFilter(
        label=_("task"), choices=Task, field_name="tasks", lookup_expr="contains"
    )
    state = filters.ChoiceFilter(
        label=_("state"),
        choices=[
            (state, state.label)
            for state in DiaryEntry.State
            if state != DiaryEntry.State.WITHDRAWN
        ],
    )

    class Meta:
        model = DiaryEntry
        fields = ["q", "cadre", "village", "township", "month", "task", "state"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request.user.role == "cadre":
            for name in ("cadre", "village", "task"):
                del self.filters[name]

    def of_cadre(self, queryset, name, value):
        value = value.strip()
        return queryset.filter(cadre__code=value) | queryset.filter(cadre__name__icontains=value)

    def in_month(self, queryset, name, value):
        return queryset.filter(on__year=value.year, on__month=value.month)


class MatterFilter(InVillages):
    """`today` is set by the view."""

    STANDING = [
        ("open", _("Open")),
        ("overdue", _("Overdue")),
        ("closed", _("Settled")),
        ("untold", _("Answered, not yet told")),
        ("on_time", _("Answered in time")),
        ("late", _("Answered too late, or overdue")),
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
        if value in {"overdue", "late"}:
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


class ReportFilter(RegistryFilter):
    """`today` is set by the view."""

    KINDS = [
        ("township", _("Townships")),
        ("unit", _("Units")),
        ("annual", _("Annual summary")),
    ]
    STANDING = [
        *QuarterlyReport.State.choices,
        ("sent", _("Sent, accepted or not")),
        ("late", _("Not in, past the due day")),
        ("disputed", _("With a number in dispute")),
        ("review_overdue", _("Review overdue")),
    ]
    q = filters.CharFilter(label=_("Township or unit"), method="search")
    period = filters.ChoiceFilter(label=_("quarter"), choices=[])
    kind = filters.ChoiceFilter(label=_("kind"), choices=KINDS, method="of_kind")
    standing = filters.ChoiceFilter(label=_("state"), choices=STANDING, method="stands")

    class Meta:
        model = QuarterlyReport
        fields = ["q", "period", "kind", "standing"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        periods = self.queryset.order_by("-period").values_list("period", flat=True).distinct()
        self.filters["period"].extra["choices"] = [
            (period, parse_period(period).label()) for period in periods
        ]

    def of_kind(self, queryset, name, value):
        return queryset.of_kind(value)

    def stands(self, queryset, name, value):
        if value in QuarterlyReport.State.values:
            return queryset.filter(state=value)
        if value == "late":
            return queryset.overdue(self.today)
        if value == "review_overdue":
            return queryset.review_overdue(overdue_before(self.today))
        return getattr(queryset, value)()
