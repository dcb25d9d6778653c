"""Annual figures: the list, the form of one village and year, and their confirmation."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.generic import FormView

from accounts.access import ForRoles
from accounts.models import LedgerEntry
from accounts.registry import RegistryList
from accounts.roles import BUSINESS, KEEPERS

from ..filters import FigureFilter
from ..forms.figures import YearForm
from ..models import AnnualFigure
from ..tables import FigureTable
from .of_village import OfVillage, village_url


class FigureList(RegistryList):
    model = AnnualFigure
    roles = BUSINESS
    table_class = FigureTable
    filterset_class = FigureFilter
    template_name = "villages/place_list.html"
    title = gettext_lazy("Annual figures")

    def get_queryset(self):
        return super().get_queryset().select_related("village__township", "kind")

    def get_actions(self):
        if self.request.user.role not in KEEPERS:
            return []
        return [(_("Import"), reverse("villages:import_table", args=["figures"]))]


class OfYear(OfVillage, ForRoles):
    roles = KEEPERS
    tab = "figures"

    @property
    def year(self):
        if not 1949 <= self.kwargs["year"] <= timezone.localdate().year:
            raise Http404
        return self.kwargs["year"]


class YearEdit(OfYear, FormView):
    """All figures of one year. A stale form answers 409 with the difference."""

    form_class = YearForm
    template_name = "villages/year_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"village": self.village, "year": self.year}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": _("Annual figures of %(year)d") % {"year": self.year},
            "submit": _("Save the figures"),
            "back_url": self.get_back_url(),
            "year": self.year,
            "years": range(timezone.localdate().year, timezone.localdate().year - 4, -1),
        }

    def form_valid(self, form):
        if form.store(self.request.user):
            said = _("Figures of %(year)d saved") % {"year": self.year}
            messages.success(self.request, said)
            return redirect(self.get_success_url())
        held = [each.pk for each in form.held.values()]
        entries = LedgerEntry.objects.filter(
            object_type="villages.annualfigure", object_id__in=map(str, held)
        )
        context = self.get_context_data(form=form, last_change=entries.order_by("-seq").first())
        return self.render_to_response(context, status=409)


class YearConfirm(OfYear, View):
    def post(self, request, code, year):
        confirmed = self.village.figures.filter(year=self.year).confirm(request.user)
        if confirmed:
            said = ngettext("%(n)d figure confirmed", "%(n)d figures confirmed", confirmed)
            messages.success(request, said % {"n": confirmed})
        else:
            messages.warning(request, _("Nothing to confirm: what you entered, another confirms."))
        return redirect(village_url(code, "figures"))
