"""A photo, or its small copy, to who may read the entry that lists it."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.roles import PROGRAMME

from ..models.entries import DiaryEntry
from ..models.photos import Photo


@require_safe
@for_roles(*PROGRAMME)
def diary_photo(request, pk, sha256):
    """The bytes this site made, which never change; a browser is told to do nothing but show."""
    return _served(_photo(request, pk, sha256), "path")


@require_safe
@for_roles(*PROGRAMME)
def diary_photo_small(request, pk, sha256):
    return _served(_photo(request, pk, sha256), "small_path")


def _photo(request, pk, sha256):
    entry = get_object_or_404(DiaryEntry.objects.visible_to(request.user), pk=pk)
    if sha256 not in entry.photos:
        raise Http404
    return get_object_or_404(Photo, cadre=entry.cadre_id, sha256=sha256)


def _served(photo, which):
    path = getattr(photo, which)
    try:
        response = FileResponse(path.open("rb"), content_type="image/jpeg", filename=path.name)
    except FileNotFoundError:
        raise Http404 from None
    response.headers["Cache-Control"] = "private, max-age=86400"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
