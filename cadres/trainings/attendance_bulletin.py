"""考勤通报: called, came, excused, absent, by kind of unit (form 10f).

An absence is named only after the person answered and the answer was not accepted, or let the days
for it pass; until then it is counted and nobody is named. The paper is Chinese whatever language
the desk speaks.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from cadres.documents.paper import Annex, Paper, as_docx, day
from villages.models import ProgrammeRule

ORDINALS = "一二三"


def answered_before(today):
    """Who was asked before this day has had the days of the rule to explain."""
    return today - timedelta(days=int(ProgrammeRule.number("absence_answer_days")))


@dataclass
class Count:
    """People of one kind, or all."""

    called: int = 0
    came: int = 0
    excused: int = 0
    absent: int = 0
    waiting: int = 0

    @property
    def rate(self):
        """到课率 in percent, one decimal; None when nobody was called."""
        if not self.called:
            return None
        return (Decimal(100 * self.came) / self.called).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True)
class Notice:
    """`groups` [(kind of unit, Count)]; `named` the absent who were heard, `waiting` not yet."""

    training: object
    groups: list
    whole: Count
    named: list

    @property
    def is_final(self):
        return not self.whole.waiting


def notice(training, rows, today):
    """The Notice of a course from the attendances a user sees: no query but one for the rule."""
    limit = answered_before(today)
    groups, whole, named = defaultdict(Count), Count(), []
    for row in rows:
        kind = _kind(row, limit)
        for count in (groups[_type(row.cadre.unit)], whole):
            count.called += 1
            setattr(count, kind, getattr(count, kind) + 1)
        if kind == "absent":
            named.append(row)
    return Notice(training, sorted(groups.items()), whole, named)


def _type(unit):
    """参训人员类型: the unit's class in the county's own words, or its level."""
    return unit.class_name or str(unit.level_label) or "—"


def _kind(row, limit):
    if row.attended:
        return "came"
    if row.accepted is not None:
        return "excused" if row.accepted else "absent"
    late = row.asked_on is not None and row.asked_on < limit and not row.excuse
    return "absent" if late else "waiting"


def title(training):
    return f"关于{training}考勤情况的通报"


def sentences(told):
    """[(heading, [sentence])]"""
    course, whole = told.training, told.whole
    parts = [("总体情况", [_overall(course, whole), *_guests(course)])]
    if told.named:
        parts.append(("缺席人员", [_absent(row) for row in told.named]))
    if whole.waiting:
        parts.append(("正在说明", [f"另有{whole.waiting}人正在说明期内或说明待认定，暂不通报。"]))
    return [(f"{ORDINALS[at]}、{heading}", lines) for at, (heading, lines) in enumerate(parts)]


def _overall(course, whole):
    rate = "" if whole.rate is None else f"，到课率{whole.rate}%"
    where = f"在{course.place}" if course.place else ""
    return (
        f"{day_span(course)}，{where}举办{course}，共{course.hours.normalize():f}学时。"
        f"应到{whole.called}人，实到{whole.came}人，请假{whole.excused}人，"
        f"缺席{whole.absent}人{rate}。"
    )


def _guests(course):
    if not course.guests_called:
        return []
    came = "" if course.guests_came is None else f"，实到{course.guests_came}人"
    return [f"{course.guests or '其他人员'}应到{course.guests_called}人{came}。"]


def _absent(row):
    words = f"本人说明：{row.excuse}（未予采纳）" if row.excuse else "逾期未作说明"
    return f"{row.cadre}（{row.cadre.unit}）：{words}。"


def day_span(course):
    first, last = course.since, course.until
    if first == last:
        return f"{first.year}年{first.month}月{first.day}日"
    return f"{first.year}年{first.month}月{first.day}日至{last.month}月{last.day}日"


def table(told):
    """(header, rows, total) of 按参训人员类型."""
    header = ["参训人员类型", "应到", "实到", "请假", "缺席", "说明中", "到课率（%）"]
    rows = [_cells(label, count) for label, count in told.groups]
    return header, rows, _cells("合计", told.whole)


def _cells(label, count):
    return [
        label,
        count.called,
        count.came,
        count.excused,
        count.absent,
        count.waiting,
        count.rate,
    ]


def docx(told, organ, moment):
    header, rows, total = table(told)
    paper = Paper(
        title=title(told.training),
        to="各乡镇党委，各派出单位",
        intro="现将考勤情况通报如下。",
        parts=sentences(told),
        organ=organ,
        on=day(moment),
        annexes=[Annex("按参训人员类型统计表", header, [*rows, total])],
    )
    return as_docx(paper)
