"""月通报: by month; drafted, written, issued under a number; the paper and its tables."""

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import ledger
from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.navigation import tabs_of
from accounts.registry import RegistryEdit, RegistryList, RegistryPage, RegistryTable
from accounts.roles import KEEPERS, PROGRAMME
from accounts.sheets import XLSX
from cadres.documents.numbers import ORDINALS
from cadres.documents.workbook import as_bytes, build
from cadres.periods import Month
from cadres.registry.filters import month_input
from cadres.workflow.phone_pages import ForCadre
from cadres.workflow.refusals import show_refusal
from cadres.workflow.tabs import REPORTS
from cadres.workflow.transitions import WrongState
from villages.models import County, Township

from .draft import open_circular, read_again
from .forms import CircularForm, MonthForm
from .models import AROUND, SECTIONS, Circular
from .tables import tables as tables_of


class CircularFilter(RegistryFilter):
    month = filters.DateFilter(
        label=gettext_lazy("month"),
        method="of_month",
        input_formats=["%Y-%m"],
        widget=month_input(),
    )
    state = filters.ChoiceFilter(label=gettext_lazy("state"), choices=Circular.State)

    class Meta:
        model = Circular
        fields = ["month", "state"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["q"]
        if self.request.user.role not in KEEPERS:
            del self.filters["state"]

    def of_month(self, queryset, name, value):
        return queryset.filter(month=str(Month.of(value)))


class CircularTable(RegistryTable):
    month = tables.Column(
        accessor="of_month__label",
        order_by="month",
        linkify=lambda record: record.get_absolute_url(),
        verbose_name=gettext_lazy("month"),
    )
    issuer = tables.Column(verbose_name=gettext_lazy("issuing office"), order_by=("township",))
    number = tables.Column(
        accessor="number_label", order_by=("year", "number"), verbose_name=gettext_lazy("issue no.")
    )
    state = tables.TemplateColumn(template_name="cadres/circulars/_state.html", order_by="state")
    issued_at = tables.DateColumn(format="Y-m-d")
    issued_by = tables.Column()

    class Meta(RegistryTable.Meta):
        model = Circular
        fields = ("month", "issuer", "number", "state", "issued_at", "issued_by")

    def value_state(self, record):
        return record.get_state_display()


class CircularList(ForCadre, RegistryList):
    model = Circular
    roles = PROGRAMME
    template_name = "cadres/circulars/list.html"
    phone_template = "cadres/circulars/phone.html"
    title = gettext_lazy("Monthly circulars")
    table_class = CircularTable
    filterset_class = CircularFilter
    empty = gettext_lazy("No circular has been issued yet.")

    def get_queryset(self):
        rows = (
            super().get_queryset().with_issuers().defer("sections", "drafted", "figures", "before")
        )
        return rows.order_by("-month", "township", "pk")

    def get_context_data(self, **kwargs):
        before = Month.of(timezone.localdate()).previous()
        return super().get_context_data(**kwargs) | {
            "tabs": tabs_of(self.request, REPORTS),
            "writes": self.request.user.role in KEEPERS,
            "opening": MonthForm(initial={"month": str(before)}, auto_id="open_%s"),
        }


class CircularPage(ForCadre, RegistryPage):
    model = Circular
    roles = PROGRAMME
    template_name = "cadres/circulars/page.html"
    phone_template = "cadres/circulars/page_phone.html"
    context_object_name = "circular"

    def get_queryset(self):
        return super().get_queryset().with_issuers()

    def get_context_data(self, **kwargs):
        circular = self.object
        return (
            super().get_context_data(**kwargs)
            | paper(circular)
            | {
                "writes": circular.is_draft and circular.is_written_by(self.request.user),
                "over": circular.of_month.last_day < timezone.localdate(),
            }
        )


def paper(circular):
    """The chapters that hold something, with their ordinals 一 二 三 …, and the rest by name."""
    written = [
        (label, circular.sections[key])
        for key, label in SECTIONS.items()
        if key not in AROUND and circular.sections.get(key)
    ]
    return {
        "circular": circular,
        "tables": tables_of(circular),
        "chapters": [(ORDINALS[at], *each) for at, each in enumerate(written)],
        **{name: circular.sections.get(name, "") for name in AROUND},
    }


def _visible(request, pk):
    return get_object_or_404(Circular.objects.visible_to(request.user).with_issuers(), pk=pk)


def _own(request, pk):
    """One that this office writes: 403 when it is another's."""
    return _checked(_visible(request, pk), request.user)


def _checked(circular, user):
    if not circular.is_written_by(user):
        raise PermissionDenied(_("Another office writes this circular."))
    return circular


@require_POST
@for_roles(*KEEPERS)
@show_refusal
def circular_open(request):
    """Draft the month's circular from the records; the one that is there already is opened."""
    form = MonthForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a month."))
        return redirect("cadres:circular_list")
    user = request.user
    county = get_object_or_404(County, pk=user.area_code[:6])
    township = None
    if user.role == "township":
        township = get_object_or_404(Township, pk=user.area_code)
    today = timezone.localdate()
    return redirect(open_circular(user, county, township, form.cleaned_data["month"], today))


class CircularEdit(RegistryEdit):
    """Writing a draft; what is issued cannot be changed (409)."""

    model = Circular
    roles = KEEPERS
    form_class = CircularForm
    template_name = "cadres/circulars/form.html"
    title = gettext_lazy("Write the circular")

    def get_queryset(self):
        return super().get_queryset().with_issuers()

    def get_object(self, queryset=None):
        circular = _checked(super().get_object(queryset), self.request.user)
        if not circular.is_draft:
            raise WrongState(circular, circular.get_state_display())
        return circular


circular_edit = show_refusal(CircularEdit.as_view())


@require_POST
@for_roles(*KEEPERS)
@show_refusal
def circular_refresh(request, pk):
    """重新取数: the tables and the sentences that still stand; what was typed stays."""
    circular = read_again(_own(request, pk), request.user, timezone.localdate())
    messages.success(request, _("The records were read again. What you wrote has stayed."))
    return redirect(circular)


@require_POST
@for_roles(*KEEPERS)
@show_refusal
def circular_read_back(request, pk):
    """The tables and sentences as before the records were read again; what was typed stays."""
    circular = _own(request, pk).read_back(request.user)
    messages.success(request, _("Taken back: the sentences stand as before."))
    return redirect(circular)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*KEEPERS)
@show_refusal
def circular_issue(request, pk):
    """Asks once more, then numbers and freezes it."""
    circular = _own(request, pk)
    if request.method == "POST":
        circular.issue(request.user, timezone.localdate())
        messages.success(request, _("Issued: %(number)s.") % {"number": circular.number_label})
        return redirect(circular)
    return render(
        request,
        "cadres/circulars/issue.html",
        {
            "circular": circular,
            "title": _("Issue the circular"),
            "question": _(
                "%(circular)s gets its number and can be read by everybody concerned. "
                "It cannot be changed afterwards."
            )
            % {"circular": circular},
            "submit": _("Issue it"),
            "back_url": circular.get_absolute_url(),
        },
    )


@require_safe
@for_roles(*PROGRAMME)
def circular_print(request, pk):
    """The official paper with its tables, on A4."""
    return render(request, "cadres/circulars/print.html", paper(_visible(request, pk)))


@require_safe
@for_roles(*PROGRAMME)
def circular_tables(request, pk):
    """The tables as a workbook, one sheet each; who took it is on the ledger."""
    circular = _visible(request, pk)
    if not (sheets := tables_of(circular)):
        messages.info(request, _("No table of it holds anything."))
        return redirect(circular)
    book = as_bytes(build(*sheets))
    with transaction.atomic():
        ledger.record(request.user, gettext_noop("export"), circular, note=f"{circular} xlsx")
    attached = content_disposition_header(True, f"{circular}.xlsx")
    return HttpResponse(book, content_type=XLSX, headers={"Content-Disposition": attached})
