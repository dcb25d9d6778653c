"""The programme's numbers with their clauses; the county changes one with a reason."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView

from accounts import ledger
from accounts.access import ForRoles
from accounts.registry import RegistryEdit
from accounts.roles import BUSINESS

from ..forms.rules import RuleForm
from ..models import ProgrammeRule


class RuleList(ForRoles, ListView):
    """Every business role reads the rules: they are the same for all."""

    model = ProgrammeRule
    roles = BUSINESS
    template_name = "villages/rule_list.html"

    def get_context_data(self, **kwargs):
        may_edit = self.request.user.role == "county"
        return super().get_context_data(**kwargs) | {"may_edit": may_edit}


class RuleEdit(RegistryEdit):
    model = ProgrammeRule
    roles = frozenset({"county"})
    form_class = RuleForm
    title = _("Change a programme rule")

    def get_queryset(self):
        return ProgrammeRule.objects.all()

    def get_success_url(self):
        return reverse("villages:rule_list")

    get_back_url = get_success_url

    def save(self, form):
        rule = form.save(commit=False)
        return ledger.write(rule, self.request.user, note=form.cleaned_data["reason"])
