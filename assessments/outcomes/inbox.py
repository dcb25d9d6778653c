"""What waits for the county's decision: the proposals that results gave rise to."""

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.drilldown import link
from cadres.inbox.sources import COUNTY, LEVELS, OpenItem, source

from .models import Proposal


@source("scores", COUNTY)
def proposals_to_decide(user, today):
    rows = Proposal.objects.visible_to(user).open().select_related("card")
    for proposal in rows.defer("card__lines", "card__evidence"):
        yield OpenItem(
            _("Proposal %(what)s: to decide") % {"what": proposal},
            link("assessments:proposal_page", proposal.pk),
            COUNTY,
            str(LEVELS[COUNTY]),
            timezone.localdate(proposal.proposed_at),
        )
