"""What every request passes: whole body, language chosen, logged in, not idle, address known."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_noop

from . import ledger

STEP_SECONDS = 60  # how exactly an idle session is timed


def wants_json(request):
    return "application/json" in request.headers.get("Accept", "")


class WholeBody:
    """Refuse a body that ended early: half a diary must never be stored as a whole one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        declared = request.headers.get("Content-Length") or "0"
        if not declared.isdigit():
            return HttpResponse(status=400)
        if int(declared) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return HttpResponse(status=413)
        if int(declared) and not self.is_whole(request, int(declared)):
            return HttpResponse(status=400)
        return self.get_response(request)

    def is_whole(self, request, declared):
        try:
            return len(request.body) == declared
        except UnreadablePostError:
            return False


class ChosenLanguage:
    """Chinese unless the person chose otherwise; the browser's own language is not asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class LoginRequired(LoginRequiredMiddleware):
    """Log-in by default; a client that speaks JSON gets 401 instead of a page."""

    def handle_no_permission(self, request, view_func):
        if wants_json(request):
            return JsonResponse({"error": "login"}, status=401)
        return super().handle_no_permission(request, view_func)


class SessionLimits:
    """Idle sessions end, others after 12 hours; a first password is changed before all else."""

    free = {"accounts:password", "accounts:logout", "accounts:login", "set_language"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            # A page must not come back with the Back key of a shared computer.
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        if self.is_over(request.session):
            with transaction.atomic():
                ledger.record(request.user, gettext_noop("end the session"), request.user)
                logout(request)
            return self.send_away(request, "login")
        if request.user.must_change_password and request.resolver_match.view_name not in self.free:
            return self.send_away(request, "password")
        return None

    def is_over(self, session):
        """Nothing asked for too long, or the day is over? Notes this request once a minute."""
        now = int(time.time())
        seen, begun = session.get("seen", now), session.setdefault("begun", now)
        if now - seen > STEP_SECONDS or "seen" not in session:
            session["seen"] = now
        idle = now - seen > settings.SESSION_IDLE_SECONDS
        return idle or now - begun > settings.SESSION_COOKIE_AGE

    def send_away(self, request, page):
        if wants_json(request):
            return JsonResponse({"error": page}, status=401)
        if page == "login" and request.method == "GET":
            return redirect_to_login(request.get_full_path())
        return redirect(f"accounts:{page}")


class Address:
    """The client's own address, for the lock-out and for the ledger rows of this request.

    Behind PROXY_COUNT proxies of ours it is that many places from the end of X-Forwarded-For;
    what stands further left was written by the client and is not believed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        count = settings.PROXY_COUNT
        hops = request.headers.get("X-Forwarded-For", "").split(",")
        if 0 < count <= len(hops) and hops[-count].strip():
            request.META["REMOTE_ADDR"] = hops[-count].strip()
        token = ledger.address.set(request.META.get("REMOTE_ADDR", "")[:45])
        try:
            return self.get_response(request)
        finally:
            ledger.address.reset(token)
