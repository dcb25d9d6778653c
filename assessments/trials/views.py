"""试算: who would move if another table were in force, a stored version or one's own."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from assessments.cards.scores import warning_line
from assessments.schemes.imports import SchemeImport
from assessments.schemes.models.schemes import Scheme
from assessments.schemes.periods import begun
from assessments.schemes.refusals import GradingRefused
from villages.tables_in import uploads
from villages.tables_in.sheets import LISTED

from .forms import TrialForm
from .trials import Trial, sums, unsaved

KIND = "trial"  # of the uploads kept here
PER_PAGE = 50


@require_http_methods(["GET", "POST"])
@for_roles("county")
def scheme_try(request, code):
    """The form; with a period chosen, everybody's old and new result below it, by pages.
    POST keeps a table of one's own for a day, and leads to the GET that tries it."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), code=code)
    versions = list(scheme.versions.all())
    if not versions:
        raise Http404
    periods = periods_to_try(versions[0].table, timezone.localdate())
    choices = {"versions": versions, "periods": periods}
    if request.method == "POST":
        form = TrialForm(request.POST, request.FILES, **choices)
        if form.is_valid():
            return redirect(f"{request.path}?{urlencode(trial_query(form, request.user))}")
    else:
        form = TrialForm(request.GET if "period" in request.GET else None, **choices)
    context = {"scheme": scheme, "form": form}
    if request.method == "GET" and form.is_bound and form.is_valid():
        try:
            context |= trial_context(scheme, form, request)
        except uploads.UploadGone:
            messages.warning(request, _("The table is gone. Choose it again."))
            return redirect(request.path)
    status = 422 if form.errors or context.get("faults") or context.get("refused") else 200
    return render(request, "assessments/trials/page.html", context, status=status)


def trial_query(form, user):
    """The query of a trial; a table of one's own goes by its token."""
    query = {name: form.data.get(name, "") for name in ("version", "period")}
    if table := form.cleaned_data["table"]:
        query["file"] = uploads.keep(table, user, KIND).token
    return query


def periods_to_try(table, today):
    """The periods of the scheme's year and of the one before that have begun, newest first."""
    year = table.year or today.year
    return [*begun(year, today), *begun(year - 1, today)]


def trial_context(scheme, form, request):
    """{trial, moves, page of them, sums, line, upload}, or {faults} of the table, or {refused}."""
    version, upload = form.selected_version, None
    if "file" in request.GET:
        upload = uploads.kept_upload(request.GET["file"], request.user, KIND)
        importer = SchemeImport(by=request.user)
        outcome = importer.check(importer.read(upload.read()))
        if outcome.faults:
            return {"faults": outcome.faults[:LISTED], "upload": upload}
        scheme, version = unsaved(scheme.county_id, importer.parsed.scheme)
    try:
        trial = Trial(scheme, form.cleaned_data["period"], version=version)
    except GradingRefused as refused:
        return {"refused": refused}
    moves, line = trial.moves, warning_line(scheme)
    page = Paginator(moves, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "trial": trial,
        "moves": moves,
        "page": page,
        "line": line,
        "sums": sums(moves, line),
        "upload": upload,
    }
