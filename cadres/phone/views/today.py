"""今天: what a resident cadre sees first, and the phone pages' common part."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from cadres.attendance.models.leave import Leave
from cadres.diary.models.entries import DiaryEntry
from cadres.matters.models import Matter
from cadres.registry.models.postings import Posting

RECENT = 3


@require_safe
@for_roles("cadre")
def today(request):
    """Write, what came back, open matters by due day, leave, what arrived last: five queries.

    A browser that said it works without signal is led to the phone's own page instead.
    """
    if request.resolver_match.view_name == "home" and "phone" in request.COOKIES:
        return redirect("cadres:phone")
    day = timezone.localdate()
    user = request.user
    entries = DiaryEntry.objects.visible_to(user)
    postings = Posting.objects.visible_to(user).on(day)
    matters = Matter.objects.visible_to(user).open().order_by("due_on", "pk")
    leaves = Leave.objects.visible_to(user).filter(until__gte=day, returned_on__isnull=True)
    return render(
        request,
        "cadres/phone/today.html",
        {
            "today": day,
            "posting": postings.select_related("cadre", "team__village__township").first(),
            "returned": entries.returned(),
            "matters": matters,
            "leaves": leaves.exclude(state=Leave.State.CANCELLED).order_by("since"),
            "recent": entries.exclude(state=DiaryEntry.State.RETURNED)[:RECENT],
        },
    )
