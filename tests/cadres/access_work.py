"""What the access rows of diary, matters and reports are made of."""

import uuid
from datetime import UTC, date, datetime

from cadres.models import Cadre, DiaryEntry, Matter, Posting, QuarterlyReport, Unit, WorkTeam
from villages.models import Village

READERS = {"county", "leader", "township", "unit", "cadre"}
WORKERS = {"county", "township", "cadre"}
OFFICES = {"county", "leader", "township", "unit"}
DAY = date(2026, 3, 2)


def people_abroad(cast):
    """(cadre, posting) of the neighbour county."""
    county, village = cast.places.other, cast.places.abroad
    unit, _new = Unit.objects.get_or_create(code="W01", name="外县林业局", county=county)
    cadre, _new = Cadre.objects.get_or_create(code="W001", name="外人", unit=unit)
    batch, _new = county.batches.get_or_create(code="2026W")
    team, _new = WorkTeam.objects.get_or_create(code="WT1", village=village, batch=batch)
    posting, _new = Posting.objects.get_or_create(cadre=cadre, team=team, since=DAY)
    return cadre, posting


def entry(cadre, posting, state="received"):
    fields = {"cadre": cadre, "posting": posting, "unit": cadre.unit, "on": DAY, "state": state}
    made, _new = DiaryEntry.objects.get_or_create(
        **fields, village=posting.team.village, tasks="rules", text="看账"
    )
    return {"pk": made.pk}


def matter(village, holder="team", **fields):
    made, _new = Matter.objects.get_or_create(
        number=f"{village.pk[:6]}-2026-{7000 + len(fields)}",
        village=village,
        holder=holder,
        title="路灯",
        category="roads",
        raised_on=DAY,
        due_on=DAY,
        held_since=DAY,
        **fields,
    )
    return {"pk": made.pk}


def report(county, unit, state="draft"):
    """A report of a township's own station: everybody concerned sees it."""
    made, _new = QuarterlyReport.objects.get_or_create(
        county=county,
        unit=unit,
        period="2026-Q1",
        state=state,
        due_on=DAY,
        defaults={"held_since": datetime(2026, 3, 2, tzinfo=UTC)},
    )
    return {"pk": made.pk}


def station(cast):
    unit, _new = Unit.objects.get_or_create(
        code="W02", name="龙窝镇农业站", county=cast.places.county, township=cast.places.town
    )
    unit.liaisons.add(cast.unit)
    return unit


def row(url, allow, method="get", kwargs=None, outside=None, data=None):
    made = {"url": f"cadres:{url}", "method": method, "allow": set(allow)}
    return made | {"kwargs": kwargs, "outside": outside, "data": data}


def of_entry(url, allow, method="get", data=None, state="received"):
    return row(
        url,
        allow,
        method,
        lambda cast: entry(cast.person, cast.posting, state),
        lambda cast: entry(*people_abroad(cast), state),
        data,
    ) | {"missing": lambda cast: {"pk": uuid.UUID(int=7)}}


def of_matter(url, allow, method="post", **fields):
    return row(
        url,
        allow,
        method,
        lambda cast: matter(cast.places.village, **fields),
        lambda cast: matter(Village.objects.get(pk=cast.places.abroad.pk), **fields),
        lambda cast: {"text": "因故"},
    )


def of_report(url, allow, method="get", state="draft"):
    return row(
        url,
        allow,
        method,
        lambda cast: report(cast.places.county, station(cast), state),
        lambda cast: report(cast.places.other, people_abroad(cast)[0].unit, state),
        lambda cast: {"note": "请补"},
    )


def month(cadre):
    return {"cadre": cadre.pk, "year": 2026, "month": 3}
