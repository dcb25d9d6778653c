"""考核卡: one card with every point explained."""

from django.views.generic import DetailView

from accounts.access import ForRoles
from accounts.models import LedgerEntry
from accounts.roles import PROGRAMME
from assessments.drilldown import link_for
from villages.models import Township

from .. import scores
from ..class_distribution import ClassDistribution
from ..display import CardDisplay
from ..models.cards import Card
from ..models.publications import Publication

SUBJECT_PAGES = {
    "village": "villages:village_page",
    "township": "villages:township_page",
    "cadre": "cadres:cadre_page",
    "team": "cadres:team_page",
    "unit": "cadres:unit_page",
}


class CardPage(ForRoles, DetailView):
    roles = PROGRAMME
    template_name = "assessments/cards/page.html"
    context_object_name = "card"

    def get_queryset(self):
        cards = Card.objects.visible_to(self.request.user)
        return cards.select_related("scheme__county", "scheme_version", "replaces", "replaced_by")

    def get_context_data(self, **kwargs):
        card, visible = self.object, scores.current(self.request.user)
        reading = CardDisplay(card, visible.before(card))
        line = scores.warning_line(card.scheme)
        strip = ClassDistribution(card, reading.score, line)
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
            "proposals": card.proposals.visible_to(self.request.user),
            "timeline": LedgerEntry.objects.about(card)[:20],
        }

    def neighbours(self, strip, visible):
        """The cards before and after in the class, as far as this person may open them."""
        pks = strip.neighbours()
        seen = set(visible.filter(pk__in=[pk for pk in pks if pk]).values_list("pk", flat=True))
        return [pk if pk in seen else None for pk in pks]


def subject_page(card, user):
    """The address of the subject's own page, '' for those who may not open it."""
    return link_for(user, SUBJECT_PAGES[card.scheme.subject], card.subject_code.split("@")[0])
