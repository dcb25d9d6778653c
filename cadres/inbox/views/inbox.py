"""收件箱: what waits for me, since when, until when; what I was told; the digest on top."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import for_roles
from accounts.models import Role

from .. import sources as reminders
from ..inbox import bands, kinds_of, morning, near_day
from ..models import Notice

READERS = frozenset(Role.values) - {Role.SYSADMIN, Role.AUDITOR}
PER_PAGE = 50
NOTICES = 30  # the newest; what is older was told long ago


@require_safe
@for_roles(*READERS)
def inbox(request):
    """`?kind=` narrows to one kind of papers; the digest and the notices are of everything."""
    user, today = request.user, timezone.localdate()
    papers, until = reminders.inbox(user, today), near_day(today)
    kinds, kind = kinds_of(papers), request.GET.get("kind", "")
    chosen = kind if kind in dict(kinds) else ""
    shown = [paper for paper in papers if not chosen or paper.kind == chosen]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    notices = list(Notice.objects.visible_to(user)[:NOTICES])
    is_phone = user.role == Role.CADRE
    return render(
        request,
        "cadres/inbox/inbox_phone.html" if is_phone else "cadres/inbox/inbox.html",
        {
            "today": today,
            "kinds": kinds,
            "kind": chosen,
            "page_obj": page,
            "bands": bands(page.object_list, today, until),
            "notices": notices,
            "morning": morning(user, today, papers, until),
        },
    )


@require_safe
@for_roles(*READERS)
def inbox_notice(request, pk):
    """Opening what was told marks it as read and leads to its page."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    if notice.is_new:
        Notice.objects.filter(pk=pk, read_at=None).update(read_at=timezone.now())
    return redirect(notice.url)


@require_POST
@for_roles(*READERS)
def inbox_read(request):
    """Mark everything as read that was told until now."""
    now = timezone.now()
    Notice.objects.visible_to(request.user).unread().filter(at__lte=now).update(read_at=now)
    return redirect("inbox")
