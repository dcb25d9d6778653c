"""Where its pages stand in the menu and in the rows of tabs."""

from django.utils.translation import gettext_lazy as _

from accounts.navigation import HEAD, add_place
from accounts.roles import DESKS, OFFICE
from cadres.workflow.tabs import REPORTS

add_place(HEAD, 80, _("Reports"), "cadres:report_list", DESKS)
add_place(REPORTS, 10, _("Reports"), "cadres:report_list", DESKS)
add_place(REPORTS, 30, _("Township × quarter"), "cadres:report_grid", OFFICE)
add_place(REPORTS, 40, _("Who holds what"), "cadres:report_hands", OFFICE)
add_place(REPORTS, 50, _("Reports of the county"), "cadres:county_report_list", OFFICE)
add_place(REPORTS, 60, _("Calendar"), "cadres:report_period_list", {"county"})
add_place(REPORTS, 70, _("Templates"), "cadres:report_section_list", {"county"})
