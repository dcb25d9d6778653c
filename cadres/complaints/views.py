"""意见箱: hand in, with or without a name; find the answer; the county answers within its limit."""

import django_filters as filters
import django_tables2 as tables
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.models import Role
from accounts.registry import RegistryList, RegistryPage, RegistryTable
from cadres.workflow.actions import run_and_redirect
from cadres.workflow.phone_pages import ForCadre
from villages.models import ProgrammeRule

from .forms import ComplaintForm, ReplyForm
from .models import Complaint

ALL = set(Role.values)


class ComplaintFilter(RegistryFilter):
    q = filters.CharFilter(label=_("Words"), field_name="text", lookup_expr="icontains")
    kind = filters.ChoiceFilter(label=_("about"), choices=Complaint.Kind)
    open = filters.BooleanFilter(
        label=_("waiting for an answer"), field_name="answered_on", lookup_expr="isnull"
    )

    class Meta:
        model = Complaint
        fields = []


class ComplaintTable(RegistryTable):
    handed_in_on = tables.DateColumn(format="Y-m-d", linkify=True)
    kind = tables.Column()
    text = tables.Column(orderable=False)
    author = tables.Column(empty_values=(), orderable=False)
    due_on = tables.DateColumn(format="Y-m-d")
    state = tables.TemplateColumn(
        template_name="cadres/complaints/_state.html", orderable=False, verbose_name=_("state")
    )

    class Meta(RegistryTable.Meta):
        model = Complaint
        fields = ("handed_in_on", "kind", "text", "author", "due_on", "state")

    def render_text(self, value):
        return Truncator(value).chars(40)

    def render_author(self, value, record):
        named = value and record.names_author_to(self.request.user)
        return str(value) if named else gettext("without a name")

    def value_text(self, value):
        return value

    def value_state(self, record):
        return str(record.get_state_display())


class ComplaintList(ForCadre, RegistryList):
    """The whole box for the county's office; for everybody else his own and what was published."""

    model = Complaint
    roles = ALL
    template_name = "cadres/complaints/list.html"
    phone_template = "cadres/complaints/phone.html"
    title = _("Suggestion box")
    empty = _("Nothing lies in the box.")
    table_class = ComplaintTable
    filterset_class = ComplaintFilter
    actions = (
        (_("What this system asks of you"), "cadres:burden_page", ALL),
        (_("Find an answer by its code"), "cadres:complaint_find", ALL),
        (_("Hand in"), "cadres:complaint_create", ALL),
    )

    def get_queryset(self):
        return super().get_queryset().select_related("author")

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        county = Complaint.objects.of_county_of(self.request.user)
        standing = county.filter(handed_in_on__year=today.year).standing(today)
        return super().get_context_data(**kwargs) | {
            "standing": standing,
            "limit": ProgrammeRule.objects.get(pk="complaint_days"),
        }


class ComplaintPage(ForCadre, RegistryPage):
    model = Complaint
    roles = ALL
    template_name = "cadres/complaints/page.html"
    phone_template = "cadres/complaints/page_phone.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        answers = user.role == "county" and self.object.is_open
        return super().get_context_data(**kwargs) | {
            "named": self.object.names_author_to(user),
            "reply": ReplyForm() if answers else None,
        }


@for_roles(*ALL)
def complaint_create(request):
    """Hand in; without a name the answer page shows the code, once."""
    form = ComplaintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        complaint, code = Complaint.hand_in(request.user, today=today, **form.cleaned_data)
        if not code:
            return redirect(complaint)
        return _page(request, "cadres/complaints/code.html", {"code": code, "complaint": complaint})
    context = {"form": form, "days": ProgrammeRule.number("complaint_days")}
    return _page(request, "cadres/complaints/create.html", context)


@for_roles(*ALL)
def complaint_find(request):
    """What was handed in without a name, by the code of its slip."""
    code = request.POST.get("code", "")
    found = Complaint.objects.of_county_of(request.user).by_code(code).first() if code else None
    context = {"complaint": found, "asked": bool(code)}
    return _page(request, "cadres/complaints/find.html", context)


def _page(request, template, context):
    """A page for the desk or for the phone: the same content in another frame."""
    frame = "cadres/workflow/phone.html" if request.user.role == "cadre" else "base.html"
    return render(request, template, context | {"frame": frame})


@require_POST
@for_roles("county")
def complaint_reply(request, pk):
    complaint = get_object_or_404(Complaint.objects.visible_to(request.user), pk=pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        context = {"object": complaint, "named": True, "reply": form}
        return render(request, "cadres/complaints/page.html", context, status=422)
    words, published = form.cleaned_data["answer"], form.cleaned_data["published"]
    done = gettext("Answered.")
    verb = complaint.reply
    return run_and_redirect(
        request, complaint, done, verb, request.user, words, timezone.localdate(), published
    )
