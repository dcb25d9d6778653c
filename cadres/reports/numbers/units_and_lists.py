"""What numbers count in, where they come from, and the lists behind them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VILLAGES, TEAMS = pgettext_lazy("unit", "villages"), pgettext_lazy("unit", "teams")
PEOPLE, DAYS = pgettext_lazy("unit", "people"), pgettext_lazy("unit", "days")
TIMES, PIECES = pgettext_lazy("unit", "times"), pgettext_lazy("unit", "matters")
COURSES, HEADS = pgettext_lazy("unit", "courses"), pgettext_lazy("unit", "attendances")
ITEMS, BALLOTS = pgettext_lazy("unit", "items"), pgettext_lazy("unit", "ballots")
HOUSEHOLDS, PAPERS = pgettext_lazy("unit", "households"), pgettext_lazy("unit", "papers")
ROSTER = _("postings of the period")
REGISTER = _("registers of the villages on the last day")
VISITS = _("visits of leaders")
PROMISED = _("public commitments of branches and teams")
VOTES = _("votes on the reports of branches and teams")
SUPPORT = _("support of units")
ACTIVITIES = _("activities recorded in the villages")
MATTERS = _("matters recorded in the villages")
POSTINGS, MATTER_LIST = "cadres:posting_list", "cadres:matter_list"
SUPPORT_LIST, VISIT_LIST = "cadres:support_list", "cadres:visit_list"
COMMITMENT_LIST = "cadres:commitment_list"


def due_in(first, last):
    return {"due_from": first, "due_until": last}


def due_standing(standing):
    return lambda first, last: due_in(first, last) | {"standing": standing}
