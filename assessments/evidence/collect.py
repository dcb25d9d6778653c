"""Facts of a cohort: recorded rows first, readers for the rest; each with its origin.

The database joins the facts of a subject to one text, a line for each. What a card keeps of its
facts are the same lines, in the order of their codes.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Aggregate, CharField, F, Func, Q, Value
from django.db.models.functions import Cast, Substr

from assessments.scoring import FactValue

from .figures import figure_readers
from .readers import READERS

LINE, FIELD = "\x1e", "\x1f"  # the separators of ASCII; tables and forms let none of them in


class Origin(NamedTuple):
    """Where a fact on a card comes from. `reader` names the reader of a system record; a recorded
    fact has its table's `source`, row, who entered it and when (UTC, to the minute)."""

    code: str
    value: str
    confirmed_by: str = ""
    reader: str = ""
    note: str = ""
    source: str = ""
    row: int | None = None
    entered_by: str = ""
    entered_at: str = ""


@dataclass
class Evidence:
    """`facts` is what the scoring core takes; `lines` says of each where it comes from."""

    facts: dict
    lines: dict

    def text(self, subject):
        """The facts of a subject with their origins, canonical; `origins` reads it."""
        return LINE.join(sorted(self.lines[subject].values()))


def origins(text):
    """{fact code: Origin} of the evidence kept on a card."""
    found = [line.split(FIELD) for line in text.split(LINE) if line]
    return {code: _origin(code, *details) for code, *details in found}


def _origin(code, value, *details):
    value = value or "NA"
    if len(details) == 1:
        return Origin(code, value, reader=code, note=details[0])
    confirmed_by, source, row, entered_by, entered_at = details
    row = int(row) if row else None
    return Origin(code, value, confirmed_by, "", "", source, row, entered_by, entered_at)


def collect(cohort, codes):
    """Evidence for the fact codes that a scheme needs (`Scheme.facts_needed`)."""
    codes = frozenset(codes)
    facts, lines = _recorded(cohort, codes)
    known = READERS
    for code in sorted(code for code in codes if "." in code):
        if code not in known:
            known = READERS | figure_readers()
        _read(cohort, known[code], facts, lines)
    return Evidence(facts, lines)


def _read(cohort, reader, facts, lines):
    """A recorded fact of the same code is a confirmed correction and stands."""
    if cohort.kind not in reader.kinds:
        return
    for subject, fact in reader.read(cohort).items():
        if reader.name not in facts[subject]:
            facts[subject][reader.name] = fact
            shown = "" if fact.na else f"{fact.value:f}"
            lines[subject][reader.name] = FIELD.join((reader.name, shown, fact.note))


def _recorded(cohort, codes):
    family, memo = _Family(codes), _Memo()
    told = defaultdict(lambda: ({}, {}))
    for _area, subject, text in _texts(cohort).iterator(1000):
        _fill(text, family, memo, *told[subject])
    facts, lines = {}, {}
    for code, member in cohort.members.items():
        mine = _persons(member, told, family) if member.cadre else told[code]
        facts[code], lines[code] = map(dict, mine)
    return facts, lines


def _fill(text, family, memo, facts, lines):
    """Fill {fact code: FactValue} and {fact code: line} with what somebody reads."""
    for line in text.split(LINE):
        code, value, confirmed_by, source, _rest = line.split(FIELD, 4)
        if family[code] is not None:
            facts[code] = memo[value, confirmed_by, "" if value else source]
            lines[code] = line


class _Line(Func):
    """The fields as one text; each of the databases does it at once in its own way."""

    function = "FORMAT"
    output_field = CharField()

    def __init__(self, *fields):
        super().__init__(Value(FIELD.join(["%s"] * len(fields))), *fields)

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, function="PRINTF")


class _Lines(Aggregate):
    """The lines of a group, in no order."""

    function = "STRING_AGG"
    template = f"%(function)s(%(expressions)s, '{LINE}')"
    output_field = CharField()

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, function="GROUP_CONCAT")


def _texts(cohort):
    """(area, subject, its lines) of the facts that may be for the cohort.

    A place is where it belongs itself; other subjects belong to a place, for a person who moved to
    several. A value that does not apply is empty.
    """
    of_places = Q(subject_code=F("area_code"))
    entered_at = Substr(Cast("entered_at", CharField()), 1, 16)
    line = _Line("code", "value", "confirmed_by", "source", "row", "entered_by", entered_at)
    return (
        cohort.recorded()
        .filter(of_places if cohort.kind in {"village", "township"} else ~of_places)
        .order_by()
        .values_list("area_code", "subject_code")
        .annotate(lines=_Lines(line))
    )


class _Family(dict):
    """{recorded code: the fact it belongs to, itself or that of which it is a label or a scorer};
    None for codes nobody reads."""

    def __init__(self, codes):
        super().__init__()
        self.codes = codes

    def __missing__(self, code):
        base = code.rpartition(".")[0]
        self[code] = next((each for each in (code, base) if each in self.codes), None)
        return self[code]


class _Memo(dict):
    """{(value, confirmed_by, why it does not apply): FactValue}, one object for equal facts."""

    def __missing__(self, key):
        text, confirmed_by, reason = key
        if text:
            fact = FactValue.of(text, confirmed_by=confirmed_by)
        else:
            fact = FactValue(na=True, confirmed_by=confirmed_by, note=reason)
        self[key] = fact
        return fact


def _persons(member, told, family):
    """Facts of a person hold for each of the postings, unless told of CODE@TEAM itself."""
    general, own = told[member.cadre], told.get(f"{member.cadre}@{member.team}")
    if own is None:
        return general
    families = {family[code] for code in own[0]}
    return [
        mine | {code: found for code, found in theirs.items() if family[code] not in families}
        for mine, theirs in zip(own, general, strict=True)
    ]
