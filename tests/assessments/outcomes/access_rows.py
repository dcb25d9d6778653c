"""Who may read proposals and decide on one."""

from assessments.models import Proposal
from tests.assessments.access import COUNTY, other, own, row

OFFICE = COUNTY | {"leader"}
PROPOSAL = {"kwargs": own(Proposal, outcome="O1"), "outside": other("proposal")}

ROWS = [
    row("proposal_list", OFFICE),
    row("proposal_page", OFFICE, **PROPOSAL),
    row("proposal_decide", COUNTY, "post", **PROPOSAL),
]
