"""Coming and going: log-in, lock-out, log-out, changing the password. Each is on the ledger."""

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth import views as auth
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from .. import ledger
from ..forms.sessions import LoginForm, PasswordForm
from ..models import User
from ..navigation import first_place


class Login(auth.LoginView):
    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self):
        return first_place(self.request.user)

    @transaction.atomic
    def form_valid(self, form):
        ledger.record(form.get_user(), gettext_noop("log in"), form.get_user())
        return super().form_valid(form)

    def form_invalid(self, form):
        if "username" in form.cleaned_data and not getattr(self.request, "axes_locked_out", False):
            record_failure(form.cleaned_data["username"])
        return super().form_invalid(form)


@transaction.atomic
def record_failure(username):
    """A wrong try; an unknown name is masked, since people type passwords there by mistake."""
    user = User.objects.filter(username=username).first() or User(username=f"{username[:2]}***")
    ledger.record(user, gettext_noop("fail to log in"), user)


def locked(request, original_response, credentials):
    """The log-in page that says until when the name is locked at this address (status 429)."""
    attempt = AccessAttempt.objects.filter(
        username=credentials["username"], ip_address=request.META["REMOTE_ADDR"]
    ).latest("attempt_time")
    until = attempt.attempt_time + settings.AXES_COOLOFF_TIME
    context = {"until": until, "username": credentials["username"]}
    response = render(request, "accounts/locked.html", context, status=429)
    response.headers["Retry-After"] = int(settings.AXES_COOLOFF_TIME.total_seconds())
    return response


@require_POST
@transaction.atomic
def logout(request):
    ledger.record(request.user, gettext_noop("log out"), request.user)
    end_session(request)
    response = redirect("accounts:login")
    # Not "storage": what a phone has not sent yet must outlive the session.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def awake(request):
    """Somebody is typing: the session goes on, so that nothing typed is lost to the idle time."""
    return HttpResponse(status=204)


class PasswordChange(auth.PasswordChangeView):
    template_name = "accounts/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("accounts:profile")
    extra_context = {
        "title": gettext_lazy("Change password"),
        "submit": gettext_lazy("Change password"),
        "back_url": success_url,
    }

    @transaction.atomic
    def form_valid(self, form):
        user = form.user
        user.must_change_password = False
        response = super().form_valid(form)
        ledger.record(user, gettext_noop("change password"), user)
        messages.success(self.request, _("The password is changed; other sessions have ended."))
        return response


change_password = sensitive_post_parameters()(PasswordChange.as_view())
