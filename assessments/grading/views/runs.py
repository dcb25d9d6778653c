"""Grading and publishing: what would change, the run and its result, two people's signatures."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.registry import RegistryPage
from accounts.roles import OFFICE
from assessments.schemes.models.schemes import Scheme
from assessments.schemes.periods import has_ended
from assessments.schemes.refusals import GradingRefused
from assessments.schemes.standing_versions import version_of

from .. import grading, publishing
from ..models import GradingRun

SHOWN = 50  # subjects named before a run; all are counted


def find_scheme(request, code):
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), code=code)
    if scheme.current is None:
        raise Http404
    return scheme


@require_http_methods(["GET", "POST"])
@for_roles("county")
def grade(request, code, period):
    """GET says what would change; POST runs, and leads to the run's own page."""
    scheme = find_scheme(request, code)
    context = {"scheme": scheme, "period": period, "version": version_of(scheme, period)}
    context["ended"] = has_ended(period, timezone.localdate())
    context["newer"] = context["version"].number != scheme.current.number
    try:
        if request.method == "POST":
            run = grading.grade(scheme, period, request.user).run
            return redirect("assessments:run_page", run.pk)
        changes = grading.preview(scheme, period)
    except GradingRefused as refused:
        return render(
            request, "assessments/grading/grade.html", context | {"refused": refused}, status=409
        )
    return render(request, "assessments/grading/grade.html", context | changes_context(changes))


def changes_context(changes):
    """The changes, with those that cross a grade or an outcome first; at most SHOWN of them."""
    moving = sorted([*changes.changed, *changes.outdated], key=lambda each: not each.crosses)
    return {
        "changes": changes,
        "moving": moving[:SHOWN],
        "unshown": max(len(moving) - SHOWN, 0),
    }


class RunPage(RegistryPage):
    """What a run left: it stands here however often the page is loaded."""

    model = GradingRun
    roles = OFFICE
    template_name = "assessments/grading/run_page.html"
    context_object_name = "run"

    def get_queryset(self):
        return super().get_queryset().select_related("scheme_version__scheme")


@require_http_methods(["GET", "POST"])
@for_roles("county")
def publish(request, code, period):
    """The first county user signs, a second one publishes (SCORING §8)."""
    scheme = find_scheme(request, code)
    context = {"scheme": scheme, "period": period, "reason": request.POST.get("reason", "")[:200]}
    try:
        if request.method == "POST":
            without = request.POST.getlist("without")
            said = publishing.sign(scheme, period, request.user, context["reason"], without)
            messages.success(request, said)
            return redirect("assessments:result_list", scheme.code, period)
    except GradingRefused as refused:
        context["refused"] = refused
    state = publishing.State(scheme, period)
    context |= {"state": state, "may": state.may_sign(request.user)}
    status = 409 if "refused" in context else 200
    return render(request, "assessments/grading/publish.html", context, status=status)
