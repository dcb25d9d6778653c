"""Results of one scheme and period: every card in scope, with totals of the whole result."""

import django_filters as filters
import django_tables2 as tables
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Substr
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import ledger, sheets
from accounts.filters import RegistryFilter
from accounts.registry import NumberColumn, RegistryList, RegistryTable
from accounts.roles import DESKS
from assessments.page_parts import parts_of
from assessments.schemes.models.period_rules import PeriodRules
from assessments.schemes.models.schemes import Scheme
from assessments.templatetags.assessments_text import marks, points
from cadres.models import Cadre, Unit
from villages.models import Township, Village

from .. import exports, scores
from ..models.cards import Card

STATES = [("scored", _("With a score")), *Card.State.choices[:3]]


class PointsColumn(NumberColumn):
    def render(self, value):
        return points(value)

    def value(self, value):
        return value


class MarksColumn(PointsColumn):
    def render(self, value):
        return marks(value)


class ResultTable(RegistryTable):
    rank = NumberColumn(verbose_name=_("rank"))
    subject_code = tables.Column(verbose_name=_("code"), attrs={"td": {"class": "code"}})
    subject_name = tables.Column(
        verbose_name=_("name"),
        linkify=("assessments:card_page", [tables.A("pk")]),
        footer=_("Mean of the whole result"),
    )
    place = tables.Column(_("township"), order_by="area_code")
    score = PointsColumn(
        verbose_name=_("on the scale of the scheme"), attrs={"td": {"class": "num strong"}}
    )
    total = PointsColumn(verbose_name=_("total"))
    possible = MarksColumn(verbose_name=_("possible"))
    state = tables.TemplateColumn(
        template_name="assessments/cards/_state.html", verbose_name=_("state")
    )

    class Meta(RegistryTable.Meta):
        model = Card
        fields = [
            "rank",
            "subject_code",
            "subject_name",
            "place",
            "class_name",
            "score",
            "total",
            "possible",
            "grade_name",
            "state",
        ]

    def render_rank(self, record, value):
        return f"{value}/{record.class_size}" if record.class_size else value

    def value_rank(self, value):
        return value

    def value_state(self, record):
        return record.get_state_display()


class PeopleTable(ResultTable):
    """Results of people and units: where they come from instead of where they are."""

    place = tables.Column(_("unit"), order_by="unit_code")


class NameFilter(filters.ChoiceFilter):
    """The names that occur; a card without one is among all."""

    @property
    def field(self):
        names = Card.objects.exclude(**{self.field_name: ""}).order_by(self.field_name)
        found = names.values_list(self.field_name, flat=True).distinct()
        self.extra["choices"] = [(name, name) for name in found]
        return super().field


class ResultFilter(RegistryFilter):
    township = filters.ModelChoiceFilter(
        label=_("township"),
        method="in_township",
        queryset=lambda request: Township.objects.visible_to(request.user),
    )
    class_name = NameFilter(label=_("class"), empty_label=_("All classes"))
    state = filters.ChoiceFilter(label=_("state"), method="in_state", choices=STATES)
    grade_name = NameFilter(label=_("grade"), empty_label=_("All grades"))
    range_from = filters.NumberFilter(label=_("score from"), field_name="score", lookup_expr="gte")
    range_to = filters.NumberFilter(label=_("score below"), field_name="score", lookup_expr="lt")

    class Meta:
        model = Card
        fields = []

    def search(self, queryset, name, value):
        return queryset.filter(
            Q(subject_name__icontains=value)
            | Q(subject_code__istartswith=value)
            | Q(subject_code__in=Village.objects.find(value).values("code"))
            | Q(cadre_code__in=Cadre.objects.find(value).values("code"))
        )

    def in_township(self, queryset, name, value):
        return queryset.within(value.code)

    def in_state(self, queryset, name, value):
        return (
            queryset.filter(score__isnull=False)
            if value == "scored"
            else queryset.filter(state=value)
        )


class ResultList(RegistryList):
    model = Card
    roles = DESKS
    filterset_class = ResultFilter
    template_name = "assessments/cards/result_list.html"
    empty = _("No cards of this period yet.")

    @cached_property
    def scheme(self):
        found = Scheme.objects.visible_to(self.request.user)
        return get_object_or_404(found, code=self.kwargs["code"])

    @property
    def period(self):
        return self.kwargs["period"]

    @property
    def title(self):
        return f"{self.period.label(get_language() or 'zh')} {self.scheme.name}"

    def get_queryset(self):
        cards = scores.current(self.request.user).filter(scheme=self.scheme)
        cards = cards.of_period(self.period)
        if self.by_unit:
            names = Unit.objects.filter(code=OuterRef("unit_code"))
        else:
            names = Township.objects.filter(code=Substr(OuterRef("area_code"), 1, 9))
        cards = scores.scored(cards).for_list().annotate(place=Subquery(names.values("name")[:1]))
        return cards.order_by("class_name", F("rank").asc(nulls_last=True), "subject_code")

    @property
    def by_unit(self):
        return self.scheme.subject in {"cadre", "unit"}

    def get_table_kwargs(self):
        """A township or unit does not stand beside itself."""
        is_its_own = self.scheme.subject in {"township", "unit"}
        return super().get_table_kwargs() | {"exclude": ["place"] if is_its_own else []}

    def get_table_class(self):
        return PeopleTable if self.by_unit else ResultTable

    @transaction.atomic
    def export(self, kind):
        """The filtered result in the columns of SCORING §10, or with `lines` every line of it."""
        lines, chinese = "lines" in self.request.GET, (get_language() or "zh").startswith("zh")
        header, rows = exports.table(self.object_list.defer(None), lines, chinese)
        note = f"{self.title} {kind} {len(rows)} ?{self.request.GET.urlencode()}"[:500]
        ledger.record(self.request.user, "export", self.request.user, note=note)
        return sheets.download(self.title, kind, header, rows)

    def get_totals(self, queryset):
        found = list(queryset.order_by().values_list("score", flat=True))
        known = [score for score in found if score is not None]
        self.summary = {
            "cards": len(found),
            "scored": len(known),
            "waiting": len(found) - len(known),
            "mean": scores.mean(known),
            "median": scores.median(known),
        }
        return {"score": points(self.summary["mean"])}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "scheme": self.scheme,
            "period": self.period,
            "rules": self.rules(),
            "summary": self.summary,
            "periods": self.periods(),
            **parts_of("result_list", self.request.user, self.scheme, self.period),
        }

    def rules(self):
        """The PeriodRules of the period; None of one that nobody has opened."""
        found = PeriodRules.objects.of(self.scheme, self.period)
        return found.select_related("scheme_version").first()

    def periods(self):
        """The texts of the scheme's periods that have cards, newest first."""
        cards = Card.objects.visible_to(self.request.user).filter(scheme=self.scheme)
        return [str(each) for each in scores.periods(cards).get(self.scheme.series, [])]
