"""Visits, checks, duty records and pay of the invented year."""

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from cadres.models import Care, DutyCheck
from villages.models import AnnualFigure, CommitteeMember

from .work import LAST_DAY

MONTHS = (("2026-09", date(2026, 10, 4)), ("2026-10", date(2026, 11, 3)))
CONFIRMED = {
    "confirmed_by": "镇经济办",
    "confirmed_at": datetime(2026, 1, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai")),
}


def make_care(postings, town):
    """Its own dice, so that what the rest of the demo throws stays as it was."""
    random = Random("关爱")
    people = CommitteeMember.objects.filter(party_post="secretary", until=None)
    secretaries = list(people.select_related("village").order_by("village"))
    _visits(random, postings, secretaries)
    _checks(random, secretaries, town)
    _pay(random, secretaries)


def _visits(random, postings, secretaries):
    """Most were visited within the year, a few secretaries long ago; checks are on their way."""
    rows = []
    for posting in postings:
        if random.random() < 0.6:
            on = _before(random, 250)
            rows.append(_care("visit", on, "派出单位分管领导", cadre=posting.cadre))
    for secretary in secretaries:
        long_ago = random.random() < 0.08
        on = _before(random, 330) - timedelta(days=200 if long_ago else 0)
        rows.append(_care("visit", on, "镇党委班子成员", secretary=secretary))
        on = _before(random, 780)
        rows.append(_care("check", on, "镇党委组织，县人民医院", secretary=secretary))
    Care.objects.bulk_create(rows, batch_size=1000)


def _before(random, days):
    return LAST_DAY - timedelta(days=random.randrange(10, days))


def _care(kind, on, by_whom, **whose):
    return Care(kind=kind, on=on, by_whom=by_whom, recorded_by="镇党建办", **whose)


def _checks(random, secretaries, town):
    """Every duty record of September; those of October are still to do in one township."""
    rows = []
    for month, on in MONTHS:
        for secretary in secretaries:
            if month == MONTHS[-1][0] and secretary.village.township_id == town.pk:
                continue
            passed = random.random() < 0.96
            rows.append(
                DutyCheck(
                    secretary=secretary,
                    month=month,
                    passed=passed,
                    checked_on=on,
                    checked_by="镇党建办",
                    remark="" if passed else "日志缺记十天以上",
                )
            )
    DutyCheck.objects.bulk_create(rows, batch_size=1000)


def _pay(random, secretaries):
    """Of 2025; a few townships have not reported it."""
    AnnualFigure.objects.bulk_create(
        AnnualFigure(
            village=secretary.village,
            year=2025,
            kind_id="secretary_pay",
            value=random.randrange(24_000, 33_000, 100),
            source="2025年村级报酬发放表",
            entered_by="镇经济办",
            **CONFIRMED,
        )
        for secretary in secretaries
        if random.random() < 0.93
    )
