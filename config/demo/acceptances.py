"""A pilot of 2023 whose three years are over: one village in each state of its acceptance."""

from datetime import date

from cadres.acceptances.models.criteria import NO, YES
from cadres.acceptances.opening import open_acceptances, reexamine
from cadres.models import Acceptance, Batch, LeaderLink, WorkTeam

from . import words
from .work import at

TOWN, LATER = "441621102", "441621103"  # 龙窝镇 is on its way, the other not yet opened
SINCE, OPENED = date(2023, 1, 8), date(2026, 3, 2)
GROUP = "刘文彬、陈佩珊、钟建平"
PROBLEMS = [
    ("后备干部只有一名经过镇党委审查", date(2026, 9, 30)),
    ("财务公开栏两个季度没有更新", date(2026, 12, 20)),
]
KNOWN = ("洋头村", "官田村")  # 官田村 is the demo cadre's
SAID = {
    "society": "文化广场建成使用，三年无越级上访",
    "style": "群众代表座谈和入户走访均反映良好",
    "incentives": "村干部补贴按月发放，购买养老保险",
    "solved": "清单所列问题逐项销号",
    "content": "村民代表会议测评",
    "means": "办公室设在党政办，配专干两名，经费列入预算",
}


def make_acceptances(county, villages, users):
    """洋头村 has to mend; of the others in 龙窝镇 the best has passed, the last has not."""
    served = [village for village in villages if village.township_id in {TOWN, LATER}]
    served.sort(key=lambda village: (village.township_id, village.name[:3] not in KNOWN))
    pilot = [v for v in served if v.township_id == TOWN][:7]
    pilot += [v for v in served if v.township_id == LATER][:3]
    batch = _batch(county, pilot)
    _links(county, pilot, users["leader"])
    open_acceptances(users["county"], batch, [pilot[0].township], OPENED)
    rows = list(Acceptance.objects.filter(village__isnull=False))
    rows.sort(key=lambda row: (str(row.village) != KNOWN[0], -_met(row)))
    for row, go in zip(rows, WAYS, strict=True):
        go(row, users)
    _date_back()


def _met(row):
    return sum(met is True for met in row.met_lines.values())


def _batch(county, pilot):
    batch = Batch.objects.create(
        county=county, code="2023", name="2023年试点批", since=SINCE, until=date(2026, 1, 7)
    )
    WorkTeam.objects.bulk_create(
        WorkTeam(code=f"2023-{village.pk}", village=village, batch=batch, level="county", size=1)
        for village in pilot
    )
    return batch


def _links(county, pilot, leader):
    """Links of 2023, still in force; the demo leader has the first two."""
    rows = []
    for place, village in enumerate(pilot):
        name, post = words.LEADERS[place]
        user = leader if name == leader.name or place == 1 else None
        if user:
            name, post = leader.name, leader.office
        rows.append(
            LeaderLink(
                county=county, leader=name, post=post, village=village, since=SINCE, user=user
            )
        )
    LeaderLink.objects.bulk_create(rows)


def _answered(row, by, doubtful=()):
    """`doubtful` lines are said not to be met; numbers that are not met get their reason."""
    for line in row.lines:
        key = line.target.key
        if line.target.is_number:
            row.answers[key] = {} if line.met else {"note": "本年继续推进，已列入年度计划"}
        else:
            met = NO if key in doubtful else YES
            row.answers[key] = {"met": met, "note": SAID.get(key, "台账和公开栏可查")}
    row.save_if_current()
    return row


def _draft(row, users):
    _answered(row, users["township"])


def _submitted(row, users, doubtful=()):
    return _answered(row, users["township"], doubtful).submit(users["township"])


def _returned(row, users):
    _submitted(row, users).send_back(users["county"], "请补党员联系群众的记录")


def _concluded(row, users, conclusion="passed", problems=(), doubtful=()):
    row = _submitted(row, users, doubtful)
    return row.conclude(users["county"], conclusion, GROUP, "同意验收组意见", problems)


def _passed(row, users):
    _concluded(row, users).approve(users["county2"])


def _mend(row, users):
    row = _concluded(row, users, "mend", PROBLEMS, ["disclosure"]).approve(users["county2"])
    first = row.problems.first()
    first.mend(users["township"], "增补两名后备干部，镇党委已审查", date(2026, 9, 20))


def _failed(row, users):
    row = _concluded(row, users, "failed", PROBLEMS, ["content", "solved"])
    reexamine(row.approve(users["county2"]), users["county"], date(2026, 11, 2))


WAYS = (_mend, _passed, _concluded, _submitted, _returned, _draft, _failed)


def _date_back():
    """As if it had gone on in the spring."""
    rows = Acceptance.objects.filter(round=1)
    rows.update(read_at=at(OPENED, 9), held_since=date(2026, 3, 20))
    rows.filter(submitted_at__isnull=False).update(submitted_at=at(date(2026, 3, 20), 16))
    rows.filter(examined_at__isnull=False).update(examined_at=at(date(2026, 4, 10), 16))
    rows.filter(approved_at__isnull=False).update(approved_at=at(date(2026, 4, 20), 10))
