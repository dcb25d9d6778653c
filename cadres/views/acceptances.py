"""三年验收: the list, by township, one acceptance, and what the township does with it."""

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts import ledger, sheets
from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import RegistryEdit, RegistryPage, RegistryTable
from villages.models import Township

from ..acceptance_opening import read_again
from ..forms.acceptances import AcceptanceForm
from ..models import Acceptance, AcceptanceProblem, LeaderLink, Posting
from ..models.moves import WrongState
from .moves import says_why
from .registers import DispatchRegister
from .teams import batches_seen, townships_seen

READERS = {"county", "leader", "township", "cadre"}
WRITERS = {"county", "township"}


class AcceptanceFilter(RegistryFilter):
    STANDING = [*Acceptance.State.choices[:-1], *Acceptance.Conclusion.choices]
    township = filters.ModelChoiceFilter(
        label=_("township"), queryset=townships_seen, method="in_township"
    )
    batch = filters.ModelChoiceFilter(label=_("batch"), queryset=batches_seen)
    of_township = filters.BooleanFilter(label=_("of townships"), method="by_place")
    standing = filters.ChoiceFilter(label=_("state"), choices=STANDING, method="stands")

    class Meta:
        model = Acceptance
        fields = ["q", "township", "batch", "of_township", "standing"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request.user.role not in {"county", "leader"}:
            del self.filters["township"]

    def in_township(self, queryset, name, township):
        return queryset.of_township(township)

    def by_place(self, queryset, name, of_township):
        return queryset.filter(village__isnull=of_township)

    def stands(self, queryset, name, value):
        if value in Acceptance.Conclusion.values:
            return queryset.filter(state=Acceptance.State.APPROVED, conclusion=value)
        return queryset.filter(state=value)


class AcceptanceTable(RegistryTable):
    place = tables.Column(
        linkify=True, order_by="place_code", verbose_name=_("village or township")
    )
    township = tables.Column(accessor="place_township", order_by="place_code")
    batch = tables.Column(order_by="batch__code")
    round = tables.Column(attrs={"td": {"class": "num"}})
    met = tables.Column(accessor="met_count", verbose_name=_("lines met"), orderable=False)
    standing = tables.TemplateColumn(
        template_name="cadres/_acceptance_state.html", verbose_name=_("state"), order_by="state"
    )
    mend_by = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    held_since = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})

    class Meta(RegistryTable.Meta):
        model = Acceptance
        fields = (
            "place", "township", "batch", "round", "met", "standing", "mend_by", "held_since",
        )

    def value_standing(self, record):
        return record.standing


class AcceptanceList(DispatchRegister):
    """The last round of each place; a former one is reached from the one that followed."""

    model = Acceptance
    roles = READERS
    template_name = "cadres/acceptance_list.html"
    table_class = AcceptanceTable
    filterset_class = AcceptanceFilter
    title = _("Acceptance of three years")
    empty = _("No acceptance has been opened yet.")
    actions = [
        (_("By township"), "cadres:acceptance_towns", {"county", "leader"}),
        (_("Open acceptances"), "cadres:acceptance_open", {"county"}),
    ]

    def get_queryset(self):
        return super().get_queryset().newest().with_names().select_related("follows")

    def get_context_data(self, **kwargs):
        counts = self.object_list.counts()
        return super().get_context_data(**kwargs) | {"counts": counts}


COLUMNS = (
    ("all", _("villages")), ("with_township", Acceptance.State.DRAFT.label),
    ("to_examine", Acceptance.State.SUBMITTED.label),
    ("to_approve", Acceptance.State.EXAMINED.label),
    ("passed", Acceptance.Conclusion.PASSED.label), ("mend", Acceptance.Conclusion.MEND.label),
    ("failed", Acceptance.Conclusion.FAILED.label),
)  # fmt: skip


@require_safe
@for_roles("county", "leader")
def acceptance_towns(request):
    """How far each township is: its villages by state, and its own acceptance."""
    seen = Acceptance.objects.visible_to(request.user).newest()
    own = {
        row.township_id: row
        for row in seen.filter(township__isnull=False).order_by("batch__code").with_names()
    }
    names = Township.objects.visible_to(request.user).in_bulk()
    rows = [
        {"town": names[row["town"]], "own": own.get(row["town"])}
        | {"counts": [row[key] for key, _label in COLUMNS]}
        for row in seen.by_township()
    ]
    total = [sum(column) for column in zip(*(row["counts"] for row in rows), strict=True)]
    header = [label for _key, label in COLUMNS]
    if request.GET.get("export") == "xlsx":
        return _exported(request.user, header, rows, total)
    context = {"header": header, "rows": rows, "total": total}
    return render(request, "cadres/acceptance_towns.html", context)


def _exported(user, header, rows, total):
    title = gettext("Acceptance of three years")
    with transaction.atomic():
        ledger.record(user, gettext_noop("export"), user, note=f"{title} xlsx")
    body = [[row["town"], *row["counts"], row["own"] and row["own"].standing] for row in rows]
    body.append([gettext("Total"), *total, None])
    head = [gettext("township"), *map(str, header), gettext("the township itself")]
    return sheets.download(title, "xlsx", head, body)


class AcceptancePage(RegistryPage):
    model = Acceptance
    roles = READERS
    template_name = "cadres/acceptance_page.html"

    def get_queryset(self):
        rows = super().get_queryset().with_names()
        return rows.select_related("follows", "successor", "examiner")

    def get_context_data(self, **kwargs):
        row, user = self.object, self.request.user
        return super().get_context_data(**kwargs) | verbs(row, user) | {
            "lines": row.lines, "problems": row.problems.all(), "today": timezone.localdate(),
            "links": links_of(row, user), "postings": postings_of(row, user),
        }  # fmt: skip


def verbs(row, user):
    """What this user may do with it now."""
    county, writes = user.role == "county", user.role in WRITERS
    return {
        "answers": user.role == "township" and row.is_with_township,
        "examines": county and row.is_submitted,
        "approves": county and row.is_examined and row.examiner_id != user.pk,
        "returns": county and (row.is_submitted or row.is_examined),
        "reads": writes and row.is_running,
        "reopens": county and row.is_approved and not row.is_passed
        and not hasattr(row, "successor"),
        "mends": writes and row.is_approved and not row.is_passed
        and not hasattr(row, "successor"),
    }  # fmt: skip


def links_of(row, user):
    """Leaders' links that the conclusion is about: in force, and begun in the three years."""
    begun = Q(since__isnull=True) | Q(since__lte=row.until)
    links = LeaderLink.objects.visible_to(user).filter(begun, until=None)
    place = {"village": row.village_id} if row.village_id else {"township": row.township_id}
    return links.filter(**place).select_related("township", "village__township")


def postings_of(row, user):
    """People still in post in the village since these three years."""
    postings = Posting.objects.visible_to(user).on(timezone.localdate())
    postings = postings.filter(team__village=row.village_id, since__range=(row.since, row.until))
    return postings.select_related("cadre", "team__village") if row.village_id else []


class AcceptanceAnswer(RegistryEdit):
    """The township looks at itself."""

    model = Acceptance
    roles = {"township"}
    form_class = AcceptanceForm
    template_name = "cadres/acceptance_form.html"
    title = _("Answer the lines")

    def get_queryset(self):
        return super().get_queryset().with_names().select_related("follows")

    def is_my_turn(self, row):
        return row.is_with_township

    def get_object(self, queryset=None):
        row = super().get_object(queryset)
        if not self.is_my_turn(row):
            raise WrongState(row, row.standing)
        return row


class AcceptanceExamine(AcceptanceAnswer):
    """The county's group writes down what it found, beside what the township says."""

    roles = {"county"}
    title = _("Examine the lines")

    def is_my_turn(self, row):
        return row.is_submitted


acceptance_answer = says_why(AcceptanceAnswer.as_view())
acceptance_examine = says_why(AcceptanceExamine.as_view())


def acceptance_of(request, pk):
    rows = Acceptance.objects.visible_to(request.user).with_names().select_related("follows")
    return get_object_or_404(rows, pk=pk)


def done(request, back, words, verb, *args):
    """Run a verb and go `back`; what it refuses is for `says_why`."""
    verb(*args)
    messages.success(request, words)
    return redirect(back)


@require_POST
@for_roles("township")
@says_why
def acceptance_submit(request, pk):
    row = acceptance_of(request, pk)
    return done(request, row, gettext("Submitted."), row.submit, request.user)


@require_POST
@for_roles(*WRITERS)
@says_why
def acceptance_read(request, pk):
    row = acceptance_of(request, pk)
    return done(
        request, row, gettext("The records were read again."), read_again, row, request.user
    )


@require_POST
@for_roles(*WRITERS)
@says_why
def problem_mend(request, pk):
    """What was done about a problem, and when."""
    problems = AcceptanceProblem.objects.visible_to(request.user)
    problem = get_object_or_404(problems.select_related("acceptance"), pk=pk)
    how, back = request.POST.get("how", "")[:300], problem.acceptance.get_absolute_url()
    said = gettext("Written down.")
    return done(request, back, said, problem.mend, request.user, how, timezone.localdate())
