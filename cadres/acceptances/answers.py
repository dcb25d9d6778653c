"""What the records say to each line of an acceptance (S3 二). Unknown is None, never 0.

A reader takes the Records, the line's target and the villages: one, or all those of a township.
What it says is Chinese whatever the page's language, for it is stored.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings
from django.utils import timezone, translation

from villages.models import ActivityKind
from villages.models.branches import cross_appointment

CENT = Decimal("0.01")
READERS = {}


def reads(*keys):
    def register(function):
        READERS.update(dict.fromkeys(keys, function))
        return function

    return register


def read(records, targets, villages):
    """{line: {standard, start, end, met, said, source}} as JSON, numbers as text."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            target.key: READERS[target.key](records, target, villages)
            for target in targets
            if target.key in READERS
        }


def _reading(standard="", start=None, end=None, met=None, said="", source=""):
    return {
        "standard": standard,
        "start": _text(start),
        "end": _text(end),
        "met": met,
        "said": said,
        "source": source,
    }


def _text(number):
    return None if number is None else f"{Decimal(number).normalize():f}"


def _at_least(records, target):
    """(limit, '≥ 75 %')"""
    limit = records.rules[target.rule]
    return limit, f"≥ {_text(limit)} {target.unit}"


def percent(part, whole):
    """Two decimals, half up: what is printed is what is compared (SCORING §4); None of nothing."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(CENT, ROUND_HALF_UP) if whole else None


def _met(value, limit):
    return None if value is None else value >= limit


def _committees(records, day, villages):
    """(committees that are recorded, how many villages have none)."""
    known = [records.committees[day][v] for v in villages if v in records.committees[day]]
    return known, len(villages) - len(known)


def _named(records, missing):
    day = f"两委成员名册，{records.until}"
    return f"{day}；{missing} 个村没有记录" if missing else day


@reads("cross_appointment")
def cross(records, target, villages):
    limit, standard = _at_least(records, target)
    counts = []
    for day in (records.since, records.until):
        known, missing = _committees(records, day, villages)
        both, people, _share = cross_appointment(sum(known, []))
        counts.append((percent(both, people), both, people, missing))
    (start, *_was), (end, both, people, missing) = counts
    said = f"两委 {people} 人，交叉任职 {both} 人" if people else ""
    met = None if missing else _met(end, limit)
    return _reading(standard, start, end, met, said, _named(records, missing))


@reads("one_shoulder")
def one_shoulder(records, target, villages):
    """Of one village yes or no, of several their share in percent."""
    values = []
    for day in (records.since, records.until):
        known, missing = _committees(records, day, villages)
        held = sum(any(one.is_one_shoulder for one in committee) for committee in known)
        value = percent(held, len(known)) if target.unit else (held if known else None)
        values.append((value, held, len(known), missing))
    (start, *_was), (end, held, known, missing) = values
    limit, standard = _at_least(records, target) if target.unit else (1, "是")
    said = f"{known} 个村，一肩挑 {held} 个" if target.unit else ""
    met = None if missing else _met(end, limit)
    return _reading(standard, start, end, met, said, _named(records, missing))


@reads("reserves")
def reserves(records, target, villages):
    limit, standard = _at_least(records, target)
    start, end = (records.reserves[day][villages[0]] for day in (records.since, records.until))
    source = f"经镇党委审查的后备干部，{records.until}"
    return _reading(standard, start, end, end >= limit, "", source)


def _source(records, village, kinds, year):
    """Who confirmed these figures of a year, and when."""
    figures = [records.figures.get((village, kind, year)) for kind in kinds]
    if not all(figures):
        return f"{year}年没有数据"
    if not all(figure.confirmed_at for figure in figures):
        return f"{year}年数据，尚未确认"
    last = max(figures, key=lambda figure: figure.confirmed_at)
    return f"{year}年数据，{last.confirmed_by} {timezone.localdate(last.confirmed_at)} 确认"


@reads("collective_income")
def collective_income(records, target, villages):
    limit, standard = _at_least(records, target)
    (village,), kind, last = villages, "collective_income", records.years[-1]
    start = records.value(village, kind, records.years[0] - 1)
    end = records.value(village, kind, last)
    source = _source(records, village, [kind], last)
    return _reading(standard, start, end, _met(end, limit), "", source)


def _share(part):
    """A reader of one year: this figure in percent of the party members."""

    def value(records, village, year):
        told = records.value(village, part, year)
        members = records.value(village, "party_members", year)
        return None if told is None or members is None else percent(told, members)

    return value


@reads("members_skilled")
def members_skilled(records, target, villages):
    limit, standard = _at_least(records, target)
    share, last = _share("skilled_members"), records.years[-1]
    start = share(records, villages[0], records.years[0] - 1)
    end = share(records, villages[0], last)
    source = _source(records, villages[0], ["skilled_members", "party_members"], last)
    return _reading(standard, start, end, _met(end, limit), "", source)


def _growth(records, village, year):
    now = records.value(village, "income_per_head", year)
    before = records.value(village, "income_per_head", year - 1)
    return percent(now - before, before) if now is not None and before else None


def _new(records, village, year):
    return records.value(village, "new_members", year)


YEARLY = {
    "new_members": (_new, ["new_members"]),
    "members_trained": (_share("trained_members"), ["trained_members", "party_members"]),
    "income_growth": (_growth, ["income_per_head"]),
}


@reads(*YEARLY)
def yearly(records, target, villages):
    """To be reached in each of the years; the value is the lowest of them."""
    value, kinds = YEARLY[target.key]
    limit, standard = _at_least(records, target)
    found = {year: value(records, villages[0], year) for year in records.years}
    known = [each for each in found.values() if each is not None]
    lowest, complete = min(known, default=None), len(known) == len(found)
    missed = lowest is not None and lowest < limit
    told = [
        f"{year}年 {'未知' if each is None else _text(each) + ' ' + target.unit}"
        for year, each in found.items()
    ]
    return _reading(
        f"每年 {standard}",
        value(records, villages[0], records.years[0] - 1),
        lowest if complete or missed else None,
        False if missed else True if complete else None,
        "，".join(told) + "，取最低的一年",
        _source(records, villages[0], kinds, records.years[-1]),
    )


@reads("villages_passed")
def villages_passed(records, target, villages):
    limit, standard = _at_least(records, target)
    passed = len(records.passed.intersection(villages))
    share = percent(passed, len(villages))
    said = f"{len(villages)} 个村，验收合格 {passed} 个"
    return _reading(standard, None, share, _met(share, limit), said, "村的验收结论")


ACTIVITIES = {
    "society": ("culture", "mediation"),
    "disclosure": ("disclosure", "finance"),
    "branch_life": ("branch_life", "party_class"),
    "member_training": ("member_training", "skill_training"),
    "contact": ("contact",),
    "deliberation": ("deliberation",),
}


@reads(*ACTIVITIES)
def activities(records, target, villages):
    """What the village has recorded of it, for whoever answers."""
    if not any(village == villages[0] for village, _kind in records.activities):
        return _reading(said="这几年没有活动记录")
    told = []
    for kind in ACTIVITIES[target.key]:
        times = records.activities.get((villages[0], kind), 0)
        told.append(f"{ActivityKind(kind).label} {times} 次")
    return _reading(said="，".join(told))


def _sums(counts, villages):
    rows = [counts[village] for village in villages if village in counts]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else None


@reads("solved")
def solved(records, target, villages):
    told = []
    if promises := _sums(records.promises, villages):
        told.append("到期承诺 {} 项，兑现 {} 项".format(*promises))
    if matters := _sums(records.matters, villages):
        told.append("民情事项 {} 件，办结 {} 件".format(*matters))
    return _reading(said="；".join(told) or "没有承诺和民情事项的记录")


@reads("content")
def content(records, target, villages):
    ballots = _sums(records.ballots, villages)
    if ballots is None:
        return _reading(said="没有述职测评的记录")
    good, all_ = ballots
    said = f"述职测评收回 {all_} 票，满意和基本满意 {good} 票"
    return _reading(said=f"{said}（{_text(percent(good, all_))}%）")
