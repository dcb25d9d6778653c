"""What the list of diary entries can be narrowed by."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from cadres.registry.filters import InVillages, month_input
from cadres.registry.tasks import Task

from .models.entries import DiaryEntry


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
