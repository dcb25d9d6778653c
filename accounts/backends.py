"""Who may log in: an account in use that has been given a role."""

from django.contrib.auth.backends import ModelBackend


class GrantedAccounts(ModelBackend):
    """Asked at log-in and again at every request, so a withdrawn right ends the session."""

    def user_can_authenticate(self, user):
        return user.may_log_in
