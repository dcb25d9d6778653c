"""A batch whose three years are over, in the county of the cast, and acceptances on their way."""

from datetime import date
from types import SimpleNamespace

from cadres.acceptances.models.criteria import YES
from cadres.acceptances.opening import open_acceptances
from cadres.models import Acceptance, Batch, LeaderLink, WorkTeam
from tests.conftest import make_user

TODAY = date(2026, 3, 2)


def three_years(cast, *villages):
    """A batch of 2023 with teams in the villages."""
    batch = Batch.objects.create(
        county=cast.places.county, code="2023", since=date(2023, 1, 8), until=date(2023, 12, 31)
    )
    for village in villages or [cast.places.village, cast.places.second]:
        WorkTeam.objects.create(code=f"2023-{village.pk}", village=village, batch=batch, size=3)
    return batch


def opened(cast, *villages):
    """{place code: Acceptance} of 龙窝镇, its villages and whatever else was served."""
    batch = three_years(cast, *villages)
    towns = [cast.places.town, cast.places.neighbour]
    open_acceptances(cast.county, batch, towns, TODAY)
    return {row.place_code: row for row in Acceptance.objects.all()}


def of_village(cast):
    return opened(cast, cast.places.village)[cast.places.village.pk]


def answered(row, by):
    """Every line has a word, so that it may be submitted."""
    row.answers = {each.key: {"met": YES, "note": "有记录"} for each in row.targets}
    row.save_if_current()
    return row


def submitted(cast, row=None):
    row = answered(row or of_village(cast), cast.township)
    return row.submit(cast.township)


def second(cast):
    """Another person of the county."""
    return make_user("county2", "county", "441621")


WORDS = SimpleNamespace(members="刘文彬、陈佩珊", opinion="同意")


def concluded(cast, conclusion="passed", problems=(), row=None):
    row = submitted(cast, row)
    return row.conclude(cast.county, conclusion, WORDS.members, WORDS.opinion, problems)


def approved(cast, conclusion="passed", problems=(), row=None):
    return concluded(cast, conclusion, problems, row).approve(second(cast))


def linked(cast, village, **fields):
    """A county leader's link to a village, from the first day of the three years on."""
    common = {"county": cast.places.county, "leader": "黄志远", "since": date(2023, 1, 8)}
    return LeaderLink.objects.create(**common | {"village": village} | fields)
