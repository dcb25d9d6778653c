"""A quarter of one cadre with leave, training and an absence."""

from datetime import date

import pytest

from cadres.models import (
    Absence,
    Leave,
    Training,
    TrainingAttendance,
)


@pytest.fixture
def presence(cast):
    """61 working days; two of leave (back a day early), three of training that overlap one,
    an absence over a holiday and one working day."""
    Leave.objects.create(
        posting=cast.posting,
        since=date(2026, 4, 13),
        until=date(2026, 4, 15),
        reason="家事",
        state="returned",
        returned_on=date(2026, 4, 15),
    )
    training = Training.objects.create(
        batch=cast.batch,
        kind="routine",
        title="业务培训",
        since=date(2026, 4, 14),
        until=date(2026, 4, 16),
    )
    TrainingAttendance.objects.create(training=training, cadre=cast.person)
    Absence.objects.create(
        posting=cast.posting, since=date(2026, 5, 5), until=date(2026, 5, 6), found_by="镇"
    )
    return cast
