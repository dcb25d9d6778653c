"""What cards add to other pages: scores to a village's file and the list of villages, results to
the pages of schemes.

The list compares villages, so it shows one quarter for all of them: the latest with cards.
"""

from django.db.models import Count, ExpressionWrapper, F, OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from accounts.registry import NumberColumn
from accounts.roles import FIELD, PLACES
from assessments.page_parts import adds_to
from assessments.schemes.models.schemes import SubjectKind
from assessments.schemes.periods import order
from assessments.templatetags.assessments_text import points, short_period, signed
from cadres.periods import Quarter, parse_period
from villages.models import ProgrammeRule
from villages.panels import FACTS, ListColumn, Panel, add_column, add_panel

from . import scores
from .models.cards import Card

READERS = PLACES | FIELD
LISTED = 12  # graded periods on the page of all schemes


def cards_of(village, cards):
    """A village's cards, newest period first, of one period the newest version first."""
    found = cards.filter(scheme__subject=SubjectKind.VILLAGE, subject_code=village.code)
    found = scores.scored(found).for_list().select_related("scheme")
    return sorted(found, key=_by_period, reverse=True)


def _by_period(card):
    return order(parse_period(card.period)), card.version


def latest_card(village, user):
    """The latest quarter's card, or without one the latest year's; its distance to the line."""
    cards = cards_of(village, scores.current(user))
    quarters = [card for card in cards if isinstance(parse_period(card.period), Quarter)]
    if not cards:
        return None
    card, line = (quarters or cards)[0], ProgrammeRule.number("warning_line")
    gap = None if card.score is None else card.score - line
    return {"card": card, "line": line, "gap": gap}


def history(village, user):
    """Every card it ever had, the corrected ones too."""
    cards = cards_of(village, Card.objects.visible_to(user))
    return {"cards": cards} if cards else None


def latest_quarter(user):
    """(series, Quarter) of the list's scores; (None, None) before the first quarter."""
    found = scores.periods(scores.village_cards(user))
    pairs = [(series, each) for series, periods in found.items() for each in periods]
    quarters = [pair for pair in pairs if isinstance(pair[1], Quarter)]
    return max(quarters, key=lambda pair: pair[1], default=(None, None))


def with_scores(villages, user):
    """Annotates `score`, `change` since the quarter before, and `rank` in the class."""
    series, quarter = latest_quarter(user)
    before = quarter and quarter.previous()
    cards = scores.scored(scores.village_cards(user)).filter(
        scheme__series=series, subject_code=OuterRef("pk")
    )
    now, past = (cards.of_period(each).order_by("-version") for each in (quarter, before))
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
    _series, quarter = latest_quarter(user)
    title = _("Score %(period)s") % {"period": short_period(quarter)} if quarter else _("Score")
    return ScoreColumn(verbose_name=title, attrs={"td": {"class": "num strong"}})


def change_column(user):
    title = _("Against the quarter before")
    return ChangeColumn(verbose_name=title, attrs={"td": {"class": "num quiet"}})


def rank_column(user):
    return NumberColumn(verbose_name=_("rank"))


SCORE, CARDS = "assessments/desks/panel_score.html", "assessments/desks/panel_cards.html"
TOTALS = {"all_scores": Sum("score"), "scored": Count("score")}
add_panel(Panel("score", _("Score"), SCORE, latest_card, FACTS, 10, READERS))
add_panel(Panel("cards", _("Assessment cards"), CARDS, history, order=40, roles=READERS))
add_column(ListColumn("score", score_column, with_scores, TOTALS, READERS))
add_column(ListColumn("change", change_column, roles=READERS))
add_column(ListColumn("rank", rank_column, roles=READERS))


@adds_to("scheme_list")
def graded_periods(user):
    """`graded`: [(scheme's code, its name, period, how many cards)], the newest first."""
    cards = scores.current(user).order_by()
    rows = cards.values_list("scheme__code", "scheme__name", "period").annotate(n=Count("pk"))
    graded = sorted(rows, key=lambda row: (order(parse_period(row[2])), row[0]), reverse=True)
    return {"graded": graded[:LISTED]}


@adds_to("scheme_page")
def results_of_scheme(user, scheme):
    """`periods` with cards, and who published which of them."""
    cards = Card.objects.visible_to(user).filter(scheme=scheme)
    return {
        "periods": scores.periods(cards).get(scheme.series, []),
        "publications": scheme.publications.select_related("signed_by", "second_by"),
    }
