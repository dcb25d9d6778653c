"""结果运用: what the rules propose after a run. Nobody's decision is ever touched (SCORING §7)."""

from .models import Proposal


def propose(table, cards):
    """Bring the open proposals of these cards in line with their outcomes.

    `table` is the compiled scheme, `cards` stored Cards with `outcomes`. Three SELECTs and writes
    at most, whatever the number of cards.
    """
    rules = {rule.code: rule for rule in table.of_level("outcome")}
    if not rules:
        return
    cards = list(cards)
    known = {
        (proposal.card_id, proposal.outcome): proposal
        for proposal in Proposal.objects.filter(card__in=cards)
    }
    wanted = {(card.pk, code): rules[code] for card in cards for code in card.outcomes}
    Proposal.objects.bulk_create(
        [_proposal(*key, rule) for key, rule in wanted.items() if key not in known],
        batch_size=500,
    )
    stale = [
        proposal.pk
        for key, proposal in known.items()
        if key not in wanted and proposal.state == Proposal.State.PROPOSED
    ]
    Proposal.objects.filter(pk__in=stale).delete()


def withdraw(cards):
    """Take back what is still open on cards that a correction superseded."""
    Proposal.objects.filter(card__in=cards, state=Proposal.State.PROPOSED).delete()


def _proposal(card_id, code, rule):
    return Proposal(
        card_id=card_id,
        outcome=code,
        name=rule.name,
        rule=rule.cells["params"][:200],
        basis=rule.basis[:200],
        amount=rule.params["amount"],
    )
