"""What a village keeps: figures, a branch, two committees, a reserve, an activity."""

from datetime import date
from types import SimpleNamespace

import pytest

from villages.models import (
    Activity,
    AnnualFigure,
    CommitteeMember,
    PartyBranch,
    ReserveCadre,
    VillageClass,
    VillageFlag,
)

DAY = date(2026, 1, 8)


def keep(village):
    """One of everything for a village."""
    return SimpleNamespace(
        figure=AnnualFigure.objects.create(
            village=village,
            year=2025,
            kind_id="collective_income",
            value="13800",
            source="台账",
            entered_by="someone",
        ),
        branch=PartyBranch.objects.create(village=village, name="党支部", members=38),
        member=CommitteeMember.objects.create(
            village=village,
            name="邓石生",
            birth_year=1974,
            party_post="secretary",
            village_post="director",
            since=DAY,
        ),
        reserve=ReserveCadre.objects.create(village=village, name="古志坚", birth_year=1992),
        activity=Activity.objects.create(
            village=village, kind="disclosure", on=DAY, title="村务公开"
        ),
        held=VillageClass.objects.create(village=village, name="后进村", since=DAY),
        flag=VillageFlag.objects.create(village=village, kind="poor", since=DAY),
    )


@pytest.fixture
def kept(cast):
    """Everything that 洋头村 keeps."""
    return keep(cast.places.village)
