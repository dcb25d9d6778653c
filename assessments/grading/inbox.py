"""What of the assessment waits for somebody, among the papers of `cadres/reminders.py`."""

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.cards.models.publications import Publication
from assessments.drilldown import link
from assessments.facts.entry_sheets import entry_lines
from assessments.grading.stale_results import overtaken
from assessments.outcomes.models import Proposal
from assessments.templatetags.assessments_text import short_period
from cadres.inbox.sources import COUNTY, LEVELS, SCORER, TOWNSHIP, UNIT, Paper, source


@source("scores", COUNTY)
def proposals_open(user, today):
    rows = Proposal.objects.visible_to(user).open().select_related("card")
    for proposal in rows.defer("card__lines", "card__evidence"):
        yield Paper(
            _("Proposal %(what)s: to decide") % {"what": proposal},
            link("assessments:proposal_page", proposal.pk),
            COUNTY,
            str(LEVELS[COUNTY]),
            timezone.localdate(proposal.proposed_at),
        )


@source("scores", COUNTY, board=False)
def signatures_wanted(user, today):
    """Signed by one person of the office, to be signed by another."""
    rows = Publication.objects.visible_to(user).waiting().select_related("scheme", "signed_by")
    for each in rows.exclude(signed_by=user):
        page, text = "publish", _("%(scheme)s %(period)s: second signature to publish")
        if each.reason:
            page, text = "correct", _("%(scheme)s %(period)s: second signature to correct")
        yield Paper(
            text % {"scheme": each.scheme, "period": short_period(each.period)},
            link(f"assessments:{page}", each.scheme.code, each.period),
            COUNTY,
            str(LEVELS[COUNTY]),
            timezone.localdate(each.signed_at),
            None,
            str(each.signed_by),
        )


@source("scores", COUNTY, board=False)
def periods_overtaken(user, today):
    """Graded, and facts were entered since; those that wait for a signature stand above."""
    signed = Publication.objects.visible_to(user).waiting().values_list("scheme", "period")
    signed = set(signed)
    for each in overtaken(user):
        if (each.scheme.pk, each.period) not in signed:
            text = _("%(scheme)s %(period)s: facts changed since grading")
            yield Paper(
                text % {"scheme": each.scheme, "period": short_period(each.period)},
                each.href,
                COUNTY,
                str(LEVELS[COUNTY]),
                timezone.localdate(each.since),
            )


@source("scores", TOWNSHIP, UNIT, SCORER, board=False)
def scores_to_enter(user, today):
    """Sheets with values still missing, for whom the lines of a scheme name."""
    for sheet in entry_lines(user, today):
        if sheet.missing:
            said = {"scheme": sheet.scheme, "period": short_period(str(sheet.period))}
            yield Paper(
                _("%(scheme)s %(period)s: scores to enter") % said,
                sheet.href,
                user.role,
                str(user),
                sheet.period.first_day,
            )
