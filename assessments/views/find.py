"""查找: villages, people, units and schemes by name, code or initials, within one's scope."""

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from cadres.models import Cadre, Unit
from villages.models import Township, Village

from ..models import Scheme

SEARCHERS = frozenset({"county", "leader", "township", "unit", "cadre", "scorer"})
MOST = 12


@require_safe
@for_roles(*SEARCHERS)
def find(request):
    """Groups of {name, code, note, href}; the same as JSON for `Accept: application/json`."""
    text = request.GET.get("q", "").strip()
    groups = search(request.user, text) if text else []
    if request.accepts("text/html"):
        return render(request, "assessments/find.html", {"q": text, "groups": groups, "most": MOST})
    results = [{**hit, "kind": label} for label, hits in groups for hit in hits]
    return JsonResponse({"q": text, "results": results})


def search(user, text):
    """[(label, hits)] of the kinds in which something was found."""
    places = Township.objects.visible_to(user).find(text)
    villages = Village.objects.visible_to(user).find(text).select_related("township")
    people = Cadre.objects.visible_to(user).find(text).select_related("unit")
    units = Unit.objects.visible_to(user).find(text)
    schemes = Scheme.objects.visible_to(user).find(text)
    opens = PAGES.get(user.role, PAGES["county"])
    groups = [
        (_("Townships"), [_hit(opens["town"], p, p.code, "") for p in places[:MOST]]),
        (_("Villages"), [_hit(opens["village"], v, v.code, v.township) for v in villages[:MOST]]),
        (_("People"), [_hit(opens["cadre"], p, p.code, p.unit) for p in people[:MOST]]),
        (_("Units"), [_hit(opens["unit"], u, u.code, "") for u in units[:MOST]]),
        (_("Schemes"), [_hit("assessments:scheme_page", s, s.code, "") for s in schemes[:MOST]]),
    ]
    return [(label, hits) for label, hits in groups if hits]


def _hit(page, obj, code, note):
    href = reverse(page, args=[code]) if page else ""
    return {"name": str(obj), "code": code, "note": str(note), "href": href}


ALL = {
    "town": "villages:township_page",
    "village": "villages:village_page",
    "cadre": "cadres:cadre_page",
    "unit": "cadres:unit_page",
}
PAGES = {"county": ALL}
