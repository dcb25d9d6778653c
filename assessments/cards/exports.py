"""Tables out: the results of a period, or every line of its cards, as csv, xlsx or json."""

import json
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.sheets import NUMBER, csv_bytes, xlsx_bytes
from assessments.evidence import named_readers
from assessments.scoring import words

from .lines import lines_of

RESULT_HEADERS = {
    "subject_code": "对象代码",
    "subject_name": "对象名称",
    "class": "类别",
    "total": "总分",
    "possible": "可得分",
    "rank": "名次",
    "grade": "等次",
    "outcomes": "结果运用",
    "state": "状态",
}
LINE_HEADERS = {
    "subject_code": "对象代码",
    "code": "编号",
    "name": "名称",
    "measured": "数据",
    "points": "得分",
    "full": "满分",
    "words": "说明",
}
NUMBERS = {"total", "possible", "rank", "measured", "points", "full"}


def exact(number, decimals):
    """A stored Decimal with the scheme's decimals, with more where it has more, since what is
    printed is what was compared; '' for None."""
    if number is None:
        return ""
    own = -number.normalize().as_tuple().exponent
    return f"{number:.{max(decimals, own)}f}"


def result_rows(cards):
    """[{English header: text}] of the results table (SCORING §10), class by class, best first.

    `cards`: a queryset of one scheme; a waiting card has no total, possible, rank or grade."""
    found = cards.for_list().select_related("scheme_version")
    ordered = sorted(
        found, key=lambda card: (card.class_name, card.rank or 10**9, card.subject_code)
    )
    return [_result(card, card.scheme_version.table.decimals) for card in ordered]


def _result(card, decimals):
    return {
        "subject_code": card.subject_code,
        "subject_name": card.subject_name,
        "class": card.class_name,
        "total": exact(card.total, decimals),
        "possible": exact(card.possible, decimals),
        "rank": "" if card.rank is None else str(card.rank),
        "grade": card.grade_name,
        "outcomes": ";".join(card.outcomes),
        "state": card.state,
    }


def line_rows(cards):
    """[{English header: text}] of the result lines, card by card in the order of the codes."""
    ordered = list(cards.order_by("subject_code").select_related("scheme_version"))
    measures = _measures({card.scheme_version for card in ordered})
    return [
        {
            "subject_code": card.subject_code,
            "code": line.code,
            "name": line.name,
            "measured": line.measured,
            "points": "" if line.points is None else f"{line.points:f}",
            "full": f"{line.full:f}",
            "words": words(line, "zh", measures.get(line.facts[:1], "")),
        }
        for card in ordered
        for line in lines_of(card)
    ]


def _measures(versions):
    """{(fact,): its unit in Chinese} of the facts that readers answer."""
    codes = {rule.fact for version in versions for rule in version.table.rules if rule.fact}
    with override("zh-hans"):
        return {(code,): str(reader.unit) for code, reader in named_readers(codes).items()}


def table(cards, lines=False, zh=False):
    """(header, rows) of the results or of their lines, for any writer of tables; numbers are
    Decimals with the digits of the text."""
    headers = LINE_HEADERS if lines else RESULT_HEADERS
    rows = line_rows(cards) if lines else result_rows(cards)
    return list(headers.values() if zh else headers), [
        [_number(text) if name in NUMBERS else text for name, text in row.items()] for row in rows
    ]


def _number(text):
    """The Decimal that a text is; a label, NA or nothing stay text."""
    return Decimal(text) if NUMBER.fullmatch(text) else text


def json_bytes(header, rows):
    """Numbers as text, so that no reader makes a float of them."""
    found = [dict(zip(header, row, strict=True)) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1, default="{:f}".format).encode()


WRITERS = {".csv": csv_bytes, ".xlsx": xlsx_bytes, ".json": json_bytes}


def write(path, cards, lines=False, zh=False):
    """Write the table to a .csv, .xlsx or .json file; ValueError for any other name.

    A csv with English headers is for programs and has no mark in front; one in Chinese opens by a
    double click.
    """
    path = Path(path)
    make = WRITERS.get(path.suffix.lower())
    if make is None:
        raise ValueError(_("Name the file .csv, .xlsx or .json."))
    mark = {"encoding": "utf-8"} if make is csv_bytes and not zh else {}
    path.write_bytes(make(*table(cards, lines, zh), **mark))
