"""Leave and the team's matters, when a posting ends: the leave ends with it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cadres.calendar.words import days_in_words
from cadres.matters.models import Matter
from cadres.registry.handover import Left, on_end, open_work

from .models.leave import Leave


@on_end
def leave_ends(posting, by):
    for leave in Leave.objects.filter(posting=posting, until__gt=posting.until).in_force():
        leave.end_with_posting(by, posting.until)


@open_work(gettext_lazy("Leave that ends with the posting"))
def _leave(posting):
    rows = Leave.objects.filter(posting=posting, until__gte=timezone.localdate()).in_force()
    for leave in rows.order_by("since"):
        said = {"kind": leave.get_kind_display(), "state": leave.get_state_display()}
        said["days"] = days_in_words(leave.since, leave.until)
        text = _("%(kind)s, %(days)s: %(state)s") % said
        yield Left(text, leave.get_absolute_url(), leave.until)


@open_work(gettext_lazy("Matters in the team's hands"))
def _matters(posting):
    rows = Matter.objects.filter(village=posting.team.village_id, holder=Matter.Holder.TEAM)
    for matter in rows.open().order_by("due_on", "pk"):
        yield Left(str(matter), matter.get_absolute_url(), matter.due_on)
