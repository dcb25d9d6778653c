"""派驻: the roster, posting, replacing and withdrawing."""

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import RegistryPage, RegistryTable
from accounts.roles import DESKS, FILERS
from cadres.workflow.actions import run_on_form
from cadres.workflow.tabs import Register

from ..forms.postings import EndForm, PostingForm, SuccessorForm
from ..handover import work_left
from ..models.postings import Posting
from ..models.teams import WorkTeam
from .teams import batches_seen, townships_seen, units_seen

PER_PAGE = 100  # rows of the roster on the screen


class PostingFilter(RegistryFilter):
    township = filters.ModelChoiceFilter(
        label=_("township"), field_name="team__village__township", queryset=townships_seen
    )
    batch = filters.ModelChoiceFilter(
        label=_("batch"), field_name="team__batch", queryset=batches_seen
    )
    unit = filters.ModelChoiceFilter(
        label=_("of the unit"), field_name="cadre__unit", queryset=units_seen
    )
    role = filters.ChoiceFilter(label=_("role"), choices=Posting.Role.choices)
    now = filters.BooleanFilter(label=_("in post"), method="by_day")
    at_work = filters.BooleanFilter(label=_("at work today"), method="by_work")

    class Meta:
        model = Posting
        fields = []

    def search(self, queryset, name, value):
        return queryset.find(value)

    def by_day(self, queryset, name, value):
        today = Posting.objects.on(timezone.localdate()).values("pk")
        return queryset.filter(pk__in=today) if value else queryset.exclude(pk__in=today)

    def by_work(self, queryset, name, value):
        here = Posting.objects.at_work(timezone.localdate()).values("pk")
        return queryset.filter(pk__in=here) if value else queryset.exclude(pk__in=here)


class PostingTable(RegistryTable):
    """The roster of the paper form (花名册), one row per posting."""

    name = tables.Column(
        accessor="cadre",
        verbose_name=_("full name"),
        order_by="cadre__sort_key",
        linkify=("cadres:posting_page", {"pk": tables.A("pk")}),
    )
    sex = tables.Column(
        accessor="cadre__get_sex_display", verbose_name=_("sex"), order_by="cadre__sex"
    )
    party_member = tables.Column(
        accessor="cadre__membership",
        verbose_name=_("party member"),
        order_by="cadre__party_member",
    )
    unit = tables.Column(accessor="cadre__unit", order_by="cadre__unit__sort_key")
    post = tables.Column(accessor="cadre__post", verbose_name=_("post"))
    level = tables.Column(
        accessor="cadre__unit__level_label", verbose_name=_("level"), order_by="cadre__unit__level"
    )
    birth_year = tables.Column(accessor="cadre__birth_year", attrs={"td": {"class": "num"}})
    education = tables.Column(accessor="cadre__education")
    township = tables.Column(accessor="team__village__township", verbose_name=_("township"))
    village = tables.Column(
        accessor="team__village", verbose_name=_("village"), order_by="team__village__sort_key"
    )
    since = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    until = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    role = tables.Column(accessor="role_label", order_by="role")
    phone = tables.Column(accessor="cadre__masked_phone", verbose_name=_("phone"), orderable=False)

    class Meta(RegistryTable.Meta):
        model = Posting
        fields = ()


class PostingList(Register):
    model = Posting
    roles = DESKS
    table_class = PostingTable
    filterset_class = PostingFilter
    title = _("Roster")
    actions = [
        (_("Allowances"), "cadres:allowance_now", FILERS),
        (_("Print the roster"), "cadres:posting_roster", DESKS),
    ]

    def get_queryset(self):
        return super().get_queryset().select_related("cadre__unit", "team__village__township")


@for_roles(*DESKS)
def posting_roster(request):
    """The roster of today as the paper form, page by page; `?all=1` is all of it, for the printer:
    A4 landscape, heads repeated."""
    today = timezone.localdate()
    postings = Posting.objects.visible_to(request.user).on(today)
    rows = postings.select_related("cadre__unit", "team__village__township")
    rows = rows.order_by("team__village", "role", "pk")
    size = max(rows.count(), 1) if "all" in request.GET else PER_PAGE
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    context = {"page": page, "today": today}
    return render(request, "cadres/registry/posting_roster.html", context)


class PostingPage(RegistryPage):
    model = Posting
    roles = DESKS | {"cadre"}
    template_name = "cadres/registry/posting_page.html"

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.select_related("cadre__unit", "team__village__township", "replaces__cadre")

    def get_context_data(self, **kwargs):
        posting = self.object
        return super().get_context_data(**kwargs) | {
            "successor": Posting.objects.filter(replaces=posting).select_related("cadre").first(),
            "trained": posting.was_trained,
            "leaves": posting.leaves.all(),
            "absences": posting.absences.all(),
            "may_end": self.request.user.role == "county" and not posting.end_kind,
        }


@for_roles("county")
def posting_create(request, team):
    """Post a cadre to a team."""
    team = get_object_or_404(WorkTeam.objects.visible_to(request.user), pk=team)
    form = PostingForm(request.POST or None, team=team, user=request.user)
    sent = request.method == "POST" and form.is_valid()
    if sent and run_on_form(form, form.instance.begin, request.user):
        messages.success(request, gettext("Posted: %(what)s") % {"what": form.instance})
        return redirect("cadres:team_page", pk=team.pk)
    context = {
        "form": form,
        "object": team,
        "title": gettext("Post a cadre"),
        "submit": gettext("Post"),
        "back_url": reverse("cadres:team_page", args=[team.pk]),
    }
    return render(request, "form.html", context)


@for_roles("county")
def posting_end(request, pk):
    """Withdraw, with the reason and the handover list."""
    posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
    form = EndForm(request.POST or None, initial=_accepted(posting))
    sent = request.method == "POST" and form.is_valid()
    if sent and run_on_form(form, posting.end, request.user, **form.cleaned_data):
        messages.success(request, gettext("Withdrawn: %(what)s") % {"what": posting})
        return redirect("cadres:posting_page", pk=posting.pk)
    return _ending(request, posting, [form], gettext("Withdraw"))


@for_roles("county")
def posting_replace(request, pk):
    """One leaves, the other begins the day after, both or neither."""
    posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
    form = EndForm(request.POST or None)
    new = SuccessorForm(request.POST or None, team=posting.team, user=request.user)
    if request.method == "POST" and all([form.is_valid(), new.is_valid()]):
        successor = new.instance
        if run_on_form(new, posting.replace, request.user, successor, **form.cleaned_data):
            messages.success(request, gettext("Posted: %(what)s") % {"what": successor})
            return redirect("cadres:team_page", pk=posting.team_id)
    return _ending(request, posting, [form, new], gettext("Replace"))


def _accepted(posting):
    """What the form says first when the village has passed the acceptance (S3 四(五))."""
    passed = posting.passed_acceptance
    if passed is None:
        return {}
    return {"kind": Posting.End.TERM, "on": timezone.localdate(), "reason": str(passed)}


def _ending(request, posting, forms, title):
    context = {
        "forms": forms,
        "object": posting,
        "title": title,
        "left": work_left(posting),
        "back_url": reverse("cadres:posting_page", args=[posting.pk]),
    }
    return render(request, "cadres/registry/posting_end.html", context)
