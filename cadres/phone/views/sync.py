"""The phone's side doors: JSON in, receipt out. docs/sync.md states the contract."""

import base64
import json
import uuid
from datetime import datetime
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from cadres.diary import photo_upload as photos
from cadres.diary import receiving as diary
from cadres.diary.models.entries import DiaryEntry
from cadres.diary.photo_upload import NotAPhoto
from cadres.diary.receipts import Garbled, entry_receipt, photo_receipt
from cadres.diary.receiving import NotAnEntry, content, digest, stored
from cadres.registry.models.cadres import Cadre

from ..state import NEWEST, entries_json, keys, state

OFFERED = 500


def for_phone(*verbs):
    """A cadre's view whose refusals are JSON too: a page may come from a portal on the way."""

    def decorate(view):
        checked = for_roles("cadre")(view)

        @require_http_methods(verbs)
        @wraps(checked)
        def told(request, *args, **kwargs):
            try:
                return checked(request, *args, **kwargs)
            except PermissionDenied:
                return JsonResponse({"error": "role"}, status=403)
            except Http404:
                return JsonResponse({"error": "unknown"}, status=404)

        return told

    return decorate


@for_phone("GET", "HEAD")
def sync_me(request):
    """Who is logged in, with a fresh CSRF token, the person's keys and what waits for them."""
    user, today = request.user, timezone.localdate()
    told = {name: base64.b64encode(value).decode() for name, value in keys(user).items()}
    return JsonResponse(
        {
            "user": {"id": user.pk, "name": str(user), "username": user.username},
            "csrf": get_token(request),
            "server_time": timezone.now().isoformat(),
            "today": str(today),
            **told,
            **state(user, today),
        }
    )


@for_phone("GET", "HEAD", "PUT", "DELETE")
def sync_diary(request, pk):
    verb = {"PUT": put_entry, "DELETE": delete_entry}.get(request.method, get_entry)
    return verb(request, pk)


def get_entry(request, pk):
    entries = DiaryEntry.objects.visible_to(request.user).with_names()
    return JsonResponse(entries_json([get_object_or_404(entries, pk=pk)])[0])


def put_entry(request, pk):
    """201, 200, 400 garbled, 409 with both contents, 410, 422 by field; 404 for a stranger's id."""
    try:
        fields = _sent(request.body)
        answer = diary.receive(
            request.user, pk, fields, timezone.localdate(), replaced(request), skew(request)
        )
    except Garbled as fault:
        return garbled(fault)
    except NotAnEntry as fault:
        return JsonResponse({"errors": {fault.field: [str(fault)]}}, status=422)
    return answered(request.user, answer, fields)


def garbled(fault):
    return JsonResponse({"error": "garbled", "words": str(fault)}, status=400)


def _sent(body):
    """The content in a request's body; Garbled unless its SHA-256 is the one sent with it."""
    try:
        data = json.loads(body)
        claimed = data.pop("sha256")
    except (ValueError, LookupError, TypeError, AttributeError) as fault:
        raise Garbled(str(fault)) from None
    fields = content(data)
    if claimed != digest(fields):
        raise Garbled(_("The fingerprint is not that of what arrived."))
    return fields


def delete_entry(request, pk):
    return answered(request.user, diary.withdraw(request.user, pk, replaced(request)))


def replaced(request):
    """The SHA-256 that the sender has read and means to replace."""
    return request.headers.get("If-Match", "").strip('"')


def skew(request):
    """Seconds the phone's clock runs ahead of ours, by what it says; None when it says nothing."""
    try:
        said = parse_datetime(request.headers.get("X-Phone-Time", ""))
    except ValueError:
        return None
    if not isinstance(said, datetime) or timezone.is_naive(said):
        return None
    return round((said - timezone.now()).total_seconds())


def answered(user, answer, fields=None):
    """The Answer of `cadres.diary` as JSON."""
    if answer.status == 422:
        return JsonResponse({"errors": answer.form.errors}, status=422)
    if answer.status == 410:
        return JsonResponse({"error": "withdrawn"}, status=410)
    entry = answer.entry
    told = entry_receipt(user, entry, photos.lacking(entry.cadre_id, entry.photos))
    if answer.status == 409:
        both = {"error": "differs", "yours": fields, "stored": stored(entry)}
        return JsonResponse({**both, "state": entry.state, **told}, status=409)
    return JsonResponse(told, status=answer.status)


@for_phone("GET", "HEAD")
def sync_diary_list(request):
    """The newest entries, `?since=` those received or answered from that moment on."""
    entries = DiaryEntry.objects.visible_to(request.user).with_names()
    try:
        since = parse_datetime(request.GET.get("since", ""))
    except ValueError:
        since = None
    if since and timezone.is_aware(since):
        entries = entries.changed_since(since)
    return JsonResponse({"entries": entries_json(entries[:NEWEST])})


@for_phone("PUT")
def sync_photo(request, sha256):
    """201 stored, 200 there already, 400 garbled, 422 in words."""
    try:
        status, photo = photos.receive(request.user, sha256, request.body)
    except Garbled as fault:
        return garbled(fault)
    except NotAPhoto as fault:
        return JsonResponse({"errors": {"__all__": [str(fault)]}}, status=422)
    return JsonResponse(photo_receipt(request.user, photo), status=status)


@for_phone("POST")
def sync_lacking(request):
    """What of the offered never came or was lost here, so that the phone sends it again."""
    cadre = get_object_or_404(Cadre, user=request.user)
    try:
        entries, shas = _offer(request.body)
    except (ValueError, TypeError, KeyError, AttributeError):
        words = _("Send at most %(n)d pairs of id and fingerprint, and fingerprints.")
        return JsonResponse({"errors": {"__all__": [words % {"n": OFFERED}]}}, status=422)
    never = diary.never_came(request.user, entries)
    return JsonResponse(
        {"entries": [str(pk) for pk in never], "photos": photos.lacking(cadre, shas)}
    )


def _offer(body):
    """([(uuid, SHA-256)], [SHA-256]); ValueError, TypeError or KeyError for anything else."""
    data = json.loads(body)
    entries = [(uuid.UUID(pk), str(sha256)) for pk, sha256 in data["entries"]]
    shas = [str(sha256) for sha256 in data["photos"]]
    if len(entries) > OFFERED or len(shas) > OFFERED:
        raise ValueError(OFFERED)
    return entries, shas
