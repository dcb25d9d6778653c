"""数据: the list, one fact with its history, confirming a veto, and the scorer's sheet."""

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from accounts import ledger
from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import RegistryList, RegistryPage, RegistryTable
from accounts.roles import PLACES, SCORING
from assessments.drilldown import link
from assessments.evidence.models import Fact
from assessments.schemes.models.schemes import Scheme
from assessments.schemes.standing_versions import version_of
from assessments.templatetags.assessments_text import period as period_label
from cadres.models import Cadre
from villages.models import Township, Village

from .entry_sheets import Sheet, text_of

READERS = PLACES | {"scorer"}


class FactTable(RegistryTable):
    subject_code = tables.Column(linkify=("assessments:fact_page", [tables.A("pk")]))
    value = tables.Column(attrs={"td": {"class": "num"}, "th": {"class": "num"}})

    class Meta(RegistryTable.Meta):
        model = Fact
        fields = [
            "subject_code",
            "name",
            "period",
            "code",
            "value",
            "source",
            "entered_by",
            "entered_at",
            "confirmed_by",
        ]

    name = tables.Column(gettext_lazy("name"), empty_values=(), orderable=False)

    def before_render(self, request):
        codes = {row.record.subject_code for row in self.paginated_rows}
        self.names = names_of(codes)

    def render_name(self, record):
        return self.names.get(record.subject_code, "—")

    def value_name(self, record):
        return ""

    def render_period(self, value):
        return period_label(value)

    def render_value(self, record):
        return text_of(record)


def names_of(codes):
    """{subject code: name} of villages, townships and cadres; three queries."""
    people = Cadre.objects.filter(code__in=[code.split("@")[0] for code in codes])
    found = {village.code: str(village) for village in Village.objects.filter(code__in=codes)}
    found |= dict(Township.objects.filter(code__in=codes).values_list("code", "name"))
    names = dict(people.values_list("code", "name"))
    return found | {
        code: names[code.split("@")[0]] for code in codes if code.split("@")[0] in names
    }


class FactFilter(RegistryFilter):
    q = filters.CharFilter(
        label=gettext_lazy("Subject: name, code or pinyin initials"), method="search"
    )
    code = filters.CharFilter(label=gettext_lazy("fact"), lookup_expr="icontains")
    period = filters.CharFilter(label=gettext_lazy("period"))
    township = filters.ModelChoiceFilter(
        label=gettext_lazy("township"),
        method="in_township",
        queryset=lambda request: Township.objects.visible_to(request.user),
    )
    not_applicable = filters.BooleanFilter(label=gettext_lazy("Not applicable"))

    class Meta:
        model = Fact
        fields = []

    def search(self, queryset, name, value):
        return queryset.filter(
            Q(subject_code__startswith=value)
            | Q(subject_code__in=Village.objects.find(value).values("code"))
            | Q(subject_code__in=Cadre.objects.find(value).values("code"))
        )

    def in_township(self, queryset, name, value):
        return queryset.within(value.code)


class FactList(RegistryList):
    model = Fact
    roles = READERS
    table_class = FactTable
    filterset_class = FactFilter
    title = gettext_lazy("Facts")
    empty = gettext_lazy("No fact has been entered or imported yet.")


class FactPage(RegistryPage):
    """One fact, where it comes from, and every value it had."""

    model = Fact
    roles = READERS
    template_name = "assessments/facts/page.html"

    def get_context_data(self, **kwargs):
        fact = self.object
        return super().get_context_data(**kwargs) | {
            "subject": names_of({fact.subject_code}).get(fact.subject_code, fact.subject_code),
            "may_confirm": self.request.user.role == "county" and not fact.confirmed_by,
        }


@require_POST
@for_roles("county")
def fact_confirm(request, pk):
    """A named person confirms a triggered veto or a correction, on a basis (SCORING §3)."""
    with transaction.atomic():
        fact = get_object_or_404(Fact.objects.visible_to(request.user).select_for_update(), pk=pk)
        basis = request.POST.get("basis", "").strip()
        if not basis:
            messages.error(request, _("Say on what basis you confirm it."))
        elif not fact.confirmed_by:
            before = ledger.snapshot(fact)
            fact.confirmed_by = str(request.user)
            fact.version += 1
            fact.save()
            ledger.record(
                request.user,
                gettext_noop("confirm"),
                fact,
                before,
                ledger.snapshot(fact),
                note=basis,
            )
            messages.success(request, _("Confirmed. Grade again to see it on the cards."))
    return redirect("assessments:fact_page", pk)


def compiled_scheme(user, code, period):
    """(Scheme row, compiled scheme of the period) that this user may see; 404 otherwise."""
    scheme = get_object_or_404(Scheme.objects.visible_to(user), code=code)
    if scheme.current is None:
        raise Http404
    return scheme, version_of(scheme, period).table


@require_http_methods(["GET", "POST"])
@for_roles(*SCORING)
def fact_entry(request, code, period):
    """The sheet of subjects × lines; POST saves all of it or nothing."""
    scheme, compiled = compiled_scheme(request.user, code, period)
    town = request.POST.get("township", request.GET.get("township", ""))
    sheet = Sheet(request.user, scheme, compiled, period, town)
    if request.method == "GET":
        sheet.read()
    elif saved := save(sheet, request):
        return saved
    return render(
        request,
        "assessments/facts/entry_sheet.html",
        {"sheet": sheet, "scheme": scheme, "period": period, "today": timezone.localdate()},
    )


def save(sheet, request):
    """A redirect when everything was saved; None when the sheet has faults (nothing was saved)."""
    try:
        with transaction.atomic():
            if not sheet.bind(request.POST):
                return None
            count = sheet.save(request.user)
    except IntegrityError:
        messages.error(request, _("Somebody saved the same cells this moment. Please look again."))
    else:
        messages.success(request, _("%(n)d values saved.") % {"n": count})
    return redirect(
        link("assessments:fact_entry", sheet.scheme.code, sheet.period, township=sheet.township)
    )
