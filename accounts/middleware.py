"""What every request passes: whole body, language chosen, logged in, not idle, address known."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import translation

from . import ledger


def wants_json(request):
    return "application/json" in request.headers.get("Accept", "")


class WholeBody:
    """Refuse a body that ended early: half a diary must never be stored as a whole one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        declared = request.headers.get("Content-Length") or "0"
        if declared.isdigit() and 0 < int(declared) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            if len(request.body) != int(declared):
                return HttpResponse(status=400)
        return self.get_response(request)


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
    """Idle sessions end; a first password is changed before anything else."""

    free = {"accounts:password", "accounts:logout", "accounts:login", "set_language"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        now = int(time.time())
        seen = request.session.get("seen", now)
        if now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            if wants_json(request):
                return JsonResponse({"error": "login"}, status=401)
            return redirect("accounts:login")
        if now - seen > 60 or "seen" not in request.session:
            request.session["seen"] = now
        if request.user.must_change_password and request.resolver_match.view_name not in self.free:
            if wants_json(request):
                return JsonResponse({"error": "password"}, status=401)
            return redirect("accounts:password")
        return None


class LedgerAddress:
    """The address that ledger rows of this request carry."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = ledger.address.set(request.META.get("REMOTE_ADDR", ""))
        try:
            return self.get_response(request)
        finally:
            ledger.address.reset(token)
