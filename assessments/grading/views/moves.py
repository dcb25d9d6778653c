"""改用版本: two people move an unpublished period to another version, after seeing who moves."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from assessments.schemes.refusals import GradingRefused

from .. import moving
from .runs import changes_context, find_scheme


@require_http_methods(["GET", "POST"])
@for_roles("county")
def move_rules(request, code, period):
    """GET with `?version=n` says who moves; POST signs, the second signature moves the period."""
    scheme, asked = find_scheme(request, code), request.POST or request.GET
    wanted, reason = asked.get("version", ""), request.POST.get("reason", "")[:200]
    context = {"scheme": scheme, "period": period, "reason": reason}
    try:
        if request.method == "POST":
            said = moving.sign(scheme, period, wanted, request.user, reason)
            messages.success(request, said)
            return redirect("assessments:grade", scheme.code, period)
    except GradingRefused as refused:
        context["refused"] = refused
    state = moving.RulesMove(scheme, period, wanted)
    context |= {"state": state, "may": state.may_sign(request.user), **_who_moves(state)}
    status = 409 if "refused" in context else 200
    return render(request, "assessments/grading/move_rules.html", context, status=status)


def _who_moves(state):
    """The changes of grading by the version asked for; why there are none."""
    if state.obstacle or state.version is None:
        return {}
    try:
        return changes_context(state.changes())
    except GradingRefused as refused:
        return {"refused": refused}
