"""The phone's shell, its worker and its manifest. They name nobody, so anybody may read them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cadres.diary.fields import asked, for_phone

from ..messages import messages
from ..offline_files import addresses, preloaded, version


def page():
    """The shell in the chosen language. Without the request: nothing of the reader can get in."""
    context = {"words": messages(), "modules": preloaded(), "asked": asked(), "fields": for_phone()}
    return render_to_string("cadres/phone/shell.html", context)


@login_not_required
@require_safe
@cache_control(no_cache=True)
def phone(request):
    return HttpResponse(page())


@login_not_required
@require_safe
@cache_control(no_cache=True)
def worker(request):
    """The service worker; its name of the cache changes with the shell, and so it is fetched."""
    files = [reverse("cadres:phone"), *addresses()]
    context = {"version": version(page().encode()), "files": files}
    return render(request, "cadres/phone/worker.js", context, content_type="text/javascript")


@login_not_required
@require_safe
def manifest(request):
    icons = [
        {"src": static(f"icons/{name}.png"), "sizes": size, "type": "image/png", "purpose": purpose}
        for name, size, purpose in (
            ("icon-192", "192x192", "any"),
            ("icon-512", "512x512", "any"),
            ("icon-maskable", "512x512", "maskable"),
        )
    ]
    return JsonResponse(
        {
            "name": _("Village Workbench"),
            "short_name": _("Village Workbench"),
            "lang": request.LANGUAGE_CODE,
            "id": reverse("cadres:phone"),
            "start_url": reverse("cadres:phone"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#9d1c20",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )
