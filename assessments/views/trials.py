"""试算: who would move if another table were in force. GET a stored version, POST one's own."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from cadres.periods import Year
from villages.sheets import LISTED

from ..drafts import GradingRefused
from ..forms.trials import TrialForm
from ..models import Scheme
from ..scheme_import import SchemeImport
from ..trials import Trial, sums, unsaved
from .cards import warning_line


@require_http_methods(["GET", "POST"])
@for_roles("county")
def scheme_try(request, code):
    """The form; with a period chosen, everybody's old and new result below it."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), code=code)
    versions = list(scheme.versions.all())
    if not versions:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    given = asked if "period" in asked else None
    periods = begun(versions[0].table.year, timezone.localdate())
    form = TrialForm(given, request.FILES or None, versions=versions, periods=periods)
    context = {"scheme": scheme, "form": form}
    if form.is_bound and form.is_valid():
        context |= tried(scheme, form, request.user)
    status = 422 if form.errors or context.get("faults") or context.get("refused") else 200
    return render(request, "assessments/scheme_try.html", context, status=status)


def begun(year, today):
    """The periods of the scheme's year and of the one before that have begun, newest first."""
    last = year or today.year
    periods = [
        period
        for each in (Year(last), Year(last - 1))
        for period in (each, *reversed(each.quarters()))
    ]
    return [period for period in periods if period.first_day <= today]


def tried(scheme, form, user):
    """{trial, moves, sums, line}, or {faults} of the table, or {refused}."""
    version = form.chosen
    if form.cleaned_data["table"]:
        importer = SchemeImport(by=user)
        outcome = importer.check(importer.read(form.cleaned_data["table"].read()))
        if outcome.faults:
            return {"faults": outcome.faults[:LISTED]}
        scheme, version = unsaved(scheme.county_id, importer.parsed.scheme)
    try:
        trial = Trial(scheme, form.cleaned_data["period"], version=version)
    except GradingRefused as refused:
        return {"refused": refused}
    moves, line = trial.moves, warning_line(scheme)
    return {"trial": trial, "moves": moves, "line": line, "sums": sums(moves, line)}
