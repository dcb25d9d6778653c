"""A county of cadres who all have a log-in and a posting, in a database that is thrown away."""

from contextlib import contextmanager
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from accounts.models import Role, User
from cadres.models import Batch, Cadre, Posting, Unit, WorkTeam
from villages.models import County, Township, Village

COUNTY, SINCE = "441621", date(2020, 1, 8)


@contextmanager
def database(folder):
    """A migrated database on disk; yields its name."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(folder / "rush.sqlite3")
    made = setup_databases(verbosity=0, interactive=False)
    try:
        yield connection.settings_dict["NAME"]
    finally:
        teardown_databases(made, verbosity=0)


def people(count):
    """Users of `count` cadres, each posted in one of 280 villages since 2020."""
    county = County.objects.create(code=COUNTY, name="压力县")
    town = Township.objects.create(code=f"{COUNTY}100", name="压力镇", county=county)
    unit = Unit.objects.create(code="U1", name="县直单位", county=county)
    batch = Batch.objects.create(county=county, code="2026", since=SINCE)
    teams = [team(town, batch, at) for at in range(min(count, 280))]
    return [person(unit, teams[at % len(teams)], at) for at in range(count)]


def team(town, batch, at):
    village = Village.objects.create(
        code=f"{town.pk}{200 + at:03d}", name=f"第{at}村民委员会", township=town
    )
    return WorkTeam.objects.create(code=f"T{at}", village=village, batch=batch)


def person(unit, team, at):
    user = User.objects.create(
        username=f"c{at}",
        role=Role.CADRE,
        area_code=COUNTY,
        name=f"干部{at}",
        must_change_password=False,
        password=make_password(None),
    )
    cadre = Cadre.objects.create(code=f"C{at:04d}", name=f"干部{at}", unit=unit, user=user)
    Posting.objects.create(cadre=cadre, team=team, since=SINCE)
    return user
