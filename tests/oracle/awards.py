"""Who stands where, and what follows? Ranks, grades and outcomes of §7."""

from fractions import Fraction
from math import floor
from typing import NamedTuple

from .table import compare, conditions


class Standing(NamedTuple):
    """A subject's result of one period; `rank` and `bottom` are None without ranks."""

    total: object
    rank: object
    bottom: object
    grade: object
    percent: object


class OtherResult(NamedTuple):
    """Another scheme's card, for the method `from`."""

    total: object
    possible: object


def places(totals, ties):
    """{subject: (rank, bottom)} for {subject: total}; `ties` is 1224 or 1223."""
    found = {}
    for subject, total in totals.items():
        above = [other for other in totals.values() if other > total]
        below = [other for other in totals.values() if other < total]
        if ties == "1223":
            above, below = set(above), set(below)
        found[subject] = (1 + len(above), 1 + len(below))
    return found


def holds(when, standing, names):
    """Whether every condition holds; `names` gives a grade's code for its name or code."""
    for measure, operator, wanted in conditions(when):
        value = getattr(standing, measure)
        if value is None:
            return False
        if measure == "grade":
            if value != names.get(wanted.strip(), wanted.strip()):
                return False
        elif not compare(Fraction(value), operator, Fraction(wanted)):
            return False
    return True


def quota_places(quota, ranked):
    """How many places a class has; `ranked` is how many of it have a rank."""
    if not quota.endswith("%"):
        return int(quota)
    if ranked == 0:
        return 0
    return max(1, floor(Fraction(quota.removesuffix("%")) * ranked / 100))


def within_quota(totals, count):
    """Who of {subject: total} gets one of `count` places; a straddling tie gets none."""
    return {
        subject
        for subject, total in totals.items()
        if sum(1 for other in totals.values() if other >= total) <= count
    }


def grades(rows, standings, caps, applies):
    """{subject: grade code} of one class.

    `rows` best first, `standings` {subject: Standing} of the draft cards, `caps` {subject: the
    index of the best row still open} of the capped, `applies(row, subject)`.
    """
    names = grade_names(rows)
    ranked = sum(1 for standing in standings.values() if standing.rank is not None)
    given = {}
    for index, row in enumerate(rows):
        fitting = [
            subject
            for subject, standing in standings.items()
            if subject not in given
            and applies(row, subject)
            and index >= caps.get(subject, 0)
            and holds(row.params.get("when", ""), standing, names)
        ]
        winners = set(fitting)
        if "quota" in row.params:
            rivals = {s: standings[s].total for s in fitting if s not in caps}
            count = quota_places(row.params["quota"], ranked)
            winners = {s for s in fitting if s in caps} | within_quota(rivals, count)
        given.update(dict.fromkeys(winners, row.code))
    return given


def grade_names(rows):
    """A grade's code by its name or its code."""
    return {row.name: row.code for row in rows} | {row.code: row.code for row in rows}


def outcome_holds(row, standing, history, names):
    """Whether the rule holds now and in enough periods before; `history` latest first."""
    years = int(row.params.get("years", 1))
    in_a_row = [standing, *history][:years]
    when = row.params.get("when", "")
    return len(in_a_row) == years and all(holds(when, each, names) for each in in_a_row)
