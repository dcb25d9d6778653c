"""Scoring a period: preview, grade, publish, correct. All writers of cards; each one transaction.

    evidence (facts, readers) ─┐
    earlier (quarters, years) ─┼→ scoring.grade → drafts → only what changed is written
    the scheme's table        ─┘

Published cards are never touched: what would change on them is named as `outdated`, and `correct`
makes new versions of them.
"""

import gc
import time
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.models import Role
from assessments.cards.models.cards import Card
from assessments.outcomes.proposing import propose, withdraw
from assessments.schemes.models.schemes import Scheme
from assessments.schemes.opening import put_under
from assessments.schemes.refusals import GradingRefused

from .changes import Changes
from .drafts import Draft
from .models import GradingRun


@dataclass
class RunResult:
    """A finished run: its stored GradingRun and what it changed."""

    run: GradingRun
    changes: Changes


def preview(scheme, period):
    """The Changes of grading now; writes nothing. `period`: a Quarter or Year."""
    return Draft(scheme, period).changes


@contextmanager
def _others_at_rest():
    """A run makes many objects; looking through all older ones for garbage costs it a tenth."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@_others_at_rest()
@transaction.atomic
def grade(scheme, period, by=None, progress=None):
    """Grade a period into draft cards; RunResult. GradingRefused when the scheme cannot.

    A period that is not yet opened is opened: it stands under that version from now on.

    A second run on the same facts writes no card. `by` None is the command line. `progress(text)`
    is told of each step.

    One transaction, from the first reading to the ledger's row: half a graded period would rank
    villages against stale neighbours. The lock on the scheme lets a second caller wait and then
    find nothing to do; without it both would claim to have written every card.
    """
    started = time.monotonic()
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    draft = Draft(scheme, period, progress or (lambda text: None))
    put_under(draft.version, draft.period, by)
    draft.save(by)
    changes = draft.changes
    run = GradingRun.objects.create(
        scheme_version=draft.version,
        period=str(draft.period),
        seconds=Decimal(time.monotonic() - started).quantize(Decimal("0.01")),
        by=str(by) if by else "",
        cards=changes.cards,
        waiting=changes.waiting,
        changed=changes.written,
        notes=changes.notes,
    )
    after = {name: getattr(run, name) for name in ("period", "cards", "waiting", "changed")}
    ledger.record(by, gettext_noop("grade a period"), draft.version, {}, after)
    return RunResult(run, changes)


@transaction.atomic
def publish(scheme, period, by, second):
    """Publish the drafts of a period under two signatures; returns how many cards.

    `by` and `second`: two different users of the county office of this county. Refused
    (GradingRefused) while a card waits, and when there is no draft.
    """
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    check_signatures(scheme, by, second)
    cards = Card.objects.current().of_period(period).filter(scheme=scheme).for_list()
    if names := [str(card) for card in cards if card.state == Card.State.WAITING]:
        said = _("These cards still wait: %(names)s. Complete their data and grade again.")
        raise GradingRefused(said % {"names": "、".join(names)})
    drafts = [card for card in cards if card.state == Card.State.DRAFT]
    if not drafts:
        raise GradingRefused(_("There is no draft to publish. Grade the period first."))
    signed = {"signed_by": str(by), "second_by": str(second), "published_at": timezone.now()}
    Card.objects.filter(pk__in=[card.pk for card in drafts]).update(
        state=Card.State.PUBLISHED, **signed
    )
    after = {"state": "published", "signed_by": str(by), "second_by": str(second)}
    changes = [(card, {"state": "draft"}, after) for card in drafts]
    ledger.record_many(second, gettext_noop("publish"), changes)
    return len(drafts)


def check_signatures(scheme, by, second):
    """GradingRefused unless two different people of this county's office sign."""
    for user in (by, second):
        is_ours = scheme.county_id.startswith(user.area_code)
        if user.role != Role.COUNTY or not user.is_active or not is_ours:
            raise GradingRefused(_("%(who)s may not sign for the county office.") % {"who": user})
    if by.pk == second.pk:
        raise GradingRefused(_("A second person has to sign; both signatures are the same."))


@transaction.atomic
def correct(scheme, period, by, second, reason):
    """New published versions of the published cards whose inputs changed; returns them.

    Each names the card it replaces, the reason and the two who signed; the old one is superseded.
    GradingRefused without a reason, when nothing differs, or when a corrected card would wait.
    """
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    check_signatures(scheme, by, second)
    if not reason.strip():
        raise GradingRefused(_("Say why the published result is corrected."))
    draft = Draft(scheme, period)
    pairs = draft.corrections()
    if not pairs:
        raise GradingRefused(_("The facts agree with what is published; nothing to correct."))
    if names := [str(old) for old, found in pairs if found.state == Card.State.WAITING]:
        said = _("These cards would wait: %(names)s. Complete their data first.")
        raise GradingRefused(said % {"names": "、".join(names)})
    successors = [
        draft.card(
            found._replace(state=Card.State.PUBLISHED),
            version=old.version + 1,
            replaces=old,
            reason=reason.strip(),
            signed_by=str(by),
            second_by=str(second),
            published_at=draft.at,
        )
        for old, found in pairs
    ]
    put_under(draft.version, draft.period, by)
    Card.objects.filter(pk__in=[old.pk for old, _new in pairs]).update(state=Card.State.SUPERSEDED)
    made = Card.objects.bulk_create(successors, batch_size=500)
    ledger.record_many(
        second,
        gettext_noop("correct"),
        [
            (
                new,
                {"total": str(new.replaces.total), "grade": new.replaces.grade_name},
                {"total": str(new.total), "grade": new.grade_name},
            )
            for new in made
        ],
        note=reason.strip(),
    )
    withdraw([new.replaces for new in made])
    propose(draft.table, made)
    return made
