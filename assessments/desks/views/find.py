"""查找: villages, people, units and schemes by name, code or initials, within one's scope."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.roles import BUSINESS
from assessments.drilldown import link_for
from assessments.schemes.models.schemes import Scheme
from cadres.models import Cadre, Unit
from villages.models import Township, Village

MOST = 12


@require_safe
@for_roles(*BUSINESS)
def find(request):
    """Groups of {name, code, note, href}; the same as JSON for `Accept: application/json`."""
    text = request.GET.get("q", "").strip()
    groups = search(request.user, text) if text else []
    if request.accepts("text/html"):
        return render(
            request, "assessments/desks/find.html", {"q": text, "groups": groups, "most": MOST}
        )
    results = [{**hit, "kind": label} for label, hits in groups for hit in hits]
    return JsonResponse({"q": text, "results": results})


def search(user, text):
    """[(label, hits)] of the kinds in which something was found."""
    places = Township.objects.visible_to(user).find(text)
    found = Village.objects.visible_to(user).find(text).select_related("township")
    people = Cadre.objects.visible_to(user).find(text).select_related("unit")
    units = Unit.objects.visible_to(user).find(text)
    schemes = Scheme.objects.visible_to(user).find(text)
    groups = [
        (_("Townships"), [_hit(user, "villages:township_page", p) for p in places[:MOST]]),
        (
            _("Villages"),
            [_hit(user, "villages:village_page", v, v.township) for v in found[:MOST]],
        ),
        (_("People"), [_hit(user, "cadres:cadre_page", p, p.unit) for p in people[:MOST]]),
        (_("Units"), [_hit(user, "cadres:unit_page", u) for u in units[:MOST]]),
        (_("Schemes"), [_hit(user, "assessments:scheme_page", s) for s in schemes[:MOST]]),
    ]
    return [(label, hits) for label, hits in groups if hits]


def _hit(user, page, obj, note=""):
    href = link_for(user, page, obj.code)
    return {"name": str(obj), "code": obj.code, "note": str(note), "href": href}
