"""三年验收: one acceptance, what is written into it, and what follows from it."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import for_roles
from accounts.registry import RegistryEdit, RegistryPage
from accounts.roles import FIELD, KEEPERS, PLACES
from cadres.registry.models.postings import Posting
from cadres.workflow.refusals import show_refusal
from cadres.workflow.transitions import WrongState

from ..forms import AcceptanceForm
from ..models.acceptances import Acceptance
from ..models.problems import AcceptanceProblem
from ..opening import read_again

READERS = PLACES | FIELD


class AcceptancePage(RegistryPage):
    model = Acceptance
    roles = READERS
    template_name = "cadres/acceptances/page.html"

    def get_queryset(self):
        rows = super().get_queryset().with_names()
        return rows.select_related("follows", "successor", "examiner")

    def get_context_data(self, **kwargs):
        row, user = self.object, self.request.user
        return (
            super().get_context_data(**kwargs)
            | verbs(row, user)
            | {
                "lines": row.lines,
                "problems": row.problems.all(),
                "today": timezone.localdate(),
                "links": links_of(row, user),
                "postings": postings_of(row, user),
            }
        )


def verbs(row, user):
    """What this user may do with it now."""
    county, writes = user.role == "county", user.role in KEEPERS
    return {
        "answers": user.role == "township" and row.is_with_township,
        "examines": county and row.is_submitted,
        "approves": county and row.is_examined and row.examiner_id != user.pk,
        "returns": county and (row.is_submitted or row.is_examined),
        "reads": writes and row.is_running,
        "reopens": county
        and row.is_approved
        and not row.is_passed
        and not hasattr(row, "successor"),
        "mends": writes and row.is_approved and not row.is_passed and not hasattr(row, "successor"),
    }


def links_of(row, user):
    """Leaders' links that the conclusion is about: in force, and begun in the three years."""
    begun = Q(since__isnull=True) | Q(since__lte=row.until)
    links = row.place.links.visible_to(user).filter(begun, until=None)
    return links.select_related("township", "village__township")


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
    template_name = "cadres/acceptances/form.html"
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


acceptance_answer = show_refusal(AcceptanceAnswer.as_view())
acceptance_examine = show_refusal(AcceptanceExamine.as_view())


def acceptance_of(request, pk):
    rows = Acceptance.objects.visible_to(request.user).with_names().select_related("follows")
    return get_object_or_404(rows, pk=pk)


def done(request, back, words, verb, *args):
    """Run a verb and go `back`; what it refuses is for `show_refusal`."""
    verb(*args)
    messages.success(request, words)
    return redirect(back)


@require_POST
@for_roles("township")
@show_refusal
def acceptance_submit(request, pk):
    row = acceptance_of(request, pk)
    return done(request, row, gettext("Submitted."), row.submit, request.user)


@require_POST
@for_roles(*KEEPERS)
@show_refusal
def acceptance_read(request, pk):
    row = acceptance_of(request, pk)
    return done(
        request, row, gettext("The records were read again."), read_again, row, request.user
    )


@require_POST
@for_roles(*KEEPERS)
@show_refusal
def problem_mend(request, pk):
    """What was done about a problem, and when."""
    problems = AcceptanceProblem.objects.visible_to(request.user)
    problem = get_object_or_404(problems.select_related("acceptance"), pk=pk)
    how, back = request.POST.get("how", "")[:300], problem.acceptance.get_absolute_url()
    said = gettext("Written down.")
    return done(request, back, said, problem.mend, request.user, how, timezone.localdate())
