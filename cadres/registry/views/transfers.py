"""改派出单位: another unit sends the cadre since a day, and what follows from it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from accounts.access import for_roles
from cadres.workflow.actions import run_or_refuse
from cadres.workflow.refusals import show_refusal

from ..forms.transfers import CHANGED, TransferForm
from ..models.cadres import Cadre
from ..models.sending import correct_unit, transfer


@for_roles("county")
@show_refusal
def cadre_transfer(request, pk):
    cadres = Cadre.objects.visible_to(request.user).select_related("unit__county")
    cadre = get_object_or_404(cadres, pk=pk)
    form = TransferForm(request.POST or None, cadre=cadre, user=request.user)
    if request.method == "POST" and form.is_valid() and _record(form, cadre, request.user):
        messages.success(request, _done(form))
        return redirect(cadre)
    context = {
        "object": cadre,
        "form": form,
        "title": gettext("Another sending unit"),
        "submit": gettext("Record it"),
        "back_url": cadre.get_absolute_url(),
        "history": cadre.units_in_time.select_related("unit"),
        "postings": cadre.postings.on(timezone.localdate()).select_related("team__village"),
        "today": timezone.localdate(),
    }
    status = 422 if form.errors else 200
    return render(request, "cadres/registry/cadre_transfer.html", context, status=status)


def _record(form, cadre, user):
    data = form.cleaned_data
    if data["door"] == CHANGED:
        return run_or_refuse(
            form,
            transfer,
            cadre,
            user,
            data["unit"],
            data["since"],
            post=data["post"],
            basis=data["basis"],
            today=timezone.localdate(),
        )
    return run_or_refuse(form, correct_unit, cadre, user, data["unit"], reason=data["basis"])


def _done(form):
    said = {"unit": form.cleaned_data["unit"]}
    if form.cleaned_data["door"] == CHANGED:
        day = {"day": date_format(form.cleaned_data["since"])}
        return gettext("Recorded: %(unit)s from %(day)s on.") % (said | day)
    return gettext("Corrected: %(unit)s.") % said
