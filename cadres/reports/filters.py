"""What the list of reports can be narrowed by."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from accounts.filters import RegistryFilter
from cadres.periods import parse_period

from .holders import overdue_before
from .models.reports import QuarterlyReport


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
