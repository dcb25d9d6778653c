"""更正: two people correct what is published; a card beside the version it replaces."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django.views.generic import DetailView

from accounts.access import ForRoles, for_roles
from accounts.roles import PROGRAMME
from assessments.cards.display import CardDisplay
from assessments.cards.models.cards import Card
from assessments.schemes.refusals import GradingRefused

from .. import correcting
from .runs import find_scheme

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
@for_roles("county")
def correct(request, code, period):
    """GET says which published cards change and how; POST signs."""
    scheme = find_scheme(request, code)
    context = {"scheme": scheme, "period": period, "reason": request.POST.get("reason", "")[:200]}
    try:
        if request.method == "POST":
            said = correcting.sign(scheme, period, request.user, context["reason"])
            messages.success(request, said)
            return redirect("assessments:result_list", scheme.code, period)
    except GradingRefused as refused:
        context["refused"] = refused
    try:
        state = correcting.Correction(scheme, period)
    except GradingRefused as refused:
        return render(
            request, "assessments/grading/correct.html", context | {"refused": refused}, status=409
        )
    page = Paginator(state.moves, PER_PAGE).get_page(request.GET.get("page"))
    context |= {"state": state, "page": page, "may": state.may_sign(request.user)}
    status = 409 if "refused" in context else 200
    return render(request, "assessments/grading/correct.html", context, status=status)


class CardCompare(ForRoles, DetailView):
    """A corrected card beside the version that it replaces, line by line."""

    roles = PROGRAMME
    template_name = "assessments/grading/card_compare.html"
    context_object_name = "card"

    def get_queryset(self):
        cards = Card.objects.visible_to(self.request.user)
        return cards.select_related("scheme", "scheme_version", "replaces__scheme_version")

    def get_context_data(self, **kwargs):
        card, old = self.object, self.object.replaces
        if old is None:
            raise Http404
        old.scheme = card.scheme
        now, before = CardDisplay(card), CardDisplay(old)
        return super().get_context_data(**kwargs) | {
            "old": old,
            "now": now,
            "before": before,
            "pairs": side_by_side(before.views, now.views),
        }


def side_by_side(before, now):
    """[(old LineView or None, new LineView or None, does it differ)] in the order of the table."""
    old = {view.line.code: view for view in before}
    pairs = [(old.pop(view.line.code, None), view) for view in now]
    pairs += [(view, None) for view in old.values()]
    return [(one, two, not (one and two) or _content(one) != _content(two)) for one, two in pairs]


def _content(view):
    return view.line.points, view.line.full, view.words
