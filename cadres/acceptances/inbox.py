"""Acceptances that wait: with the township to answer, with the county to examine and to approve."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.inbox.sources import COUNTY, LEVELS, TOWNSHIP, OpenItem, source

from .models.acceptances import Acceptance
from .models.problems import AcceptanceProblem

State = Acceptance.State
WAITS = {
    State.DRAFT: gettext_lazy("%(what)s: to answer"),
    State.RETURNED: gettext_lazy("%(what)s: returned, to correct"),
    State.SUBMITTED: gettext_lazy("%(what)s: to examine"),
    State.EXAMINED: gettext_lazy("%(what)s: to approve"),
}


@source("dispatch", TOWNSHIP, COUNTY)
def acceptances_held(user, today):
    """An examined one waits for everybody of the county but the one who examined it."""
    rows = Acceptance.objects.visible_to(user).exclude(state=State.APPROVED).with_names()
    if user.role == COUNTY:
        rows = rows.exclude(state=State.EXAMINED, examiner=user)
    for row in rows.defer("readings", "answers", "findings"):
        near = row.is_with_township
        yield OpenItem(
            WAITS[row.state] % {"what": row},
            row.get_absolute_url(),
            TOWNSHIP if near else COUNTY,
            str(row.place_township if near else LEVELS[COUNTY]),
            row.held_since,
        )


@source("dispatch", TOWNSHIP)
def problems_to_mend(user, today):
    """What an acceptance found wrong, until its day; the township answers for it."""
    problems = AcceptanceProblem.objects.visible_to(user).open()
    names = ("acceptance__township", "acceptance__village__township")
    for problem in problems.select_related(*names):
        row = problem.acceptance
        yield OpenItem(
            _("%(place)s, to rectify: %(problem)s") % {"place": row.place, "problem": problem},
            row.get_absolute_url(),
            TOWNSHIP,
            str(row.place_township),
            row.held_since,
            problem.due_on,
        )
