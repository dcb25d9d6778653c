"""收件箱: proposals wait for the county and for nobody else."""

import pytest

from assessments.models import Proposal
from cadres.inbox.sources import inbox
from tests.assessments.graded import graded
from tests.assessments.inboxes import TODAY, waits

pytestmark = pytest.mark.usefixtures("on_that_day")


def test_each_proposal_waits_for_the_countys_decision(cast, as_user):
    graded(cast)
    ((who, texts),) = waits(cast, "/proposals/").items()
    assert (who, len(texts)) == ("county", Proposal.objects.open().count())
    (paper,) = [each for each in inbox(cast.county, TODAY) if "/proposals/" in each.url][:1]
    assert as_user(cast.county).get(paper.url).status_code == 200
    Proposal.objects.update(state="adopted")
    assert waits(cast, "/proposals/") == {}
