"""谁手里压着什么: one page for the county and the township, sorted by who holds the paper."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.roles import KEEPERS

from ..sources import LEVELS, in_hands, waiting


@require_safe
@for_roles(*KEEPERS)
def reminder_list(request):
    """`?level=` county, township, unit or team; the own office's papers first."""
    today, user = timezone.localdate(), request.user
    papers = waiting(user, today)
    level = request.GET.get("level")
    level = level if level in LEVELS else str(user.role)
    counts = {key: sum(paper.level == key for paper in papers) for key in LEVELS}
    return render(
        request,
        "cadres/inbox/who_holds_what.html",
        {
            "hands": in_hands(papers, level, today),
            "level": level,
            "today": today,
            "levels": [(key, label, counts[key]) for key, label in LEVELS.items()],
            "found": counts[level],
        },
    )
