"""What assessments adds to a village's file and to the list of villages: its scores."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.registry import NumberColumn
from villages.panels import FACTS, ListColumn, Panel, add_column, add_panel

from . import scores
from .models.schemes import SubjectKind
from .templatetags.assessments_text import points

READERS = frozenset({"county", "leader", "township", "cadre"})


def cards_of(village, user):
    """The village's cards, newest period first; one query, without their lines."""
    found = scores.scored(scores.current(user)).filter(
        scheme__subject=SubjectKind.VILLAGE, subject_code=village.code
    )
    cards = found.for_list().select_related("scheme")
    return sorted(cards, key=lambda card: scores.order(card.period), reverse=True)


def newest(village, user):
    cards = cards_of(village, user)
    return {"card": cards[0]} if cards else None


def history(village, user):
    cards = cards_of(village, user)
    return {"cards": cards, "count": len(cards)} if cards else None


class ScoreColumn(NumberColumn):
    def render(self, value):
        return points(value)

    def value(self, value):
        return value


def with_score(villages, user):
    """Annotates the score of the newest card that has one: 2026-Q3 comes after 2026-Q2 and 2026."""
    cards = scores.scored(scores.current(user)).filter(
        scheme__subject=SubjectKind.VILLAGE, subject_code=OuterRef("code"), score__isnull=False
    )
    return villages.annotate(score=Subquery(cards.order_by("-period").values("score")[:1]))


def register():
    """Called once, when the app is ready."""
    strip, tab = "assessments/_village_score.html", "assessments/_village_cards.html"
    add_panel(Panel("score", _("Score"), strip, newest, FACTS, roles=READERS))
    add_panel(Panel("cards", _("Assessment cards"), tab, history, roles=READERS))
    add_column(
        ListColumn("score", ScoreColumn(verbose_name=_("Latest score")), with_score, roles=READERS)
    )
