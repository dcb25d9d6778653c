"""Facts of a cohort: recorded rows first, readers for the rest; each with its origin."""

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Substr

from ..scoring import FactValue
from .figures import figure_readers
from .readers import READERS

_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


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
    """`facts` is what the scoring core takes; `rows` the same with its origins, ready for JSON."""

    facts: dict
    rows: dict

    def as_json(self, subject):
        """Canonical JSON of the facts of a subject; `origins` reads it."""
        return _JSON.encode(self.rows[subject])


def origins(text):
    """{fact code: Origin} of the evidence kept on a card."""
    found = {}
    for code, value, *rest in json.loads(text):
        kind, *details = rest
        if kind == "reader":
            found[code] = Origin(code, value, reader=code, note=details[0])
        else:
            found[code] = Origin(code, value, kind, "", "", *details)
    return found


def collect(cohort, codes):
    """Evidence for the fact codes that a scheme needs (`Scheme.facts_needed`)."""
    codes = frozenset(codes)
    facts, rows = _recorded(cohort, codes)
    known = READERS
    for code in sorted(code for code in codes if "." in code):
        if code not in known:
            known = READERS | figure_readers()
        _read(cohort, known[code], facts, rows)
    for subject in rows:
        rows[subject].sort()
    return Evidence(facts, rows)


def _read(cohort, reader, facts, rows):
    """A recorded fact of the same code is a confirmed correction and stands."""
    if cohort.kind not in reader.kinds:
        return
    for subject, fact in reader.read(cohort).items():
        if reader.name not in facts[subject]:
            facts[subject][reader.name] = fact
            shown = "NA" if fact.na else f"{fact.value:f}"
            rows[subject].append((reader.name, shown, "reader", fact.note))


def _recorded(cohort, codes):
    family, memo = _Family(codes), _Memo()
    by_subject = defaultdict(list)
    for row in _fact_rows(cohort).iterator(chunk_size=5000):
        if family[row[1]] is not None:
            by_subject[row[0]].append(row[1:])
    facts, rows = {}, {}
    for code, member in cohort.members.items():
        mine = _persons(member, by_subject, family) if member.cadre else by_subject[code]
        facts[code] = {row[0]: memo[row[1:4]] for row in mine}
        rows[code] = mine
    return facts, rows


def _fact_rows(cohort):
    """(subject, code, value or NA, confirmed_by, source, row, entered_by, entered_at) of each fact.

    A place is where it belongs itself; other subjects belong to a place.
    """
    of_places = Q(subject_code=F("area_code"))
    told = Case(
        When(not_applicable=True, then=Value("NA")), default=F("value"), output_field=CharField()
    )
    at = Substr(Cast("entered_at", CharField()), 1, 16)
    return (
        cohort.recorded()
        .filter(of_places if cohort.kind in {"village", "township"} else ~of_places)
        .order_by()
        .annotate(told=told, at=at)
        .values_list(
            "subject_code", "code", "told", "confirmed_by", "source", "row", "entered_by", "at"
        )
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
    """{(value, confirmed_by, source): FactValue}; why a fact does not apply is its source."""

    def __missing__(self, key):
        text, confirmed_by, source = key
        if text == "NA":
            fact = FactValue(na=True, confirmed_by=confirmed_by, note=source)
        else:
            fact = FactValue.of(text, confirmed_by=confirmed_by)
        self[key] = fact
        return fact


def _persons(member, by_subject, family):
    """Facts of a person hold for each of the postings, unless told of CODE@TEAM itself."""
    own = by_subject[f"{member.cadre}@{member.team}"]
    told = {family[row[0]] for row in own}
    return own + [row for row in by_subject[member.cadre] if family[row[0]] not in told]
