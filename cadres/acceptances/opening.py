"""How a round of acceptance begins: for a batch whose three years are over, and once more where the
first did not pass (S3 四(五))."""

from collections import defaultdict
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger
from cadres.registry.models.teams import Batch
from cadres.workflow.transitions import WrongState, transition
from villages.models import ProgrammeRule, Village

from .answers import read
from .models.acceptances import Acceptance
from .models.criteria import TOWNSHIP, VILLAGE, YES
from .records import Records


def last_day(batch):
    """The day on which the three years that began with this batch end; None while it has no day."""
    if batch.since is None:
        return None
    year = batch.since.year + int(ProgrammeRule.number("acceptance_years"))
    if (batch.since.month, batch.since.day) == (2, 29):
        return date(year, 2, 28)
    return batch.since.replace(year=year) - timedelta(days=1)


@transaction.atomic
def open_acceptances(by, batch, townships, today):
    """Open the villages that had teams in the three years, and their townships; returns how many.

    ValidationError while the years last; WrongState when all of them are open already.
    """
    Batch.objects.select_for_update().get(pk=batch.pk)
    until = last_day(batch)
    if until is None or today <= until:
        raise ValidationError(_("The three years of %(batch)s are not over.") % {"batch": batch})
    span = {"batch": batch, "since": batch.since, "until": until}
    rows = _new_rows(span, _villages(batch, townships, until), today)
    if not rows:
        raise WrongState(batch, _("opened already"))
    made = Acceptance.objects.bulk_create(rows, batch_size=500)
    changes = [(row, None, ledger.snapshot(row)) for row in made]
    ledger.record_many(by, gettext_noop("open acceptance"), changes, str(batch))
    return len(made)


def _villages(batch, townships, until):
    """{township: [village]} of those that had a team of a batch begun in the three years."""
    served = Village.objects.filter(
        township__in=townships,
        teams__batch__county=batch.county_id,
        teams__batch__since__range=(batch.since, until),
    )
    found = defaultdict(list)
    for village in served.select_related("township").distinct().order_by("code"):
        found[village.township].append(village)
    return found


def _new_rows(span, by_township, today):
    known = set(span["batch"].acceptances.values_list("place_code", flat=True))
    codes = [village.pk for villages in by_township.values() for village in villages]
    records = Records(codes, span["since"], span["until"])
    common = span | {"held_since": today, "read_at": timezone.now()}
    rows = []
    for township, villages in by_township.items():
        for village in villages:
            found = read(records, VILLAGE, [village.pk])
            rows.append(
                Acceptance(village=village, place_code=village.pk, readings=found, **common)
            )
        found = read(records, TOWNSHIP, [village.pk for village in villages])
        rows.append(Acceptance(township=township, place_code=township.pk, readings=found, **common))
    return [row for row in rows if row.place_code not in known]


def readings(acceptance, until):
    """What the records say now about the place, up to the day `until`."""
    villages = [acceptance.village_id]
    if acceptance.township_id:
        rows = Acceptance.objects.filter(batch=acceptance.batch_id, village__isnull=False)
        rows = rows.of_township(acceptance.township).newest()
        villages = list(rows.values_list("village_id", flat=True))
    return read(Records(villages, acceptance.since, until), acceptance.targets, villages)


def read_again(acceptance, by):
    """Take what the records say now, as long as nobody has concluded."""
    return transition(
        acceptance,
        by,
        gettext_noop("read again"),
        when=lambda row: row.is_running,
        readings=lambda row: readings(row, row.until),
        read_at=timezone.now(),
    )


@transaction.atomic
def reexamine(acceptance, by, today):
    """Another round, with the records up to today; what people had found met stands as a draft."""
    held = Acceptance.objects.select_for_update(of=("self",)).get(pk=acceptance.pk)
    if not held.is_approved or held.is_passed or hasattr(held, "successor"):
        raise WrongState(acceptance, acceptance.standing)
    answers = {
        line.target.key: {"met": YES, "note": line.note}
        for line in held.lines
        if line.met and not line.target.is_number
    }
    again = Acceptance(
        batch=held.batch,
        township=held.township,
        village=held.village,
        place_code=held.place_code,
        round=held.round + 1,
        follows=held,
        since=held.since,
        until=today,
        answers=answers,
        held_since=today,
        readings=readings(held, today),
        read_at=timezone.now(),
    )
    return ledger.write(again, by, gettext_noop("open acceptance"))
