"""A table made before a withdrawal does not undo it, and no row can hold half of one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from cadres.models import Posting

from .tables import POSTINGS, run

DAY = date(2026, 11, 15)
ENDING = {
    "on": DAY,
    "kind": "transfer",
    "reason": "县里调用",
    "handover": "台账一册",
    "handed_over_on": DAY,
}


@pytest.fixture
def withdrawn(cast):
    cast.next_posting.end(cast.county, **ENDING)
    return cast.next_posting


def table(to):
    return run("postings", POSTINGS, ("C002", "T201", "组员", "2026-01-08", to))


@pytest.mark.parametrize("to", [None, "2026-12-31", "2026-11-14"])
def test_an_old_table_does_not_move_the_end_of_a_withdrawn_posting(withdrawn, to):
    outcome = table(to)
    assert [(fault.row, fault.column) for fault in outcome.faults] == [(2, "to")]
    assert "2026-11-15" in outcome.faults[0].found and "2026-11-15" in outcome.faults[0].remedy
    withdrawn.refresh_from_db()
    assert (withdrawn.until, withdrawn.end_kind) == (DAY, "transfer")


def test_the_day_of_the_withdrawal_written_again_changes_nothing(withdrawn):
    outcome = table("2026-11-15")
    assert (outcome.ok, outcome.unchanged, outcome.warnings) == (True, 1, [])


def test_a_last_day_that_nobody_decided_may_go_and_is_named(cast):
    Posting.objects.filter(pk=cast.next_posting.pk).update(until=DAY)
    outcome = table(None)
    assert (outcome.ok, outcome.changed) == (True, 1)
    assert ["2026-11-15" in said and "李海燕" in said for said in outcome.warnings] == [True]


@pytest.mark.parametrize(
    "broken",
    [{"until": None}, {"end_kind": ""}, {"until": None, "end_kind": "", "handover": ""}],
    ids=lambda values: " ".join(values),
)
def test_the_database_keeps_the_last_day_and_its_reason_together(withdrawn, broken):
    rows = Posting.objects.filter(pk=withdrawn.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**broken)
    for name, value in broken.items():
        setattr(withdrawn, name, value)
    with pytest.raises(ValidationError, match="__all__"):
        withdrawn.validate_constraints()


def test_a_last_day_without_a_reason_is_allowed(cast):
    assert Posting.objects.filter(pk=cast.next_posting.pk).update(until=DAY)
    cast.next_posting.refresh_from_db()
    cast.next_posting.validate_constraints()


@pytest.mark.slow
def test_a_posting_that_was_opened_again_gets_its_last_day_back_when_migrated(author):
    posting = Posting.objects.get()
    posting.end(None, **ENDING)
    call_command("migrate", "cadres", "0002_seed", verbosity=0)
    Posting.objects.update(until=None)
    call_command("migrate", "cadres", verbosity=0)
    posting.refresh_from_db()
    assert (posting.until, posting.end_kind) == (DAY, "transfer")


@pytest.mark.slow
def test_a_reason_without_any_day_goes_when_migrated(author):
    call_command("migrate", "cadres", "0002_seed", verbosity=0)
    Posting.objects.update(end_kind="illness", end_reason="病休")
    call_command("migrate", "cadres", verbosity=0)
    posting = Posting.objects.get()
    assert (posting.until, posting.end_kind, posting.end_reason) == (None, "", "")
