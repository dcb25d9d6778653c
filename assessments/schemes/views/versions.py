"""Versions of a scheme: beginning the next one, comparing two."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import for_roles
from accounts.roles import BUSINESS

from .. import versions
from ..forms.versions import CompareForm, VersionForm
from ..models.schemes import Scheme, SchemeVersion
from ..refusals import GradingRefused


@require_http_methods(["GET", "POST"])
@for_roles("county")
def version_begin(request, code):
    """另立新版本: a draft of the next version; while there is one, its date and basis."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), code=code)
    newest = scheme.current
    if newest is None:
        raise Http404
    form = VersionForm(request.POST or None, initial=initial_values(newest))
    if form.is_valid():
        try:
            draft = versions.begin(scheme, by=request.user, **form.cleaned_data)
        except GradingRefused as refused:
            messages.error(request, str(refused))
        else:
            said = _("Version %(n)d is a draft: change its rows now.")
            messages.success(request, said % {"n": draft.number})
        return redirect("assessments:scheme_page", code)
    context = {"scheme": scheme, "newest": newest, "form": form}
    status = 422 if form.errors else 200
    return render(request, "assessments/schemes/version_begin.html", context, status=status)


def initial_values(newest):
    """What the form shows first: today, or what is known of the draft."""
    if newest.frozen_at:
        return {"dated_on": timezone.localdate()}
    return {"dated_on": newest.dated_on or timezone.localdate(), "basis": newest.basis}


@require_safe
@for_roles(*BUSINESS)
def version_compare(request, code):
    """Two versions of the scheme, or of others of its series, row by row; `?old=pk&new=pk`."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), code=code)
    kin = Scheme.objects.visible_to(request.user).filter(
        series=scheme.series, subject=scheme.subject
    )
    found = SchemeVersion.objects.filter(scheme__in=kin).select_related("scheme")
    found = list(found.order_by("-scheme__code", "-number"))
    asked = request.GET if "new" in request.GET else default_pair(found, scheme)
    form = CompareForm(asked, versions=found)
    context = {"scheme": scheme, "form": form}
    if form.is_valid():
        context["comparison"] = versions.Comparison(*form.pair)
    status = 200 if form.is_valid() else 422
    return render(request, "assessments/schemes/version_compare.html", context, status=status)


def default_pair(found, scheme):
    """The newest version of the scheme and the one before it in the list."""
    own = [index for index, version in enumerate(found) if version.scheme_id == scheme.pk]
    if not own:
        raise Http404
    new = own[0]
    return {"new": str(found[new].pk), "old": str(found[min(new + 1, len(found) - 1)].pk)}
