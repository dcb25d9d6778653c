"""Places, classes, figures, branches, reserves and activities of the invented year."""

from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings

from villages.imports import IMPORTS
from villages.models import (
    Activity,
    AnnualFigure,
    CommitteeMember,
    County,
    PartyBranch,
    ReserveCadre,
    ReserveStep,
    Township,
    Village,
    VillageClass,
    VillageFlag,
)

from . import words

FIXTURE = Path(settings.BASE_DIR) / "villages/fixtures/zijin_divisions_2023.csv"
CENTRES = ("441621100", "441621102", "441621105", "441621107", "441621108")
YEARS = range(2020, 2026)
RICH, RICH_BUT_WEAK = 29, 12
STEPS = ("self", "committee", "vote", "proposed", "deliberated", "reviewed")


def person(random):
    """(name, sex) of somebody who does not exist."""
    sex = "f" if random.random() < 0.28 else "m"
    given = words.GIVEN_F if sex == "f" else words.GIVEN_M
    return random.choice(words.SURNAMES) + random.choice(given), sex


def make_places(by):
    """The real registry, by the product's own import; returns the county."""
    table = IMPORTS["places"](by=by)
    table.commit(table.read(FIXTURE), note=FIXTURE.name)
    County.objects.filter(pk=by.area_code).update(name="紫金县", is_demo=True)
    Township.objects.update(class_name="一般镇")
    Township.objects.filter(pk__in=CENTRES).update(class_name="中心镇")
    return County.objects.get(pk=by.area_code)


class Quality:
    """How well each village does, 0 to 1: what makes its invented records hang together."""

    def __init__(self, random, villages):
        order = list(villages)
        random.shuffle(order)
        rural = [v for v in order if v.kind == "village"]
        self.of = {}
        for place, village in enumerate(rural):
            self.of[village.code] = 1 - place / len(rural) * 0.85
        for village in order:
            self.of.setdefault(village.code, 0.45 + 0.5 * random.random())
        self.class_of = {v.code: "社区" for v in order if v.kind == "community"}
        for place, village in enumerate(rural):
            self.class_of[village.code] = (
                "先进村" if place < 84 else "后进村" if place >= len(rural) - 31 else "中间村"
            )

    def hit(self, random, code, floor=0.66):
        """Whether something that should be done was done."""
        return random.random() < floor + (1 - floor) * self.of[code]


def make_classes(random, villages, quality, dispatched):
    """Classes for all; poor and weak flags. `dispatched`: the 279 places that get teams.

    Returns {code: income of 2025}: 29 reach the threshold with a sound branch, as S3 counts them.
    """
    since = date(2025, 1, 1)
    VillageClass.objects.bulk_create(
        VillageClass(
            village=v, name=quality.class_of[v.code], since=since, basis="县实施意见 三(四)"
        )
        for v in villages
    )
    best = sorted(dispatched, key=lambda v: -quality.of[v.code])
    rich, weak = best[:RICH], best[RICH : RICH + RICH_BUT_WEAK]
    income = {}
    for village in villages:
        reach = village in rich or village in weak or village not in dispatched
        income[village.code] = (
            random.randrange(312, 1180) * 100
            if reach
            else int(9_000 + 20_800 * min(1, quality.of[village.code] + 0.15 * random.random()))
            // 100
            * 100
        )
    poor = [v for v in villages if income[v.code] < 30_000]
    tail = [v for v in best if quality.class_of[v.code] == "后进村"][-9:]
    flags = [
        VillageFlag(village=v, kind="poor", since=date(2024, 1, 1), basis="县实施意见 三(二)")
        for v in poor
    ]
    flags += [
        VillageFlag(village=v, kind="weak", since=date(2025, 3, 1), basis="县实施意见 三(四)")
        for v in weak + tail
    ]
    VillageFlag.objects.bulk_create(flags)
    return income


def make_figures(random, villages, income, quality):
    """Six years of figures; 2025 the ones the dispatch plan and the annual lines read."""
    rows = []
    for village in villages:
        q = quality.of[village.code]
        households = random.randrange(180, 760)
        members = random.randrange(22, 68)
        per_head = random.randrange(15_800, 21_500)
        money = income[village.code]
        for year in reversed(YEARS):
            values = {
                "households": households,
                "population": households * 4 + random.randrange(90),
                "party_members": members,
                "collective_income": money,
                "income_per_head": per_head,
                "new_members": 1 if random.random() < 0.55 + 0.42 * q else 0,
                "trained_members": min(members, int(members * (0.8 + 0.22 * q))),
                "skilled_members": min(members, int(members * (0.66 + 0.33 * q))),
            }
            confirmed = _confirmed(random, year)
            for kind, value in values.items():
                rows.append(
                    AnnualFigure(
                        village=village,
                        year=year,
                        kind_id=kind,
                        value=value,
                        source=f"{year}年村级年度统计",
                        entered_by="村文书",
                        **confirmed,
                    )
                )
            households -= random.randrange(0, 9)
            members -= random.choice((0, 0, 1))
            growth = 1.048 + 0.03 * q
            per_head = int(per_head / growth)
            money = int(money / random.uniform(1.03, 1.22)) // 100 * 100
    AnnualFigure.objects.bulk_create(rows, batch_size=2000)


def _confirmed(random, year):
    """The township has confirmed all but a few of the latest figures."""
    if year == YEARS[-1] and random.random() < 0.07:
        return {}
    day = datetime(year + 1, 1, random.randrange(12, 28), 10, tzinfo=ZoneInfo("Asia/Shanghai"))
    return {"confirmed_by": "镇经济办", "confirmed_at": day}


def make_branches(random, villages, quality):
    branches, committee, reserves, steps = [], [], [], []
    for village in villages:
        q = quality.of[village.code]
        members = random.randrange(22, 68)
        kind = "general" if members > 50 and random.random() < 0.8 else "branch"
        name = f"中共{village.township.name}{village.short_name}" + (
            "总支部委员会" if kind == "general" else "支部委员会"
        )
        branches.append(PartyBranch(village=village, name=name, kind=kind, members=members))
        committee += _committee(random, village, q)
        for number in range(2 if random.random() < 0.7 + 0.25 * q else random.randrange(2)):
            name, sex = person(random)
            reviewed = date(2025, random.randrange(3, 12), random.randrange(1, 28))
            reserve = ReserveCadre(
                village=village,
                name=name,
                sex=sex,
                birth_year=random.randrange(1985, 2001),
                post=("村党支部书记", "村委会委员")[number],
                since=reviewed,
            )
            reserves.append(reserve)
            steps += [
                ReserveStep(
                    reserve=reserve, step=step, on=reviewed - timedelta(days=7 * (5 - place))
                )
                for place, step in enumerate(STEPS)
            ]
    PartyBranch.objects.bulk_create(branches)
    CommitteeMember.objects.bulk_create(committee)
    ReserveCadre.objects.bulk_create(reserves)
    ReserveStep.objects.bulk_create(steps)


def _committee(random, village, q):
    """Five people; the secretary is director in nine of ten villages, four of five sit in both."""
    one_shoulder = random.random() < 0.8 + 0.18 * q
    both = 4 if random.random() < 0.72 + 0.26 * q else 3
    posts = [
        ("secretary", "director" if one_shoulder else ""),
        ("deputy", "deputy" if both > 2 or not one_shoulder else ""),
        ("member", "member"),
        ("member", "member" if both > 3 or not one_shoulder else ""),
        ("", "member" if one_shoulder else "director"),
    ]
    people = []
    for place, (party, post) in enumerate(posts):
        name, sex = person(random)
        if place == 4 and random.random() < 0.85:
            name, sex = random.choice(words.SURNAMES) + random.choice(words.GIVEN_F), "f"
        young = place in (2, 3) and random.random() < 0.75 + 0.22 * q
        born = random.randrange(1983, 1990) if young else random.randrange(1966, 1981)
        if place == 4 and random.random() < 0.62 + 0.3 * q:
            born = random.randrange(1992, 1999)
        people.append(
            CommitteeMember(
                village=village,
                name=name,
                sex=sex,
                birth_year=born,
                party_post=party,
                village_post=post,
                since=date(2021, 1, 10),
            )
        )
    return people


def make_activities(random, villages, quality, last_day):
    """What each village recorded, month by month, from January to the last day."""
    rows = []
    for village in villages:
        for month in range(1, last_day.month + 1):
            for kind in _kinds_of_month(random, quality, village.code, month):
                day = date(2026, month, random.randrange(3, 28))
                if day <= last_day:
                    expected = random.randrange(18, 52)
                    rows.append(
                        Activity(
                            village=village,
                            kind=kind,
                            on=day,
                            title=words.ACTIVITIES[kind],
                            expected=expected,
                            attended=expected - random.randrange(0, 6),
                            entered_by="村文书",
                        )
                    )
    Activity.objects.bulk_create(rows, batch_size=2000)


def _kinds_of_month(random, quality, code, month):
    def hit(floor):
        return quality.hit(random, code, floor)

    kinds = [kind for kind in ("branch_life", "contact", "disclosure", "finance") if hit(0.7)]
    if month % 3 == 2:
        kinds += [k for k in ("party_class", "deliberation", "culture") if hit(0.72)]
    if month % 3 != 1 and hit(0.58):
        kinds.append("skill_training")
    if month in (6, 12) and hit(0.9):
        kinds.append("review")
    if month == 7 and hit(0.85):
        kinds.append("member_training")
    if random.random() < 0.2:
        kinds.append("mediation")
    return kinds


def all_villages():
    return list(Village.objects.select_related("township"))


def mark_urban(county):
    """The county seat: members posted there get no allowance."""
    county.townships.filter(name="紫城镇").update(is_urban=True)


def dispatched(villages):
    """The 279 places that get teams: every village and six town-seat communities (S3 三(二))."""
    rural = [v for v in villages if v.kind == "village"]
    return rural + [v for v in villages if v.kind == "community"][12:18]


def seeded():
    return Random("zijin-2026")
