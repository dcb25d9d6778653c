"""What assessments adds to a village's file and to the list of villages: its scores.

The list compares villages, so it shows one quarter for all of them: the latest with cards.
"""

from django.db.models import Count, ExpressionWrapper, F, OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from accounts.registry import NumberColumn
from assessments.cards import scores
from assessments.cards.models.cards import Card
from assessments.schemes.models.schemes import SubjectKind
from assessments.templatetags.assessments_text import points, short_period, signed
from cadres.periods import Quarter, parse_period
from villages.models import ProgrammeRule
from villages.panels import FACTS, ListColumn, Panel, add_column, add_panel

from .county import village_cards

READERS = frozenset({"county", "leader", "township", "cadre"})


def cards_of(village, cards):
    """A village's cards, newest period first, of one period the newest version first."""
    found = cards.filter(scheme__subject=SubjectKind.VILLAGE, subject_code=village.code)
    found = scores.scored(found).for_list().select_related("scheme")
    return sorted(found, key=lambda each: (scores.order(each.period), each.version), reverse=True)


def standing(village, user):
    """The latest quarter's card, or without one the latest year's; its distance to the line."""
    cards = cards_of(village, scores.current(user))
    quarters = [card for card in cards if is_quarter(card.period)]
    if not cards:
        return None
    card, line = (quarters or cards)[0], ProgrammeRule.number("warning_line")
    gap = None if card.score is None else card.score - line
    return {"card": card, "line": line, "gap": gap}


def history(village, user):
    """Every card it ever had, the corrected ones too."""
    cards = cards_of(village, Card.objects.visible_to(user))
    return {"cards": cards} if cards else None


def is_quarter(period):
    return isinstance(parse_period(period), Quarter)


def latest(user):
    """(series, quarter as text) of the list's scores; (None, "") before the first quarter."""
    found = scores.periods(village_cards(user))
    pairs = [(series, each) for series, periods in found.items() for each in periods]
    quarters = [pair for pair in pairs if is_quarter(pair[1])]
    return max(quarters, key=lambda pair: scores.order(pair[1]), default=(None, ""))


def with_scores(villages, user):
    """Annotates `score`, `change` since the quarter before, and `rank` in the class."""
    series, period = latest(user)
    before = str(Quarter.parse(period).previous()) if period else ""
    cards = scores.scored(village_cards(user)).filter(
        scheme__series=series, subject_code=OuterRef("pk")
    )
    now, past = (cards.filter(period=each).order_by("-version") for each in (period, before))
    change = ExpressionWrapper(F("score") - F("before"), Card._meta.get_field("scaled"))
    return villages.annotate(
        score=Subquery(now.values("score")[:1]),
        before=Subquery(past.values("score")[:1]),
        rank=Subquery(now.values("rank")[:1]),
    ).annotate(change=change)


class ScoreColumn(NumberColumn):
    """The mean of all in the foot."""

    def render(self, value):
        return points(value)

    def value(self, value):
        return scores.cent(value)

    def render_footer(self, bound_column, table):
        total, count = table.totals["all_scores"], table.totals["scored"]
        mean = scores.cent(total / count) if count else None
        return _("mean %(value)s") % {"value": points(mean)}


class ChangeColumn(ScoreColumn):
    """Reckoned from the two scores: the database's difference only sorts."""

    def render(self, record):
        return signed(self.value(record))

    def value(self, record):
        if None in (record.score, record.before):
            return None
        return scores.cent(record.score - record.before)

    def render_footer(self, bound_column, table):
        return ""


def score_column(user):
    period = latest(user)[1]
    title = _("Score %(period)s") % {"period": short_period(period)} if period else _("Score")
    return ScoreColumn(verbose_name=title, attrs={"td": {"class": "num strong"}})


def change_column(user):
    title = _("Against the quarter before")
    return ChangeColumn(verbose_name=title, attrs={"td": {"class": "num quiet"}})


def rank_column(user):
    return NumberColumn(verbose_name=_("rank"))


def register():
    """Called once, when the app is ready."""
    strip, tab = "assessments/desks/panel_score.html", "assessments/desks/panel_cards.html"
    add_panel(Panel("score", _("Score"), strip, standing, FACTS, 10, READERS))
    add_panel(Panel("cards", _("Assessment cards"), tab, history, order=40, roles=READERS))
    totals = {"all_scores": Sum("score"), "scored": Count("score")}
    add_column(ListColumn("score", score_column, with_scores, totals, READERS))
    add_column(ListColumn("change", change_column, roles=READERS))
    add_column(ListColumn("rank", rank_column, roles=READERS))
