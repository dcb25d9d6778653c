"""Opening an account of the programme, hung on its unit or cadre."""

from accounts.models import Role
from accounts.views.users import Opening

from ..accounts import open_account
from ..forms.accounts import AccountForm


class AccountCreate(Opening):
    roles = frozenset({Role.COUNTY})
    form_class = AccountForm

    def open(self, form):
        links = {name: form.cleaned_data[name] for name in ("unit", "cadre")}
        return open_account(form.save(commit=False), self.request.user, **links)
