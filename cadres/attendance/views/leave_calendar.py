"""Who is where on each day of a month: a team's calendar, and a township's or a unit's."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.roles import DESKS
from cadres.periods import Month
from cadres.registry.models.postings import Posting
from cadres.registry.models.teams import WorkTeam
from villages.models import Township

from ..month_grid import month_grid
from ..presence import READ


def _month(year, month):
    """The Month; 404 for one that no calendar shows."""
    if not (1 <= month <= 12 and 2000 <= year <= 2100):
        raise Http404
    return Month(year, month)


def _calendar(postings, month):
    """What both calendars show of these postings."""
    first, last = month.first_day, month.last_day
    stays = postings.during(first, last).select_related("cadre", "team__village")
    stays = stays.prefetch_related(*READ)
    return {
        "first": first,
        "grid": month_grid(stays, first, last),
        "before": month.previous(),
        "after": month.next(),
    }


@require_safe
@for_roles(*DESKS, "cadre")
def leave_calendar(request, team, year, month):
    """A month of the team: one row per person, one column per day, a word in each cell."""
    month = _month(year, month)
    teams = WorkTeam.objects.visible_to(request.user).select_related("village__township")
    team = get_object_or_404(teams, pk=team)
    postings = team.postings.visible_to(request.user)
    context = {"team": team, **_calendar(postings, month)}
    return render(request, "cadres/attendance/leave_calendar.html", context)


@require_safe
@for_roles(*DESKS)
def leave_now(request):
    """The calendar of this month."""
    today = timezone.localdate()
    return redirect("cadres:leave_month", today.year, today.month)


@require_safe
@for_roles(*DESKS)
def leave_month(request, year, month):
    """A month of a township, `?township=`; a unit sees its own people wherever they are."""
    month, user = _month(year, month), request.user
    places = Township.objects.visible_to(user).order_by("code") if user.role != "unit" else []
    postings = Posting.objects.visible_to(user).order_by("team__village", "since", "pk")
    chosen = None
    if places:
        code = request.GET.get("township") or places[0].pk
        chosen = get_object_or_404(places, pk=code)
        postings = postings.within(chosen.pk)
    context = {"townships": places, "chosen": chosen, **_calendar(postings, month)}
    return render(request, "cadres/attendance/leave_month.html", context)
