"""我的得分: a cadre's own cards, those of the county's runs and that of the quarter that runs."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from assessments.cards import scores
from assessments.cards.lines import lines_of
from assessments.cards.models.cards import Card
from assessments.cards.partial_score import PartialScore, partial_score
from assessments.schemes.models.schemes import SubjectKind
from assessments.schemes.periods import order
from cadres.periods import parse_period

from .provisional import OwnDraft, provisional_drafts

TRIAL = "trial"


@dataclass
class OwnCard:
    """One own card. That of the quarter that runs is computed by `draft`; `graded` is then the
    county's card of the same quarter, if there is one that is not published yet."""

    card: Card
    draft: OwnDraft | None = None
    graded: Card | None = None

    @property
    def state(self):
        return TRIAL if self.draft else self.card.state

    @property
    def score(self):
        """On the scale of the scheme; None while the card waits."""
        return scores.score_of(self.card)

    @cached_property
    def portion(self):
        """The score of the scheme's points, or while the card waits what there is so far."""
        if self.score is not None:
            return PartialScore(self.score, self.card.scheme.total)
        return partial_score(self.card.scheme_version.table, lines_of(self.card))

    @property
    def ranked(self):
        """The card whose rank and grade stand: the county's, graded on these same facts."""
        if self.draft is None:
            return self.card
        same = self.graded and self.graded.inputs_hash == self.card.inputs_hash
        return self.graded if same else None

    @property
    def href(self):
        url = f"{reverse('assessments:my_cards')}?period={self.card.period}"
        return f"{url}&team={self.card.team_code}" if "@" in self.card.subject_code else url


def own_cards(user, today):
    """[OwnCard], the newest period first; [] of an account without a cadre. The number of SELECTs
    depends on the readers that the scheme names alone."""
    cadre = getattr(user, "cadre", None)
    if cadre is None:
        return []
    cards = scores.current(user).filter(cadre_code=cadre.code, scheme__subject=SubjectKind.CADRE)
    cards = cards.for_list().select_related("scheme", "scheme_version").order_by("version")
    own = {(card.scheme_id, card.period, card.subject_code): OwnCard(card) for card in cards}
    for draft in provisional_drafts(cadre, today):
        for card in draft.own:
            key = card.scheme_id, card.period, card.subject_code
            graded = own[key].card if key in own else None
            if graded is None or graded.state != Card.State.PUBLISHED:
                own[key] = OwnCard(card, draft, graded)
    return sorted(own.values(), key=lambda each: _order(each.card), reverse=True)


def village_card(card, user):
    """The card of the village of an own card: of the same period, or else of the last before."""
    cards = scores.scored(scores.current(user)).for_list().select_related("scheme")
    cards = cards.filter(scheme__subject=SubjectKind.VILLAGE, subject_code=card.area_code)
    known = [each for each in cards if _order(each) <= _order(card)]
    return max(known, key=_order, default=None)


def _order(card):
    return order(parse_period(card.period))
