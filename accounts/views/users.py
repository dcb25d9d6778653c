"""Accounts: the list, one account, opening, granting, closing, one-time passwords."""

import django_tables2 as tables
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from .. import rights
from ..access import for_roles
from ..filters import UserFilter
from ..forms.users import GrantForm, UserForm
from ..models import Role, User
from ..registry import RegistryCreate, RegistryEdit, RegistryList, RegistryPage, RegistryTable

MANAGERS = frozenset({Role.COUNTY, Role.SYSADMIN})
READERS = MANAGERS | {Role.SECADMIN}


class UserTable(RegistryTable):
    username = tables.Column(linkify=("accounts:user_page", [tables.A("pk")]))
    state = tables.TemplateColumn(
        template_name="accounts/_state.html", verbose_name=_("state"), order_by="is_active"
    )
    last_login = tables.DateTimeColumn(verbose_name=_("last log-in"), short=True)

    class Meta(RegistryTable.Meta):
        model = User
        fields = ["username", "name", "office", "role", "area_code", "state", "last_login"]

    def value_state(self, record):
        return record.state_label


class UserList(RegistryList):
    model = User
    roles = READERS
    table_class = UserTable
    filterset_class = UserFilter
    title = _("Accounts")
    actions = (
        (_("Open an account"), "accounts:user_create", {Role.SYSADMIN}),
        (_("Open an account"), "cadres:account_create", {Role.COUNTY}),
    )


class UserPage(RegistryPage):
    model = User
    roles = READERS
    template_name = "accounts/user_page.html"
    context_object_name = "account"

    def get_context_data(self, **kwargs):
        by = self.request.user
        return super().get_context_data(**kwargs) | {
            "may_manage": rights.may_manage(by, self.object),
            "may_reset": rights.may_reset(by, self.object),
            "may_grant": rights.may_grant(by, self.object),
            "is_self": by.pk == self.object.pk,
        }


class Opening(RegistryCreate):
    """Opens an account and shows its one-time password, this once."""

    model = User
    context_object_name = "account"
    title = _("Open an account")
    submit = _("Open the account")

    def get_back_url(self):
        return reverse("accounts:user_list")

    def form_valid(self, form):
        password = self.open(form)
        return show_password(self.request, form.instance, password)

    def open(self, form):
        return rights.open_account(form.save(commit=False), self.request.user)


class UserCreate(Opening):
    roles = frozenset({Role.SYSADMIN})
    form_class = UserForm


class UserEdit(RegistryEdit):
    model = User
    roles = MANAGERS
    form_class = UserForm
    context_object_name = "account"  # Django would call it `user`, who is the reader
    title = _("Edit the account")

    def get_object(self, queryset=None):
        user = super().get_object(queryset)
        if not rights.may_manage(self.request.user, user):
            raise PermissionDenied
        return user


class UserGrant(UserEdit):
    roles = frozenset({Role.SECADMIN})
    form_class = GrantForm
    title = _("Grant role and area")
    submit = _("Grant")

    def get_object(self, queryset=None):
        user = super(UserEdit, self).get_object(queryset)
        if not rights.may_grant(self.request.user, user):
            raise PermissionDenied
        return user

    def save(self, form):
        return rights.grant(form.save(commit=False), self.request.user)


def show_password(request, user, password):
    """The only page that ever shows a password; never stored by a browser."""
    context = {"account": user, "password": password}
    return render(request, "accounts/user_password.html", context)


def account(request, pk):
    return get_object_or_404(User.objects.visible_to(request.user), pk=pk)


@require_POST
@for_roles(*MANAGERS)
def user_close(request, pk):
    user = rights.set_active(account(request, pk), request.user, False)
    return redirect("accounts:user_page", user.pk)


@require_POST
@for_roles(*MANAGERS)
def user_reopen(request, pk):
    user = rights.set_active(account(request, pk), request.user, True)
    return redirect("accounts:user_page", user.pk)


@require_POST
@for_roles(*MANAGERS)
def user_reset(request, pk):
    user = account(request, pk)
    return show_password(request, user, rights.reset_password(user, request.user))
