"""改用版本: two people move an unpublished period to another version of its scheme (SCORING §11).

The first signs for a version with a reason, after seeing who moves; the second moves. The cards
stay as they are until the period is graded again, and nothing is published before that."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger
from assessments.cards.models.cards import Card
from assessments.schemes.models.period_rules import PeriodRules
from assessments.schemes.opening import freeze
from assessments.schemes.refusals import GradingRefused, check_period

from .drafts import Draft
from .grading import check_signatures

FINAL = (Card.State.PUBLISHED, Card.State.SUPERSEDED)


class RulesMove:
    """Where moving a period stands: its `rules` (None before it is opened), the other versions."""

    def __init__(self, scheme, period, wanted=""):
        """`wanted`: the number of a version, as a page asks for it; else what is signed for."""
        self.scheme, self.period = scheme, period
        rules = PeriodRules.objects.of(scheme, period).select_related(
            "scheme_version", "asked", "asked_by"
        )
        self.rules = rules.first()
        held = self.rules and self.rules.scheme_version_id
        self.others = [each for each in scheme.versions.all() if each.pk != held]
        asked = [each for each in self.others if str(each.number) == wanted]
        self.version = asked[0] if asked else self.rules and self.rules.asked

    @property
    def obstacle(self):
        """Why the period cannot be moved, '' when it can."""
        if self.rules is None:
            return _("The period is not open yet; the newest version will be used.")
        cards = Card.objects.of_period(self.period).filter(scheme=self.scheme)
        if cards.filter(state__in=FINAL).exists():
            return _("The results are published; the version they were graded by stays.")
        return ""

    @property
    def signed(self):
        """Whether somebody has signed for just this version."""
        return bool(self.rules and self.version and self.rules.asked_id == self.version.pk)

    def may_sign(self, user):
        """Whether this user's signature is wanted now."""
        return bool(self.version) and not (self.signed and self.rules.asked_by_id == user.pk)

    def changes(self):
        """The Changes of grading by the other version; GradingRefused when it has no such line."""
        return Draft(self.scheme, self.period, version=self.version).changes


@transaction.atomic
def sign(scheme, period, wanted, user, reason=""):
    """Sign first for the version of that number, or move as the second person; words for who
    signed. GradingRefused as `move`, without a reason, or when the same person signs twice."""
    type(scheme).objects.select_for_update().get(pk=scheme.pk)
    state = RulesMove(scheme, period, wanted)
    if state.version is None and not state.obstacle:
        raise GradingRefused(_("Choose the version to move to."))
    if state.signed:
        move(scheme, period, state.version, state.rules.asked_by, user, state.rules.asked_why)
        return _("Moved. Grade the period again: its cards are still those of the other version.")
    _ask(state, user, reason.strip())
    return _("Signed. A second person of the county office has to sign as well.")


def _ask(state, user, reason):
    _may_move(state, state.version, reason)
    rules = state.rules
    rules.asked, rules.asked_by, rules.asked_why = state.version, user, reason
    rules.asked_at = timezone.now()
    ledger.write(rules, user, gettext_noop("sign"))


@transaction.atomic
def move(scheme, period, version, by, second, reason):
    """Have a period stand under another version of its scheme; `by` and `second` are two different
    people of the county's office. GradingRefused without a reason, when the period is not open or
    published, or when the version has no line of such a period or is being edited."""
    type(scheme).objects.select_for_update().get(pk=scheme.pk)
    check_signatures(scheme, by, second)
    state = RulesMove(scheme, period)
    _may_move(state, version, reason.strip())
    freeze(version)
    rules = state.rules
    rules.scheme_version, rules.why, rules.since = version, reason.strip(), timezone.now()
    rules.asked = rules.asked_by = rules.asked_at = None
    rules.asked_why = ""
    ledger.write(rules, second, gettext_noop("move a period"), note=f"{by}、{second}：{rules.why}")
    return rules


def _may_move(state, version, reason):
    if state.obstacle:
        raise GradingRefused(state.obstacle)
    if version.pk not in {each.pk for each in state.others}:
        raise GradingRefused(_("The period stands under this version already."))
    check_period(version.table, state.period)
    if not reason:
        raise GradingRefused(_("Say why the period moves to another version."))
