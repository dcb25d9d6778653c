"""结果运用: proposals and the decision of a named person on each (DOMAIN §2)."""

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_POST

from accounts import ledger
from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.models import StaleRecord
from accounts.registry import NumberColumn, RegistryList, RegistryPage, RegistryTable
from accounts.roles import OFFICE
from assessments.templatetags.assessments_text import marks, rule_words
from assessments.templatetags.assessments_text import period as period_label
from villages.models import Township, Village

from .forms import DecisionForm
from .models import Proposal

ACTIONS = {"adopted": gettext_noop("adopt"), "declined": gettext_noop("decline")}


class ProposalTable(RegistryTable):
    name = tables.Column(linkify=("assessments:proposal_page", [tables.A("pk")]))
    subject = tables.Column(
        gettext_lazy("whom"),
        accessor="card__subject_name",
        linkify=("assessments:card_page", [tables.A("card__pk")]),
    )
    period = tables.Column(gettext_lazy("period"), accessor="card__period")
    amount = NumberColumn(verbose_name=gettext_lazy("amount (yuan)"))
    state = tables.TemplateColumn(
        template_name="assessments/outcomes/_state.html", verbose_name=gettext_lazy("state")
    )

    class Meta(RegistryTable.Meta):
        model = Proposal
        fields = ["name", "subject", "period", "rule", "basis", "amount", "state", "decided_by"]

    def render_period(self, value):
        return period_label(value)

    def render_rule(self, value):
        return rule_words(value)

    def render_amount(self, value):
        return marks(value)

    def value_amount(self, value):
        return value

    def value_state(self, record):
        return record.get_state_display()


class ProposalFilter(RegistryFilter):
    name = filters.AllValuesFilter(label=gettext_lazy("proposal"), empty_label=gettext_lazy("All"))
    state = filters.ChoiceFilter(label=gettext_lazy("state"), choices=Proposal.State)
    period = filters.AllValuesFilter(
        label=gettext_lazy("period"), field_name="card__period", empty_label=gettext_lazy("All")
    )
    township = filters.ModelChoiceFilter(
        label=gettext_lazy("township"),
        method="in_township",
        queryset=lambda request: Township.objects.visible_to(request.user),
    )

    class Meta:
        model = Proposal
        fields = []

    def search(self, queryset, name, value):
        villages = Village.objects.find(value).values("code")
        return queryset.filter(
            Q(card__subject_name__icontains=value)
            | Q(card__subject_code__startswith=value)
            | Q(card__subject_code__in=villages)
        )

    def in_township(self, queryset, name, value):
        return queryset.within(value.code)


class ProposalList(RegistryList):
    model = Proposal
    roles = OFFICE
    table_class = ProposalTable
    filterset_class = ProposalFilter
    title = gettext_lazy("Proposals from the results")
    empty = gettext_lazy("The last results gave rise to no proposal.")

    def get_queryset(self):
        return super().get_queryset().select_related("card").defer("card__lines", "card__evidence")


class ProposalPage(RegistryPage):
    model = Proposal
    roles = OFFICE
    template_name = "assessments/outcomes/page.html"

    def get_queryset(self):
        return super().get_queryset().select_related("card__scheme", "card__scheme_version")

    def get_context_data(self, **kwargs):
        proposal = self.object
        open_ = proposal.state == Proposal.State.PROPOSED and self.request.user.role == "county"
        return super().get_context_data(**kwargs) | {
            "card": proposal.card,
            "form": DecisionForm(initial={"version": proposal.version}) if open_ else None,
        }


@require_POST
@for_roles("county")
def proposal_decide(request, pk):
    """Adopt or decline with a reason; decided once, by the person who is logged in."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    form = DecisionForm(request.POST)
    if proposal.state != Proposal.State.PROPOSED:
        messages.warning(request, _("Already decided by %(who)s.") % {"who": proposal.decided_by})
    elif not form.is_valid():
        messages.error(request, _("Choose a decision and give the reason."))
    else:
        decide(request, proposal, form.cleaned_data)
    return redirect(reverse("assessments:proposal_page", args=[pk]))


def decide(request, proposal, decision):
    """Write the decision unless somebody decided since the page was opened."""
    proposal.version = decision["version"]
    proposal.state, proposal.reason = decision["decision"], decision["reason"]
    proposal.decided_by, proposal.decided_at = str(request.user), timezone.now()
    try:
        ledger.write(proposal, request.user, ACTIONS[proposal.state])
    except StaleRecord as stale:
        messages.warning(
            request, _("Already decided by %(who)s.") % {"who": stale.current.decided_by}
        )
    else:
        messages.success(request, _("Decision recorded."))
