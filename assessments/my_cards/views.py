"""我的得分: the own cards on the phone, one of them in full."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from assessments.cards import scores
from assessments.cards.display import CardDisplay

from .my_cards import own_cards, village_card
from .what_if import possible_gains


@require_safe
@for_roles("cadre")
def my_cards(request):
    """One own card in full, by default that of the quarter that runs; the village's and all own
    cards beside it."""
    today = timezone.localdate()
    own = own_cards(request.user, today)
    selected = selected_card(own, request.GET)
    context = {"own": own, "shown": selected}
    if selected:
        reading = CardDisplay(selected.card, scores.current(request.user).before(selected.card))
        context |= {
            "card": selected.card,
            "reading": reading,
            "village": village_card(selected.card, request.user),
            "ways": possible_gains(selected.draft, reading, today) if selected.draft else [],
        }
    return render(request, "assessments/my_cards/page.html", context)


def selected_card(own, wanted):
    """The OwnCard of the period (and of two postings the team) asked for, else the newest."""
    asked = [each for each in own if each.card.period == wanted.get("period")]
    team = [each for each in asked if each.card.team_code == wanted.get("team")]
    return next(iter(team or asked or own), None)
