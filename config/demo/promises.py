"""Promises of the invented year and what came of them, gifts of units, the suggestion box."""

from datetime import date, timedelta
from random import Random

from cadres.complaints.models import fingerprint
from cadres.models import (
    Commitment,
    Complaint,
    DutyReview,
    LeaderLink,
    LeaderVisit,
    Matter,
    UnitSupport,
)

from .work import LAST_DAY, at

DEEDS = (
    ("安装太阳能路灯 30 盏", "全部亮灯并移交管护", date(2026, 6, 30)),
    ("清淤主灌渠 2 公里", "通水验收", date(2026, 5, 31)),
    ("硬化通组道路 800 米", "通车并清理路肩", date(2026, 9, 30)),
    ("建好村级文化小广场", "投入使用", date(2026, 12, 20)),
    ("为 65 岁以上老人办一次义诊", "签到表和处方留存", date(2026, 10, 31)),
    ("建成村民议事厅", "每月议事一次", date(2026, 8, 31)),
)
GIFTS = (
    ("money", "灌渠清淤经费", 30_000),
    ("project", "蔬菜大棚 6 座", 86_000),
    ("goods", "办公电脑 2 台", 9_200),
    ("skill", "油茶修剪培训", None),
    ("goods", "化肥 4 吨", 14_400),
    ("project", "村道路灯", 52_000),
    ("visit", "主要负责人到村，慰问困难户", 3_000),
)
SEEN = (
    "灌渠年久漏水，春耕用水紧张；村干部分工清楚。",
    "蔬菜基地已见效，缺冷库；群众盼通组道路早日完工。",
    "党员活动正常，后备干部年龄偏大，要抓紧物色。",
)
COMPLAINTS = (
    (
        "burden",
        "同一份驻村人员名册，镇里和单位各要一次，格式还不一样。",
        "名册由系统导出，不再另行报送。",
    ),
    ("wish", "季度报告能不能把上季度的承诺自动带出来？", "已由系统带出。"),
    ("fault", "手机上看村档案时表格太宽。", ""),
)
GOAL = "村集体经济年纯收入达到 5 万元"


def make_promises(villages, units, users):
    """Its own dice, so that what the rest of the demo throws stays as it was."""
    random = Random("承诺")
    _commitments(random, villages)
    _reviews(random, villages)
    _visits(random, users["county"])
    _supports(random, villages, units)
    _box(users)


def _commitments(random, villages):
    rows = []
    for village in villages:
        rows.append(_goal(village))
        rows += [_deed(random, village, *deed) for deed in random.sample(DEEDS, 2)]
    Commitment.objects.bulk_create(rows, batch_size=1000)


def _goal(village):
    return Commitment(
        village=village,
        year=2026,
        promiser="branch",
        kind="year",
        text=GOAL,
        standard="以年度数据为准",
        person="村党组织书记",
        due_on=date(2026, 12, 31),
        figure_id="collective_income",
        target=50_000,
        **_published(),
    )


def _published():
    return {"state": "published", "published_on": date(2026, 2, 10), "published_at": "村务公开栏"}


def _deed(random, village, text, standard, due):
    row = Commitment(
        village=village,
        year=2026,
        promiser="team",
        kind="deed",
        text=text,
        standard=standard,
        person="驻村工作组组长",
        due_on=due,
        **_published(),
    )
    if due < LAST_DAY and random.random() < 0.85:
        row.state = "kept" if random.random() < 0.9 else "broken"
        row.settled_on = due - timedelta(days=random.randrange(12))
        row.result = standard if row.state == "kept" else "资金未到位，转入明年"
    elif random.random() < 0.1:
        row.state, row.published_on, row.published_at = "proposed", None, ""
    return row


def _reviews(random, villages):
    rows = []
    for village in villages:
        satisfied, fairly = random.randrange(18, 40), random.randrange(3, 12)
        rows.append(
            DutyReview(
                village=village,
                promiser="branch",
                on=date(2026, 7, random.randrange(1, 25)),
                meeting="党员大会和村民代表会议",
                said="上半年履职和践诺情况",
                satisfied=satisfied,
                fairly=fairly,
                dissatisfied=random.randrange(4),
            )
        )
    DutyReview.objects.bulk_create(rows, batch_size=1000)


def _visits(random, by):
    """The first half year is done but for two leaders, the second is on its way."""
    links = LeaderLink.objects.filter(of_county=True, village__isnull=False)
    for number, link in enumerate(links.select_related("village").order_by("pk")):
        days = [date(2026, 2, 3), date(2026, 4, 9), date(2026, 6, 4), date(2026, 9, 10)]
        if number in {4, 11}:
            del days[1]
        for place, day in enumerate(days):
            on = day + timedelta(days=number)
            visit = LeaderVisit.objects.create(
                link=link,
                village=link.village,
                on=on,
                seen=SEEN[(number + place) % len(SEEN)],
                households=random.randrange(2, 9),
                talked_to="两委干部、党员代表",
                recorded_by=str(by),
                confirmed_at=at(on, 18) if place < 3 else None,
            )
            if place == 1:
                visit.promises.add(_promised(number, visit, by))


def _promised(number, visit, by):
    done = number % 5
    return Matter.objects.create(
        number=f"{visit.village_id[:6]}-2026-8{number:03}",
        village=visit.village,
        title="协调灌渠修缮资金",
        category=Matter.Category.WATER,
        raised_on=visit.on,
        due_on=visit.on + timedelta(days=60),
        holder=Matter.Holder.COUNTY,
        office=str(visit.link),
        held_since=visit.on,
        raised_by=str(by),
        answer="资金已拨付" if done else "",
        closed_on=visit.on + timedelta(days=50) if done else None,
        told_on=visit.on + timedelta(days=52) if done else None,
    )


def _supports(random, villages, units):
    rows = []
    for unit in units:
        kind, what, amount = random.choice(GIFTS)
        rows.append(
            UnitSupport(
                unit=unit,
                village=random.choice(villages),
                kind=kind,
                what=what,
                amount=amount,
                households=None if amount is None else random.randrange(3, 40),
                on=date(2026, random.randrange(2, 11), random.randrange(1, 28)),
                outcome="已投入使用" if random.random() < 0.7 else "",
                recorded_by="单位联络员",
            )
        )
    UnitSupport.objects.bulk_create(rows)


def _box(users):
    for number, (kind, text, answer) in enumerate(COMPLAINTS):
        on = date(2026, 10, 12 + 8 * number)
        answered = on + timedelta(days=6) if answer else None
        Complaint.objects.create(
            area_code=users["county"].area_code,
            kind=kind,
            text=text,
            handed_in_on=on,
            due_on=on + timedelta(days=15),
            answer=answer,
            answered_on=answered,
            answered_by=str(users["county"]) if answer else "",
            published=bool(answer),
            author=users["township"] if number else None,
            code_sha256="" if number else fingerprint("DEMO234567"),
        )
