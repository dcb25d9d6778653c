"""培训档案: a person's courses and hours of a year; excuses, and what was decided about them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import for_roles
from accounts.roles import PROGRAMME
from cadres.periods import Year
from cadres.registry.models.cadres import Cadre
from cadres.workflow.refusals import show_refusal

from ..forms import ExcuseForm
from ..models.attendance import TrainingAttendance
from ..records import training_file, years_of


@require_safe
@for_roles("cadre")
def training_own(request):
    """A cadre's own file; 404 for an account that no cadre is joined to."""
    cadre = get_object_or_404(Cadre, user=request.user)
    return redirect("cadres:training_file", pk=cadre.pk)


@require_safe
@for_roles(*PROGRAMME)
def training_file_page(request, pk):
    """`?year=2026`; the year of today when none is given."""
    cadre = get_object_or_404(Cadre.objects.visible_to(request.user).select_related("unit"), pk=pk)
    year = _year(request.GET.get("year", ""))
    phone = request.user.role == "cadre"
    return render(
        request,
        "cadres/trainings/file_phone.html" if phone else "cadres/trainings/file.html",
        {
            "object": cadre,
            "year": year,
            "file": training_file(cadre, year),
            "years": sorted({year.year, *years_of(cadre)}, reverse=True),
            "may_explain": request.user.role in {"cadre", "unit"},
            "excuse": ExcuseForm(),
        },
    )


def _year(text):
    try:
        return Year.parse(text) if text else Year.of(timezone.localdate())
    except ValueError:
        raise Http404 from None


def _attendance(request, pk):
    rows = TrainingAttendance.objects.visible_to(request.user).select_related("training", "cadre")
    return get_object_or_404(rows, pk=pk)


@require_POST
@for_roles("cadre", "unit")
@show_refusal
def training_explain(request, pk):
    """The person's words, or those of the unit for its person."""
    attendance = _attendance(request, pk)
    form = ExcuseForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    attendance.explain(request.user, words)
    messages.success(request, _("Your explanation is sent."))
    back = reverse("cadres:training_file", args=[attendance.cadre_id])
    return redirect(f"{back}?year={attendance.training.since.year}")


@require_POST
@for_roles("county")
@show_refusal
def training_settle(request, pk):
    """Excused, or missed."""
    attendance, accepted = _attendance(request, pk), request.POST.get("accepted") == "1"
    attendance.settle(request.user, accepted)
    messages.success(request, _("Decided."))
    return redirect(attendance.training)
