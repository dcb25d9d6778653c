"""One cadre with a posting, and nothing else."""

from datetime import date

from accounts.models import Role
from cadres.models import Batch, Cadre, Posting, Unit, WorkTeam
from tests.conftest import make_user
from villages.models import County, Township, Village


def lone_cadre():
    """The user of a cadre posted in 洋头村 since 2020."""
    county = County.objects.create(code="441621", name="紫金县")
    town = Township.objects.create(code="441621102", name="龙窝镇", county=county)
    village = Village.objects.create(code="441621102223", name="洋头村民委员会", township=town)
    unit = Unit.objects.create(code="U01", name="县水务局", county=county)
    batch = Batch.objects.create(county=county, code="2026")
    team = WorkTeam.objects.create(code="T223", village=village, batch=batch)
    user = make_user("cadre", Role.CADRE, "441621")
    cadre = Cadre.objects.create(code="C001", name="温国强", unit=unit, user=user)
    Posting.objects.create(cadre=cadre, team=team, since=date(2020, 1, 8))
    return user
