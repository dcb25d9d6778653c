"""The two rows of tabs of cadres: the registers, and what lies around the reports.

A room adds its own pages to them in `<room>/menu.py`.
"""

from django.urls import reverse

from accounts.navigation import tabs_of
from accounts.registry import RegistryList

REGISTERS, REPORTS = "registers", "reports"


class Tabbed:
    """A registry list under the row of tabs `row`."""

    template_name = "cadres/workflow/register.html"
    row = REPORTS

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"tabs": tabs_of(self.request, self.row)}


class Register(Tabbed, RegistryList):
    row = REGISTERS


class BackToList:
    """A form that leads back to the list named `list_url`, saved or not."""

    def get_success_url(self):
        return reverse(self.list_url)

    get_back_url = get_success_url
