"""What the county does with acceptances: opens, returns, concludes, approves, examines again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import for_roles
from cadres.workflow.actions import run_or_refuse
from cadres.workflow.refusals import show_refusal
from cadres.workflow.transitions import WrongState

from ..forms import ConcludeForm, OpenForm, Problems
from ..opening import reexamine
from .acceptances import acceptance_of, done


@for_roles("county")
@show_refusal
def acceptance_open(request):
    """For the townships of a batch whose three years are over."""
    form = OpenForm(request.POST or None, user=request.user)
    sent = request.method == "POST" and form.is_valid()
    if sent and run_or_refuse(form, form.open, request.user, timezone.localdate()):
        said = ngettext("%(n)d acceptance opened.", "%(n)d acceptances opened.", form.opened)
        messages.success(request, said % {"n": form.opened})
        return redirect("cadres:acceptance_list")
    status = 422 if form.errors else 200
    return render(request, "cadres/acceptances/open.html", {"form": form}, status=status)


@for_roles("county")
@show_refusal
def acceptance_conclude(request, pk):
    """Passed, to be mended, or not passed; with who signs and what is wrong."""
    row, sent = acceptance_of(request, pk), request.POST or None
    if not row.is_submitted:
        raise WrongState(row, row.standing)
    form = ConcludeForm(sent, initial={"members": row.members, "opinion": row.opinion})
    problems = Problems(sent, prefix="problem", initial=list(row.problems.values("text", "due_on")))
    valid = sent and all([form.is_valid(), problems.is_valid()])
    if valid and run_or_refuse(form, form.conclude, row, request.user, problems.named):
        messages.success(request, _("Concluded; another person of the county approves."))
        return redirect(row)
    wrong = form.errors or problems.total_error_count()
    context = {"object": row, "form": form, "problems": problems, "lines": row.lines}
    return render(
        request, "cadres/acceptances/conclude.html", context, status=422 if wrong else 200
    )


@require_POST
@for_roles("county")
@show_refusal
def acceptance_return(request, pk):
    row, remark = acceptance_of(request, pk), request.POST.get("remark", "")[:200]
    return done(request, row, _("Returned."), row.send_back, request.user, remark)


@require_POST
@for_roles("county")
@show_refusal
def acceptance_approve(request, pk):
    row = acceptance_of(request, pk)
    return done(request, row, _("Approved."), row.approve, request.user)


@require_POST
@for_roles("county")
@show_refusal
def acceptance_again(request, pk):
    """Another round for a place that did not pass."""
    return redirect(reexamine(acceptance_of(request, pk), request.user, timezone.localdate()))
