"""Proposals and the decision on each, in the browser."""

import pytest

from accounts.models import LedgerEntry
from assessments.models import Proposal
from tests.assessments.graded import graded
from tests.stage import layer


@layer
def county(cast):
    graded(cast)
    return cast


def decide(client, proposal, version=None, **data):
    data = {
        "decision": "adopted",
        "reason": "已与镇党委核实",
        "version": version or proposal.version,
    } | data
    return client.post(f"/assessments/proposals/{proposal.pk}/decide/", data)


def test_a_proposal_says_its_rule_in_words_and_opens_its_card(county, as_user):
    proposal = Proposal.objects.get()
    page = as_user(county.county).get(f"/assessments/proposals/{proposal.pk}/").content.decode()
    assert "总分 &lt; 800，倒数名次 = 1" in page
    assert f"/assessments/cards/{proposal.card_id}/" in page
    assert "一.4" in page


def test_a_named_person_decides_once(county, as_user):
    proposal, client = Proposal.objects.get(), as_user(county.county)
    decide(client, proposal)
    decide(client, proposal, decision="declined", reason="改主意")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, proposal.reason) == (
        "adopted",
        "county",
        "已与镇党委核实",
    )
    assert LedgerEntry.objects.filter(object_type="assessments.proposal").count() == 1


@pytest.mark.parametrize("data", [{"reason": " "}, {"decision": "maybe"}, {"version": "x"}])
def test_a_decision_needs_a_choice_and_a_reason(county, as_user, data):
    proposal = Proposal.objects.get()
    decide(as_user(county.county), proposal, **data)
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_a_stale_decision_is_not_taken(county, as_user):
    proposal = Proposal.objects.get()
    Proposal.objects.update(version=7)
    decide(as_user(county.county), proposal, version=1)
    proposal.refresh_from_db()
    assert proposal.state == "proposed"
