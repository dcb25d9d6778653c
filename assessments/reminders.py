"""Proposals that wait for the county's decision, among the papers of `cadres/reminders.py`."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.reminders import COUNTY, LEVELS, Paper, source

from .links import link
from .models import Proposal


@source
def proposals_open(user, today):
    href = link("assessments:proposal_list", state=Proposal.State.PROPOSED)
    for proposal in Proposal.objects.visible_to(user).open().select_related("card"):
        yield Paper(
            _("Proposal %(what)s: to decide") % {"what": proposal}, href, COUNTY,
            str(LEVELS[COUNTY]), timezone.localdate(proposal.proposed_at),
        )  # fmt: skip
