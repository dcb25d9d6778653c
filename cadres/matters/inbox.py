"""Matters, promises, votes and suggestions that wait for somebody."""

from django.utils.translation import gettext as _

from cadres.inbox.sources import (
    COUNTY,
    LEVELS,
    TEAM,
    TOWNSHIP,
    OpenItem,
    in_todays_villages,
    level_of,
    source,
    team_name,
)

from .models import Matter

HOLDERS = (TEAM, TOWNSHIP, COUNTY)


def _holder(matter):
    if matter.holder == Matter.Holder.TEAM:
        return TEAM, team_name(matter.village)
    if matter.holder == Matter.Holder.TOWNSHIP:
        return TOWNSHIP, matter.office or str(matter.village.township)
    return COUNTY, matter.office or str(LEVELS[COUNTY])


def _matters(user, today):
    return in_todays_villages(Matter.objects.visible_to(user), user, today).select_related(
        "village__township"
    )


@source("matters", *HOLDERS)
def matters_overdue(user, today):
    for matter in _matters(user, today).overdue(today):
        yield _matter(matter, _("Matter %(number)s %(title)s: overdue"), matter.due_on)


@source("matters", *HOLDERS, board=False)
def matters_in_hand(user, today):
    """Not due yet, with whoever asks."""
    rows = _matters(user, today).open().filter(holder=level_of(user), due_on__gte=today)
    for matter in rows:
        yield _matter(matter, _("Matter %(number)s %(title)s: to answer"), matter.held_since)


def _matter(matter, text, since):
    said = {"number": matter.short_number, "title": matter}
    return OpenItem(
        text % said,
        matter.get_absolute_url(),
        *_holder(matter),
        since,
        matter.due_on,
        matter.raised_by,
    )


@source("matters", TEAM)
def matters_untold(user, today):
    rows = in_todays_villages(
        Matter.objects.visible_to(user).closed().filter(told_on=None), user, today
    )
    for matter in rows.select_related("village"):
        yield OpenItem(
            _("Matter %(number)s %(title)s: answered, the person not informed")
            % {"number": matter.short_number, "title": matter},
            matter.get_absolute_url(),
            TEAM,
            team_name(matter.village),
            matter.closed_on,
        )
