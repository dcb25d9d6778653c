"""What was written in the invented year: diary, matters, leave, absences, reports."""

import hashlib
import uuid
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cadres.models import (
    Absence,
    DiaryEntry,
    Leave,
    Matter,
    MatterStep,
    QuarterlyReport,
    ReportVersion,
)
from cadres.periods import Quarter
from cadres.reports.models.deadlines import set_calendar
from cadres.reports.opening import promises
from cadres.reports.records import Records

from . import words

ZONE = ZoneInfo("Asia/Shanghai")
LAST_DAY = date(2026, 11, 20)
FIRST_DAY = date(2026, 1, 8)


def at(day, hour=17, minute=0):
    return datetime.combine(day, time(hour, minute), ZONE)


@contextmanager
def own_time(model, name):
    """Lets bulk writes keep the times given instead of now."""
    field = model._meta.get_field(name)
    field.auto_now_add = False
    try:
        yield
    finally:
        field.auto_now_add = True


def make_diary(random, postings):
    """A few entries a month for everybody in post; some late with a reason, a few returned."""
    rows = []
    for posting in postings:
        day = posting.since + timedelta(days=random.randrange(1, 9))
        last = min(posting.until or LAST_DAY, LAST_DAY)
        while day <= last:
            rows.append(_entry(random, posting, day))
            day += timedelta(days=random.randrange(9, 17))
    with own_time(DiaryEntry, "received_at"):
        DiaryEntry.objects.bulk_create(rows, batch_size=1000)


def _entry(random, posting, day):
    chosen = sorted(
        random.sample(words.TASKS, 1 if random.random() < 0.7 else 2), key=words.TASKS.index
    )
    text = "".join(random.choice(words.DIARY[task]) for task in chosen)
    late = random.random() < 0.04
    received = at(
        day + timedelta(days=random.randrange(4, 8) if late else 0), 17, random.randrange(60)
    )
    entry = DiaryEntry(
        id=uuid.UUID(int=random.getrandbits(128), version=4),
        cadre=posting.cadre,
        posting=posting,
        unit_id=posting.cadre.unit_id,
        village_id=posting.team.village_id,
        on=day,
        tasks=",".join(chosen),
        text=text,
        place=random.choice(words.PLACES),
        written_at=received,
        received_at=received,
        late_reason="村里没有信号，回镇后补记" if late else "",
        payload_sha256=hashlib.sha256(f"{posting.pk}{day}{text}".encode()).hexdigest(),
    )
    if random.random() < 0.006:
        entry.state, entry.comment = "returned", "请补上参加人和答应的时间。"
        entry.commented_by, entry.commented_at = "镇党委组织委员", received + timedelta(days=2)
    return entry


def make_matters(random, villages, quality):
    """About one a month in each village, answered as well as the village does."""
    raised = []
    for village in villages:
        day = FIRST_DAY + timedelta(days=random.randrange(25))
        while day <= LAST_DAY:
            raised.append((day, village))
            day += timedelta(days=random.randrange(18, 46))
    matters, steps = [], []
    for number, (day, village) in enumerate(sorted(raised, key=lambda r: (r[0], r[1].code)), 1):
        matter, own_steps = _matter(random, number, day, village, quality)
        matters.append(matter)
        steps += own_steps
    Matter.objects.bulk_create(matters, batch_size=1000)
    MatterStep.objects.bulk_create(steps, batch_size=2000)


def _matter(random, number, day, village, quality):
    category = random.choice(list(words.MATTERS))
    due = day + timedelta(days=15)
    prompt = quality.hit(random, village.code, 0.66)
    took = random.randrange(3, 15) if prompt else random.randrange(17, 34)
    closed = day + timedelta(days=took)
    holder = random.choices(("team", "township", "county"), (80, 15, 5))[0]
    if closed > LAST_DAY or (not prompt and random.random() < 0.12):
        closed = None
    told = closed + timedelta(days=1) if closed and quality.hit(random, village.code, 0.7) else None
    matter = Matter(
        number=f"{village.code[:6]}-2026-{number:04}",
        village=village,
        title=random.choice(words.MATTERS[category]),
        category=category,
        raised_on=day,
        due_on=due,
        holder=holder,
        held_since=day if holder == "team" else min(day + timedelta(days=3), LAST_DAY),
        closed_on=closed,
        answer=random.choice(words.ANSWERS) if closed else "",
        told_on=min(told, LAST_DAY) if told else None,
        raised_by="工作队",
        origin=_turn(number, words.ORIGINS),
        **(_said(number) if told else {}),
    )
    end = closed or LAST_DAY
    steps = [
        MatterStep(
            matter=matter, on=min(day + timedelta(days=2 + 3 * n), end), text=text, by="工作队"
        )
        for n, text in enumerate(random.sample(words.STEPS, 2))
    ]
    return matter, steps


def _turn(number, choices):
    """One of `choices` after the other, so that nothing else is drawn differently."""
    return choices[number % len(choices)]


def _said(number):
    """How the person was told, and what most of them say to it."""
    return {
        "told_how": _turn(number, words.TOLD),
        "told_by": "工作队",
        "satisfaction": _turn(number, words.SATISFACTION),
    }


def make_leave(random, postings):
    """Approved leave through the year, and a few requests that wait now."""
    rows = []
    for posting in postings:
        last = min(posting.until or LAST_DAY, LAST_DAY)
        span = (last - posting.since).days
        for start in sorted(random.sample(range(5, 300, 20), random.choice((0, 1, 1, 2)))):
            days = random.choice((1, 1, 2, 2, 3, 3, 5))
            if start + days < span:
                rows.append(_leave(posting, posting.since + timedelta(days=start), days, random))
    for posting, days in zip(random.sample(postings, 9), (1, 2, 3, 2, 1, 3, 5, 7, 6), strict=True):
        if posting.until is None:
            rows.append(_leave(posting, date(2026, 11, 24), days, random, waiting=True))
    with own_time(Leave, "requested_at"):
        Leave.objects.bulk_create(rows, batch_size=1000)


def _leave(posting, since, days, random, waiting=False):
    kind = random.choice(("personal", "sick", "annual", "official"))
    reason = {
        "personal": "家中有事",
        "sick": "到县医院就诊",
        "annual": "年休假",
        "official": "回单位办理交接",
    }[kind]
    asked = at(
        LAST_DAY - timedelta(days=random.randrange(1, 5)) if waiting else since - timedelta(days=2),
        9,
    )
    leave = Leave(
        posting=posting,
        kind=kind,
        reason=reason,
        since=since,
        until=since + timedelta(days=days - 1),
        place="县城",
        requested_at=asked,
        decider="county" if days > 3 else "township",
    )
    if not waiting:
        leave.state = "returned"
        leave.decided_by = "县基层办" if days > 3 else f"{posting.team.village.township.name}党委"
        leave.decided_at, leave.returned_on = (
            asked + timedelta(hours=5),
            leave.until + timedelta(days=1),
        )
    return leave


def make_absences(random, postings):
    """What checks found: most explained afterwards, some not."""
    rows = []
    for posting in random.sample(postings, 64):
        day = FIRST_DAY + timedelta(days=random.randrange(20, 290))
        last = posting.until or LAST_DAY
        if posting.since <= day <= last - timedelta(days=2):
            explained = random.random() < 0.55
            rows.append(
                Absence(
                    posting=posting,
                    since=day,
                    until=day + timedelta(days=random.randrange(2)),
                    explained=explained,
                    reason="到县里送材料，有通知" if explained else "检查时不在村，没有说明",
                    asked_on=day,
                    found_by="县督查组",
                    confirmed_by="县基层办",
                )
            )
    Absence.objects.bulk_create(rows)


def make_reports(random, county, towns, units):
    """Three quarters of reports; in the third some are late, returned or still being written."""
    bodies = [{"township": town} for town in towns] + [{"unit": unit} for unit in units]
    for number in (1, 2, 3):
        quarter = Quarter(2026, number)
        calendar = {kind: set_calendar(county, kind, quarter) for kind in ("township", "unit")}
        records, before = Records(county, quarter, LAST_DAY), promises(county, quarter)
        rows = []
        for place, body in enumerate(bodies):
            late = random.random() < 0.08
            state = _state(place) if number == 3 else "accepted"
            due = calendar["township" if "township" in body else "unit"].due_on
            rows.append(_report(county, quarter, due, body, state, late, records, before))
        made = QuarterlyReport.objects.bulk_create(rows)
        ReportVersion.objects.bulk_create(
            ReportVersion(
                report=report,
                number=1,
                layout=report.layout,
                sections=report.sections,
                figures=report.figures,
                signer=report.signer,
                names=report.names_now,
                by=report.submitted_by,
                at=report.first_submitted_at,
            )
            for report in made
            if report.first_submitted_at
        )


def _state(place):
    if place > 18 and place % 13 == 0:
        return "submitted"
    return {2: "submitted", 7: "submitted", 11: "returned", 15: "draft"}.get(place, "accepted")


def _report(county, quarter, due, body, state, late, records, before):
    sent = at(due + timedelta(days=4 if late else -1), 16)
    report = QuarterlyReport(
        county=county, period=str(quarter), due_on=due, state=state, held_since=sent, **body
    )
    report.set_keys()
    own = records.of(report)
    report.take(own.figures(), own.tables(), at(quarter.last_day + timedelta(days=1), 9))
    report.promises = [
        promise | {"state": "done", "why": ""}
        for promise in before.get((report.township_id, report.unit_id), [])
    ]
    author = str(body.get("township") or body.get("unit"))
    report.settled = dict.fromkeys(report.figures, author)
    report.signer = words.SIGNERS[ord(author[0]) % len(words.SIGNERS)]
    report.copies = "县委办公室"
    report.sections = {key: words.SECTIONS[key] for key in report.outline}
    if state == "draft":
        report.sections, report.settled = {"leadership": words.SECTIONS["leadership"]}, {}
        report.held_since = at(due - timedelta(days=20), 9)
        return report
    report.first_submitted_at, report.submitted_by = sent, author
    report.hands = [["author", (due - quarter.last_day).days]]
    if state == "accepted":
        report.reviewed_by, report.reviewed_at = "刘文彬", sent + timedelta(days=2)
        report.held_since = report.reviewed_at
        report.hands += [["reviewer", 2]]
    if state == "returned":
        report.reviewed_by, report.reviewed_at = "刘文彬", sent + timedelta(days=3)
        report.held_since = report.reviewed_at
        report.hands += [["reviewer", 3]]
        report.review_note = "社会进步一节请写明逾期的民情事项各在谁手里。"
        report.remarks = {"society": "逾期的民情事项只有总数，请写明卡在哪里、下步谁办。"}
    return report
