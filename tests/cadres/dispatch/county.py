"""A county of villages, units and nominees, as the tests of a dispatch plan need it."""

from datetime import date

from cadres.models import Batch, Cadre, Nomination, Unit
from villages.models import AnnualFigure, County, Township, Village


def county_of(sizes=(9, 6)):
    """A county with two townships of poor and rich villages, units and a batch; nobody posted."""
    county = County.objects.create(code="441621", name="紫金县")
    batch = Batch.objects.create(
        county=county, code="2026", since=date(2026, 1, 8), until=date(2026, 12, 31)
    )
    for t, count in enumerate(sizes):
        town = Township.objects.create(code=f"44162110{t}", name=f"{t}镇", county=county)
        Unit.objects.create(
            code=f"T{t}", name=f"{t}镇政府", county=county, township=town, level="township"
        )
        for v in range(count):
            village = Village.objects.create(
                code=f"{town.code}2{v:02}", name=f"{t}{v}村", township=town
            )
            income(village, 10000 if v % 3 else 50000)
    return batch


def income(village, value):
    AnnualFigure.objects.update_or_create(
        village=village, year=2025, kind_id="collective_income", defaults={"value": value}
    )


def people(unit, count, batch=None):
    rows = [
        Cadre.objects.create(
            code=f"{unit.pk}-{n}", name=f"{unit.pk}{n}", unit=unit, party_member=n > 0
        )
        for n in range(count)
    ]
    if batch:
        Nomination.objects.bulk_create(Nomination(batch=batch, cadre=each) for each in rows)
    return rows
