"""考核卡: one card with every point explained, and the cadre's own cards on the phone."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import DetailView

from accounts.access import ForRoles, for_roles
from accounts.models import LedgerEntry
from assessments.drilldown import link_for
from assessments.my_cards.my_cards import own_cards, village_card
from assessments.my_cards.what_if import ways
from assessments.outcomes.models import Proposal
from cadres.periods import parse_period
from villages.models import ProgrammeRule, Township

from .. import scores
from ..class_distribution import ClassStrip
from ..display import CardReading
from ..models.cards import Card
from ..models.publications import Publication

READERS = frozenset({"county", "leader", "township", "unit", "cadre"})
THOUSAND = 1000
SUBJECT_PAGES = {
    "village": "villages:village_page",
    "township": "villages:township_page",
    "cadre": "cadres:cadre_page",
    "team": "cadres:team_page",
    "unit": "cadres:unit_page",
}


def previous(card, visible):
    """The same subject's card of the period before, along the series; None without one."""
    before = str(parse_period(card.period).previous())
    found = visible.filter(
        scheme__series=card.scheme.series, subject_code=card.subject_code, period=before
    )
    return found.order_by("-version").first()


class CardPage(ForRoles, DetailView):
    roles = READERS
    template_name = "assessments/cards/page.html"
    context_object_name = "card"

    def get_queryset(self):
        cards = Card.objects.visible_to(self.request.user)
        return cards.select_related("scheme__county", "scheme_version", "replaces", "replaced_by")

    def get_context_data(self, **kwargs):
        card, visible = self.object, scores.current(self.request.user)
        reading = CardReading(card, previous(card, visible))
        line = warning_line(card.scheme)
        strip = ClassStrip(card, reading.score, line)
        return super().get_context_data(**kwargs) | {
            "reading": reading,
            "strip": strip,
            "line": line,
            "gap": reading.score - line if line is not None and reading.score is not None else None,
            "neighbours": self.neighbours(strip, visible),
            "town": Township.objects.filter(code=card.area_code[:9]).first(),
            "subject_page": subject_page(card, self.request.user),
            "publication": Publication.objects.open()
            .filter(scheme=card.scheme, period=card.period)
            .select_related("signed_by")
            .first(),
            "proposals": Proposal.objects.visible_to(self.request.user).filter(card=card),
            "timeline": LedgerEntry.objects.about(card)[:20],
        }

    def neighbours(self, strip, visible):
        """The cards before and after in the class, as far as this person may open them."""
        pks = strip.neighbours()
        seen = set(visible.filter(pk__in=[pk for pk in pks if pk]).values_list("pk", flat=True))
        return [pk if pk in seen else None for pk in pks]


def warning_line(scheme):
    """The line of 800 (村社区意见 4), for schemes of villages by 1000 points; None for others."""
    if scheme.subject != "village" or scheme.total != THOUSAND:
        return None
    return ProgrammeRule.number("warning_line")


def subject_page(card, user):
    """The address of the subject's own page, '' for those who may not open it."""
    return link_for(user, SUBJECT_PAGES[card.scheme.subject], card.subject_code.split("@")[0])


@require_safe
@for_roles("cadre")
def my_cards(request):
    """One own card in full, by default that of the quarter that runs; the village's and all own
    cards beside it."""
    today = timezone.localdate()
    own = own_cards(request.user, today)
    shown = chosen(own, request.GET)
    context = {"own": own, "shown": shown}
    if shown:
        reading = CardReading(shown.card, previous(shown.card, scores.current(request.user)))
        context |= {
            "card": shown.card,
            "reading": reading,
            "village": village_card(shown.card, request.user),
            "ways": ways(shown.draft, reading, today) if shown.draft else [],
        }
    return render(request, "assessments/my_cards/page.html", context)


def chosen(own, wanted):
    """The Own of the period (and of two postings the team) asked for, else the newest."""
    asked = [each for each in own if each.card.period == wanted.get("period")]
    team = [each for each in asked if each.card.team_code == wanted.get("team")]
    return next(iter(team or asked or own), None)
