"""Results published or corrected: who was graded is told, once for a scheme and period."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from assessments.drilldown import link, results
from assessments.schemes.models.schemes import SubjectKind
from cadres.inbox import recipients
from cadres.inbox.notices import TOWNSHIP_DIGITS, Subject, notify_each
from cadres.periods import parse_period


@notify_each("assessments.card", "publish", _("Results published: %(what)s"))
@notify_each("assessments.card", "correct", _("Published results corrected: %(what)s"))
def to_whom_it_grades(cards, by, today):
    """A cadre is led to the own cards, a liaison and a township to the results."""
    scheme, period = cards[0].scheme, cards[0].period
    name = f"{scheme} {parse_period(period).label()}"
    own = scheme.subject == SubjectKind.CADRE
    url = link("assessments:my_cards") if own else results(scheme.code, period)
    people = recipients.people(_graded(scheme.subject, cards))
    for pk in people.values_list("pk", flat=True):
        yield pk, Subject(name, url)


def _graded(subject, cards):
    if subject == SubjectKind.CADRE:
        return Q(cadre__in=[card.cadre_code for card in cards])
    if subject == SubjectKind.UNIT:
        return Q(liaison_units__in=[card.unit_code for card in cards])
    places = {card.area_code[:TOWNSHIP_DIGITS] for card in cards}
    return Q(role=Role.TOWNSHIP, area_code__in=places)
