"""The first page of each role, and the health check."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from assessments.cards import scores
from assessments.drilldown import results
from assessments.facts.entry_sheets import entry_lines
from assessments.schemes.models.schemes import SubjectKind
from cadres.models import QuarterlyReport
from cadres.periods import Quarter, parse_period
from cadres.phone.views.today import today as cadre_today

from .. import waiting
from ..county import CountyDesk, rules, selected_period
from ..other_subjects import other_subjects
from ..report_holders import report_figures, report_state

FIRST_PAGES = {}


def first_page(*roles):
    """Register a view as what these roles see at `/`."""

    def register(view):
        FIRST_PAGES.update(dict.fromkeys(roles, view))
        return view

    return register


@require_GET
def home(request):
    """The desk of the role; administrators have one page each and go there."""
    return FIRST_PAGES.get(request.user.role, refuse)(request)


def refuse(request):
    raise PermissionDenied


def asked_period(request):
    """The Quarter or Year of `?period=`; None of nothing or of what is none."""
    try:
        return parse_period(request.GET.get("period", ""))
    except ValueError:
        return None


@first_page("county", "leader")
def county(request):
    user, today = request.user, timezone.localdate()
    series, period, among = selected_period(user, asked_period(request))
    if period is None:
        return render(request, "assessments/desks/empty.html", {"rules": rules()})
    desk = CountyDesk(user, series, period, among, today)
    grid = desk.grid()
    tasks, classes = waiting.county_tasks(desk), desk.classes()
    return render(
        request,
        "assessments/desks/county.html",
        {
            "desk": desk,
            "periods": among,
            "tasks": tasks,
            "first": waiting.oldest(tasks),
            "summary": desk.summary(),
            "people": desk.people(),
            "reports": report_figures(desk.reports, today),
            "matters": desk.matter_figures(),
            "grid": grid,
            "foot": desk.foot(),
            "legend": scores.legend(desk.bounds),
            "distribution": desk.distribution(),
            "below": desk.below(),
            "kinds": other_subjects(user, period),
            "classes": classes,
            "today": today,
            "period": period,
            "shown_class": selected_class(classes, request.GET.get("class")),
        },
    )


def selected_class(classes, name):
    """The class whose ends are shown: the one asked for, else the first; None of no classes."""
    return next((each for each in classes if each["name"] == name), classes[0] if classes else None)


@first_page("township")
def township(request):
    user, today = request.user, timezone.localdate()
    numbers = rules()
    _series, period, among = selected_period(user, asked_period(request))
    before = period.previous() if isinstance(period, Quarter) else ""
    villages = waiting.village_scores(user, period or "", before)
    found = [now for _village, now, _before in villages if now]
    tasks = waiting.township_tasks(user, numbers, today)
    return render(
        request,
        "assessments/desks/township.html",
        {
            "period": period,
            "periods": among,
            "before": before,
            "villages": villages,
            "mean": scores.mean(scores.scores_of(found)),
            "waiting": sum(row.score is None for row in found),
            "tasks": tasks,
            "first": waiting.oldest(tasks),
            "line": numbers["warning_line"],
            "report": own_report(user, today),
            "today": today,
            "own": waiting.newest_result(user, SubjectKind.TOWNSHIP, [user.area_code]),
            "results": results(found[0].scheme, period) if found else "",
            "entries": entry_lines(user, today),
        },
    )


def own_report(user, today):
    """The newest report of the person's own township or unit, and in whose hands it is."""
    newest = QuarterlyReport.objects.visible_to(user)
    if user.role == "township":
        newest = newest.filter(township=user.area_code)
    report = newest.select_related("township", "unit").defer("sections").order_by("-period").first()
    return report and {"report": report, **report_state(report, today)}


@first_page("unit")
def unit(request):
    today = timezone.localdate()
    tasks = waiting.unit_tasks(request.user)
    return render(
        request,
        "assessments/desks/unit.html",
        {
            "people": waiting.posted_people(request.user, today),
            "tasks": tasks,
            "report": own_report(request.user, today),
            "today": today,
            "own": waiting.newest_result(
                request.user, SubjectKind.UNIT, request.user.liaison_units.values("code")
            ),
            "entries": entry_lines(request.user, today),
        },
    )


@first_page("scorer")
def scorer(request):
    today = timezone.localdate()
    return render(
        request,
        "assessments/desks/scorer.html",
        {"entries": entry_lines(request.user, today), "today": today},
    )


@first_page("sysadmin", "secadmin")
def accounts_page(request):
    return redirect("accounts:user_list")


@first_page("auditor")
def ledger_page(request):
    return redirect("accounts:ledger_list")


first_page("cadre")(cadre_today)


@login_not_required
@require_GET
def health(request):
    """200 when the database answers and every migration is applied; else 503 and what is wrong."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"ok": False, "database": "unreachable"}, status=503)
    state = {"ok": not missing, "database": "ok", "migrations": "waiting" if missing else "ok"}
    return JsonResponse(state, status=503 if missing else 200)
