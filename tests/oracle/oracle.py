"""What should a run give? The whole of §§2–7 in one call, slowly."""

from fractions import Fraction

from . import awards
from .awards import OtherResult, Standing
from .sheet import Sheet
from .table import Table, decimal, rounded

__all__ = ["OtherResult", "Standing", "grade"]


def grade(
    rows, period, subjects, facts, quarters=None, history=None, others=None, confirmed=frozenset()
):
    """{subject: card} in the subjects' order, for one run of a valid scheme.

    rows: [(number, {column: text})]; period: `2026-Q1` or `2026`; subjects: [{code, class, days,
    related}]; facts: {(subject, fact): text}; quarters: {`2026-Q1`: {subject: {line: Decimal}}};
    history: {subject: [Standing]}, latest first; others: {(scheme, subject): OtherResult};
    confirmed: {(subject, fact)} of vetoes.

    A card is a dict of total, possible, percent, scaled, rank, bottom, grade (a code), outcomes
    (codes), state, waiting (codes) and lines {code: (points, full)}. What is empty is None.
    """
    by_subject = {subject["code"]: {} for subject in subjects}
    for (subject, fact), text in facts.items():
        by_subject[subject][fact] = text.strip()
    table = Table(rows)
    sheet = Sheet(table, period, subjects, by_subject, quarters, others, confirmed)
    cards = {subject["code"]: _card(sheet, subject["code"]) for subject in subjects}
    for members in _classes(subjects):
        _rank(table, cards, members)
        _award(sheet, cards, [m["code"] for m in members], history or {})
    return {code: _shown(card) for code, card in cards.items()}


def _classes(subjects):
    names = dict.fromkeys(subject.get("class", "") for subject in subjects)
    return [[s for s in subjects if s.get("class", "") == name] for name in names]


def _card(sheet, subject):
    """The card before ranks, in Fractions."""
    table = sheet.table
    vetoes = sheet.vetoes(subject)
    confirmed = [veto for veto in vetoes if (subject, veto.fact) in sheet.confirmed]
    waiting = [code for top in _tops(table) for code in sheet.waits_for(top, subject)]
    waiting += [veto.code for veto in vetoes if veto not in confirmed]
    card = {
        "total": None,
        "possible": None,
        "percent": None,
        "scaled": None,
        "rank": None,
        "bottom": None,
        "grade": None,
        "outcomes": [],
        "state": "waiting" if waiting else "draft",
        "waiting": waiting,
        "lines": {
            line.code: (sheet.points(line, subject), sheet.full(line, subject))
            for line in table.lines.values()
            if sheet.stands(line, subject)
        },
        "effects": [veto.params["effect"] for veto in confirmed],
    }
    if not waiting:
        _add_up(sheet, subject, card)
    return card


def _tops(table):
    return table.sections + table.bonuses


def _add_up(sheet, subject, card):
    """Total, possible and percent, of a card that does not wait."""
    counted = [
        top
        for top in _tops(sheet.table)
        if sheet.stands(top, subject) and (top.level == "bonus" or top.points != 0)
    ]
    total = sum((sheet.points(top, subject) for top in counted), Fraction(0))
    possible = sum(
        (sheet.full(top, subject) for top in counted if top.level == "section"), Fraction(0)
    )
    card["total"] = Fraction(0) if "zero:total" in card["effects"] else total
    card["possible"] = possible
    if possible:
        card["percent"] = rounded(card["total"] * 100 / possible, 2)
        if sheet.quarterly:
            whole = sheet.table.scheme.points
            card["scaled"] = rounded(card["total"] * whole / possible, sheet.table.decimals)


def _rank(table, cards, members):
    """Rank and bottom of one class."""
    if len(members) < table.min_class:
        return
    totals = {
        m["code"]: cards[m["code"]]["total"]
        for m in members
        if cards[m["code"]]["state"] == "draft"
        and (m.get("days") is None or m["days"] >= table.min_days)
    }
    for code, (rank, bottom) in awards.places(totals, table.ties).items():
        cards[code]["rank"], cards[code]["bottom"] = rank, bottom


def _award(sheet, cards, members, history):
    """Grades and outcomes of one class."""
    drafts = [code for code in members if cards[code]["state"] == "draft"]
    rows = [row for row in sheet.table.grades if sheet.of_this_period(row)]
    names = awards.grade_names(rows)
    caps = {code: _cap(cards[code]["effects"], rows, names) for code in drafts}
    caps = {code: index for code, index in caps.items() if index is not None}
    standings = {code: _standing(cards[code]) for code in drafts}
    given = awards.grades(rows, standings, caps, sheet.applies)
    for code in drafts:
        cards[code]["grade"] = given.get(code)
        cards[code]["outcomes"] = [
            row.code
            for row in sheet.table.outcomes
            if sheet.of_this_period(row)
            and sheet.applies(row, code)
            and f"bar:{row.code}" not in cards[code]["effects"]
            and awards.outcome_holds(row, _standing(cards[code]), history.get(code, []), names)
        ]


def _standing(card):
    return Standing(card["total"], card["rank"], card["bottom"], card["grade"], card["percent"])


def _cap(effects, rows, names):
    """The index of the best grade still open, None when no veto caps."""
    codes = [row.code for row in rows]
    capped = [names.get(e.removeprefix("cap:")) for e in effects if e.startswith("cap:")]
    return max((codes.index(code) for code in capped if code in codes), default=None)


def _shown(card):
    """In Decimals, without what was only needed on the way."""
    shown = {name: value for name, value in card.items() if name != "effects"}
    for name in ("total", "possible", "percent", "scaled"):
        shown[name] = decimal(card[name])
    shown["lines"] = {
        code: (decimal(points), decimal(full)) for code, (points, full) in card["lines"].items()
    }
    return shown
