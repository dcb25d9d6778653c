"""What the lists of this app can be narrowed by."""

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.filters import RegistryFilter, date_input

from .models import (
    Activity,
    ActivityKind,
    AnnualFigure,
    FigureKind,
    Township,
    Village,
    VillageClass,
    VillageFlag,
)


def townships(request):
    return Township.objects.visible_to(request.user)


class VillageFilter(RegistryFilter):
    township = filters.ModelChoiceFilter(label=_("township"), queryset=townships)
    kind = filters.ChoiceFilter(choices=Village.Kind)
    class_name = filters.ChoiceFilter(label=_("class"), method="of_class")
    flag = filters.ChoiceFilter(
        label=_("flag"), choices=VillageFlag.Kind.choices, method="with_flag"
    )

    class Meta:
        model = Village
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        classes = VillageClass.objects.visible_to(self.request.user).on(timezone.localdate())
        names = classes.order_by("name").values_list("name", flat=True).distinct()
        self.filters["class_name"].extra["choices"] = [(name, name) for name in names]

    def of_class(self, queryset, name, value):
        return queryset.filter(class_name=value)

    def with_flag(self, queryset, name, value):
        return queryset.filter(**{f"is_{value}": True})


class TownshipFilter(RegistryFilter):
    class Meta:
        model = Township
        fields = []


class FigureFilter(RegistryFilter):
    year = filters.NumberFilter(min_value=1900, max_value=2100)
    kind = filters.ModelChoiceFilter(queryset=FigureKind.objects.all())
    township = filters.ModelChoiceFilter(
        label=_("township"), field_name="village__township", queryset=townships
    )
    waiting = filters.BooleanFilter(
        label=_("to be confirmed"), field_name="confirmed_at", lookup_expr="isnull"
    )

    class Meta:
        model = AnnualFigure
        fields = []


class ActivityFilter(RegistryFilter):
    q = filters.CharFilter(label=_("title"), field_name="title", lookup_expr="icontains")
    kind = filters.ChoiceFilter(choices=ActivityKind)
    since = filters.DateFilter(
        label=_("from"), field_name="on", lookup_expr="gte", widget=date_input()
    )
    until = filters.DateFilter(
        label=_("until"), field_name="on", lookup_expr="lte", widget=date_input()
    )

    class Meta:
        model = Activity
        fields = []
