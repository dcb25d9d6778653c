"""The lines of a card as canonical JSON: how a run keeps them, how they are read again.

A stored line is `[code, measured, points, full, policy, trace]`; its name, method and clause stand
in the scheme version that the card names, which never changes once a card names it. A sum keeps no
operands: they are the points of the lines below it.
"""

import json
from decimal import Decimal

from assessments.scoring import Line

_JSON = json.JSONEncoder(
    default=str, ensure_ascii=False, check_circular=False, separators=(",", ":")
)


def encode(cards):
    """[canonical JSON of the lines] of scoring.Cards; equal lines give equal text.

    `cards` is a list: those who measured the same share a Line, known by its id while it lives."""
    lines = {id(line): line for card in cards for line in card.lines}
    texts = {key: _line_text(line) for key, line in lines.items()}
    return [
        f'{{"left":{_JSON.encode(card.left)},"lines":[{_joined(texts, card.lines)}]}}'
        for card in cards
    ]


def _joined(texts, lines):
    return ",".join(map(texts.__getitem__, map(id, lines)))


def _line_text(line):
    first, *later = line.trace
    if first[0] == "sum":
        first = first[:2]
    trace = (first, *later)
    return _JSON.encode((line.head.code, line.measured, line.points, line.full, line.policy, trace))


def points_of(text):
    """{code: points} of stored lines: lines that waited are absent, lines that left are None."""
    kept = json.loads(text)
    found = {line[0]: Decimal(line[2]) for line in kept["lines"] if line[2] is not None}
    return found | dict.fromkeys(kept["left"])


def lines_of(card):
    """[scoring.Line] of a stored card, in the order of the table; `scoring.words` reads each."""
    rules = {rule.code: rule for rule in card.scheme_version.table.rules}
    stored = json.loads(card.lines)["lines"]
    points = {line[0]: line[2] for line in stored}
    return [_line(rules[line[0]], line, points) for line in stored]


def _line(rule, stored, points):
    _code, measured, gained, full, policy, (first, *later) = stored
    if first[0] == "sum":
        first = [*first[:2], [points[code] for code in rule.children if code in points]]
    kept = {"measured": measured, "points": gained, "full": full, "policy": policy}
    return Line.from_json(_head(rule) | kept | {"trace": [first, *later]})


def _head(rule):
    return {
        "code": rule.code,
        "name": rule.name,
        "level": rule.level,
        "method": "" if rule.level == "veto" else rule.method,
        "basis": rule.basis,
        "facts": rule.fact_codes,
    }
