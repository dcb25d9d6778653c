"""The registers of the dispatch as one row of tabs; each shows those that its role may open."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.registry import RegistryList

READERS = {"county", "leader", "township", "unit"}
REGISTERS = [
    (_("Work teams"), "cadres:team_list", READERS),
    (_("Resident cadres"), "cadres:cadre_list", READERS),
    (_("Roster"), "cadres:posting_list", READERS),
    (_("Sending units"), "cadres:unit_list", READERS),
    (_("Support of units"), "cadres:support_list", READERS),
    (_("Trainings"), "cadres:training_list", READERS),
    (_("Care"), "cadres:care_list", READERS),
    (_("Leader links"), "cadres:link_list", {"county", "leader", "township"}),
    (_("Visits of leaders"), "cadres:visit_list", {"county", "leader", "township"}),
    (
        _("Acceptance of three years"),
        "cadres:acceptance_list",
        {"county", "leader", "township"},
    ),
    (_("Batches"), "cadres:batch_list", {"county"}),
    (_("Dispatch plans"), "cadres:plan_list", {"county", "leader"}),
]


class DispatchRegister(RegistryList):
    """A list with the registers above it; `tabs` is [(label, path, is it here)]."""

    template_name = "cadres/workflow/register.html"

    def get_context_data(self, **kwargs):
        here, role = self.request.resolver_match.view_name, self.request.user.role
        tabs = [
            (name, reverse(url), url == here) for name, url, roles in REGISTERS if role in roles
        ]
        return super().get_context_data(**kwargs) | {"tabs": tabs}
