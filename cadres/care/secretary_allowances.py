"""村书记岗位补贴: paid for a month after the township has checked the duty record (S2 一.3).

A secretary without a check that was passed stands on the list and is paid nothing; the sum is that
of the rows that are paid.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from accounts import ledger
from cadres.calendar.days import own_days
from cadres.workflow.transitions import WrongState, expect_over
from villages.models import CommitteeMember, ProgrammeRule

from .allowances import Paid
from .models.care import secretaries_of
from .models.duty_checks import DutyCheck


@dataclass(frozen=True)
class SecretaryRow(Paid):
    """One secretary's own days in the month; `check` None while unchecked."""

    secretary: CommitteeMember
    check: DutyCheck | None

    @property
    def is_paid(self):
        return self.check is not None and self.check.passed

    @property
    def amount(self):
        """Yuan; None when nothing is paid."""
        return self.share if self.is_paid else None


def secretaries_during(user, month):
    """Secretaries in office on a day of the Month, village by village."""
    people = secretaries_of(user).during(month.first_day, month.last_day)
    return people.select_related("village__township").order_by("village", "pk")


def secretary_rows(user, month):
    """[SecretaryRow] of those this user sees in a Month: 3 queries."""
    first, last = month.first_day, month.last_day
    checks = {
        check.secretary_id: check
        for check in DutyCheck.objects.visible_to(user).filter(month=str(month))
    }
    rate = ProgrammeRule.number("secretary_allowance")
    people = list(secretaries_during(user, month))
    spans = own_days(people, first, last, person=lambda one: (one.village_id, one.name))
    return [
        SecretaryRow(spans[person.pk], last.day, rate, person, checks.get(person.pk))
        for person in people
        if person.pk in spans
    ]


def paid(rows):
    return [row for row in rows if row.is_paid]


def total(rows):
    return sum((row.amount for row in paid(rows)), Decimal("0.00"))


@transaction.atomic
def check_records(rows, by, month, today, wanted, seen):
    """Store what changed: `wanted` {secretary's pk: (passed, remark)}, `seen` {pk: version, 0 for
    none}. ValidationError before the month is over, WrongState when somebody else was faster; then
    nothing is stored. Returns how many.
    """
    expect_over(month, today)
    changed = 0
    for row in rows:
        if (found := wanted.get(row.secretary.pk)) is None:
            continue
        check = row.check or DutyCheck(secretary=row.secretary, month=str(month))
        if row.check and (check.passed, check.remark) == found:
            continue
        if (row.check.version if row.check else 0) != seen.get(row.secretary.pk, 0):
            raise WrongState(row.secretary, check.get_state_display())
        check.passed, check.remark = found
        check.checked_by, check.checked_on = str(by), today
        check.full_clean()
        ledger.write(check, by)
        changed += 1
    return changed
