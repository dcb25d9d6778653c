"""这个系统要你做什么: the page everybody may hold against those who ask."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.models import Role

from ..burden import what_is_asked


@require_safe
@for_roles(*Role.values)
def burden_page(request):
    """What is asked of this person's role, then of the others."""
    everything = what_is_asked()
    return render(
        request,
        "cadres/overviews/burden_page.html",
        {
            "mine": [ask for ask in everything if ask.role == request.user.role],
            "others": [
                (Role(role).label, [ask for ask in everything if ask.role == role])
                for role in dict.fromkeys(ask.role for ask in everything)
                if role != request.user.role
            ],
            "frame": "cadres/workflow/phone.html" if request.user.role == "cadre" else "base.html",
        },
    )
