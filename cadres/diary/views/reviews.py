"""What is done with a diary: the township's week, seen, comment, return; the month as a paper."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import for_roles
from accounts.roles import FIELD, KEEPERS
from cadres.registry.models.cadres import Cadre
from cadres.workflow.refusals import show_refusal

from ..models.entries import DiaryEntry
from ..photo_upload import beside

UNREAD = (DiaryEntry.State.RECEIVED, DiaryEntry.State.MENDED)


@require_safe
@for_roles(*KEEPERS)
def diary_week(request):
    """The week's entries by village, what nobody has read yet first; `?week=2026-W28`."""
    today = timezone.localdate()
    first = _monday(request.GET.get("week"), today)
    last, following = first + timedelta(days=6), first + timedelta(days=7)
    entries = DiaryEntry.objects.visible_to(request.user).with_names().during(first, last)
    return render(
        request,
        "cadres/diary/week.html",
        {
            "villages": _by_village(beside(entries.order_by("village", "on", "received_at"))),
            "first": first,
            "last": last,
            "week": _name(first),
            "before": _name(first - timedelta(days=7)),
            "after": _name(following) if following <= today else "",
            "reviews": request.user.role == "township",
        },
    )


def _by_village(entries):
    """[(village, entries, those that wait for a reader)]; where something waits comes first."""
    found = {}
    for entry in entries:
        found.setdefault(entry.village_id, []).append(entry)
    groups = []
    for rows in found.values():
        unread = [row for row in rows if row.state in UNREAD]
        rest = [row for row in rows if row.state not in UNREAD]
        groups.append((rows[0].village, unread + rest, unread))
    return sorted(groups, key=lambda group: (not group[2], group[0].code))


def _monday(text, today):
    """First day of an ISO week like 2026-W28; of the present one without text; 404 for no week."""
    if not text:
        return today - timedelta(days=today.weekday())
    try:
        year, week = text.split("-W")
        return date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        raise Http404 from None


def _name(day):
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"


@require_POST
@for_roles("township")
@show_refusal
def diary_see(request, pk):
    """Read; with a comment when one is written."""
    entry = _entry(request, pk)
    entry.see(request.user, request.POST.get("comment", ""))
    return _back(request, entry)


@require_POST
@for_roles("township")
@show_refusal
@transaction.atomic
def diary_see_all(request):
    """Read what the page showed of one village's week: all of it or nothing.

    `entry` is id:version, so that what was mended meanwhile stays unread.
    """
    shown = dict(each.partition(":")[::2] for each in request.POST.getlist("entry"))
    unread = DiaryEntry.objects.visible_to(request.user).filter(state__in=UNREAD)
    for entry in unread.filter(pk__in=[pk for pk in shown if _is_id(pk)]).order_by("pk"):
        if shown[str(entry.pk)] == str(entry.version):
            entry.see(request.user)
    week = _name(_monday(request.POST.get("week"), timezone.localdate()))
    return redirect(f"{reverse('cadres:diary_week')}?week={week}")


def _is_id(text):
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


@require_POST
@for_roles("township")
@show_refusal
def diary_return(request, pk):
    entry = _entry(request, pk)
    entry.send_back(request.user, request.POST.get("comment", ""))
    return _back(request, entry)


def _entry(request, pk):
    return get_object_or_404(DiaryEntry.objects.visible_to(request.user), pk=pk)


def _back(request, entry):
    """To the entry's place on the week page when the verb was used there."""
    if "week" not in request.POST:
        return redirect(entry)
    week = _name(_monday(request.POST["week"], timezone.localdate()))
    return redirect(f"{reverse('cadres:diary_week')}?week={week}#e{entry.pk}")


@require_safe
@for_roles(*FIELD)
def diary_month(request, cadre, year, month):
    """A month of one cadre as the paper 干部下基层驻农村工作日记 (S3 四(三))."""
    try:
        first = date(year, month, 1)
    except ValueError:
        raise Http404 from None
    following = (first + timedelta(days=31)).replace(day=1)
    people = Cadre.objects.visible_to(request.user).select_related("unit__county")
    person = get_object_or_404(people, pk=cadre)
    entries = DiaryEntry.objects.visible_to(request.user).filter(cadre=person).with_names()
    return render(
        request,
        "cadres/diary/month.html",
        {
            "cadre": person,
            "first": first,
            "before": first - timedelta(days=1),
            "after": following,
            "entries": entries.filter(on__gte=first, on__lt=following).order_by(
                "on", "received_at"
            ),
        },
    )
