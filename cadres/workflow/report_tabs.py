"""The places around the reports as one row of tabs; each shows those that its role may open."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

OFFICE = {"county", "leader"}
TABS = [
    (_("Reports"), "cadres:report_list", {"county", "leader", "township", "unit"}),
    (_("Monthly circulars"), "cadres:circular_list", {"county", "leader", "township", "unit"}),
    (_("Township × quarter"), "cadres:report_grid", OFFICE),
    (_("Who holds what"), "cadres:report_hands", OFFICE),
    (_("Reports of the county"), "cadres:county_report_list", OFFICE),
    (_("Calendar"), "cadres:report_period_list", {"county"}),
    (_("Templates"), "cadres:report_section_list", {"county"}),
    (_("Holidays"), "cadres:holiday_list", {"county"}),
]


def tabs(request):
    """[(label, path, is it here)]; none where there is only one."""
    here, role = request.resolver_match.view_name, request.user.role
    seen = [(label, reverse(url), url == here) for label, url, roles in TABS if role in roles]
    return seen if len(seen) > 1 else []


class Tabbed:
    """A registry list under the tabs."""

    template_name = "cadres/workflow/register.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"tabs": tabs(self.request)}


class BackToList:
    """A form that leads back to the list named `list_url`, saved or not."""

    def get_success_url(self):
        return reverse(self.list_url)

    get_back_url = get_success_url
