"""One computation of a period, held against the cards that stand: what would change."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger
from cadres.periods import Quarter, parse_period

from . import scoring
from .earlier import history_of, others_of, quarters_of
from .evidence import Cohort, collect
from .models import Card
from .proposals import propose
from .results import encode

_JSON = json.JSONEncoder(default=str, sort_keys=True, separators=(",", ":"))


class GradingRefused(Exception):
    """Nothing was changed; the text says why and what to do."""


@dataclass(frozen=True)
class Crossing:
    """A subject whose result moves: total, rank, grade (its name), outcome codes; (old, new)."""

    code: str
    name: str
    total: tuple
    rank: tuple
    grade: tuple
    outcomes: tuple

    @property
    def crosses(self):
        """Whether it crosses a grade or an outcome."""
        return self.grade[0] != self.grade[1] or self.outcomes[0] != self.outcomes[1]

    def as_json(self):
        totals = [None if total is None else f"{total:f}" for total in self.total]
        return {
            "code": self.code, "name": self.name, "total": totals, "rank": list(self.rank),
            "grade": list(self.grade), "outcomes": list(self.outcomes),
        }  # fmt: skip


@dataclass
class Changes:
    """What a run would write. Each list holds Crossings; `unchanged` is a number.

    `removed`: drafts whose subject is no longer assessed. `outdated`: published cards whose inputs
    have changed; they stay as they are until a correction."""

    cards: int = 0
    waiting: int = 0
    unchanged: int = 0
    new: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    outdated: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    @property
    def crossings(self):
        """The changed cards that cross a grade or an outcome."""
        return [each for each in self.changed if each.crosses]

    @property
    def written(self):
        """How many cards the run writes or takes away."""
        return len(self.new) + len(self.changed) + len(self.removed)


STORED = (
    "area_code", "scheme_version", "subject_name", "cadre_code", "team_code", "unit_code",
    "class_name", "class_size", "days", "total", "possible", "percent", "scaled", "rank", "bottom",
    "grade", "grade_name", "outcomes", "waiting", "lines", "evidence", "inputs_hash", "digest",
    "state", "computed_at",
)  # fmt: skip
RESULT = ("total", "rank", "grade_name", "outcomes")


class Draft:
    """One computation of a period, held against the cards that stand.

    By the scheme's newest table, or by `version`, which need not be stored."""

    def __init__(self, scheme, period, progress=lambda text: None, version=None):
        self.scheme, self.progress = scheme, progress
        self.period = str(parse_period(str(period)))
        self.version = version or scheme.current
        if self.version is None:
            raise GradingRefused(_("The scheme has no table yet. Import it first."))
        self.table = self.version.table
        check_period(self.table, self.period)
        self.grades = {rule.code: rule.name for rule in self.table.of_level("grade")}
        self.cohort = self._cohort()
        self.cards, self.notes = self._computed()
        self.stored = self._stored()
        self.changes = self._changes()

    def _cohort(self):
        return Cohort(self.scheme.county_id, self.scheme.subject, parse_period(self.period))

    def _computed(self):
        progress = self.progress
        progress(_("Reading the facts"))
        evidence = collect(self.cohort, self.table.facts_needed(self.period))
        earlier = {
            "quarters": self._quarters(),
            "history": history_of(self.scheme, self.table, self.cohort),
            "others": others_of(self.scheme, self.table, self.cohort),
        }
        progress(_("Scoring %(n)d subjects") % {"n": len(self.cohort.members)})
        run = scoring.grade(
            self.table, self.period, self.cohort.subjects, evidence.facts, **earlier
        )
        inputs = _Inputs(self.version, self.period, evidence, earlier)
        at = timezone.now()
        results = [run.cards[code] for code in self.cohort.members]
        cards = [
            self._card(member, result, lines, inputs, at)
            for member, result, lines in zip(
                self.cohort.members.values(), results, encode(results), strict=True
            )
        ]
        return cards, [note.text("zh") for note in run.notes]

    def _quarters(self):
        """The points of the quarters' cards, for a year."""
        return quarters_of(self.scheme, self.cohort)

    def _card(self, member, result, lines, inputs, at):
        card = Card(
            area_code=member.area_code, scheme=self.scheme, scheme_version=self.version,
            period=self.period, subject_code=member.code, subject_name=member.subject.name,
            cadre_code=member.cadre, team_code=member.team, unit_code=member.unit,
            class_name=result.class_name, class_size=result.class_size, days=result.days,
            total=result.total, possible=result.possible, percent=result.percent,
            scaled=result.scaled, rank=result.rank, bottom=result.bottom, grade=result.grade,
            grade_name=self.grades.get(result.grade) or result.grade,
            outcomes=list(result.outcomes),
            waiting=list(result.waiting), lines=lines, state=result.state,
            computed_at=at,
        )  # fmt: skip
        card.evidence, card.inputs_hash = inputs.of(member)
        card.digest = _digest(card)
        return card

    def _stored(self):
        """{subject: its newest card}, without lines."""
        cards = Card.objects.current().filter(scheme=self.scheme, period=self.period)
        return {card.subject_code: card for card in cards.for_list().order_by("version")}

    def _changes(self):
        changes = Changes(cards=len(self.cards), notes=self.notes)
        changes.waiting = sum(card.state == Card.State.WAITING for card in self.cards)
        for card in self.cards:
            old = self.stored.get(card.subject_code)
            if old is None:
                changes.new.append(_crossing(None, card))
            elif old.digest == card.digest:
                changes.unchanged += 1
            elif old.state == Card.State.PUBLISHED:
                changes.outdated.append(_crossing(old, card))
            else:
                changes.changed.append(_crossing(old, card))
        changes.removed = [_crossing(old, None) for old in self._left_over()]
        return changes

    def _left_over(self):
        return [
            old
            for code, old in self.stored.items()
            if code not in self.cohort.members and old.state != Card.State.PUBLISHED
        ]

    def corrections(self):
        """[(published card, its successor)] of the published cards that the facts contradict."""
        pairs = ((self.stored.get(card.subject_code), card) for card in self.cards)
        return [
            (old, card)
            for old, card in pairs
            if old and old.state == Card.State.PUBLISHED and old.digest != card.digest
        ]

    def save(self, by):
        """Write what differs: one conditional upsert, one delete, the proposals."""
        self.progress(_("Writing %(n)d cards") % {"n": self.changes.written})
        if gone := self._left_over():
            changes = [(card, ledger.snapshot(card), {}) for card in gone]
            ledger.record_many(by, gettext_noop("delete"), changes)
            Card.objects.filter(pk__in=[card.pk for card in gone]).delete()
        differing = [card for card in self.cards if self._differs(card)]
        Card.objects.bulk_create(
            differing,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["scheme", "period", "subject_code", "version"],
            update_fields=STORED,
        )
        propose(self.table, differing)

    def _differs(self, card):
        """Whether to write the card; it takes the version of the draft it replaces."""
        old = self.stored.get(card.subject_code)
        if old is None:
            return True
        card.version = old.version
        return old.state != Card.State.PUBLISHED and old.digest != card.digest


class _Inputs:
    """Everything that went into a card, as canonical JSON and its hash."""

    def __init__(self, version, period, evidence, earlier):
        self.head = [version.hash, period]
        self.evidence = evidence
        self.quarters = earlier["quarters"] or {}
        self.history = earlier["history"]
        self.others = defaultdict(list)
        for (_scheme, code), other in sorted(earlier["others"].items()):
            self.others[code].append(other)

    def of(self, member):
        """(evidence JSON, SHA-256 of all inputs) of a subject."""
        subject = member.subject
        facts = self.evidence.as_json(subject.code)
        told = [
            *self.head, subject.code, subject.class_name, subject.days,
            {quarter: each.get(subject.code) for quarter, each in self.quarters.items()},
            self.history.get(subject.code),
            [self.others[code] for code in (subject.code, *sorted(subject.related.values()))],
        ]  # fmt: skip
        text = _JSON.encode(told)
        return facts, hashlib.sha256((text + facts).encode()).hexdigest()


def _digest(card):
    """SHA-256 over all that a reader of the card sees."""
    seen = [getattr(card, name) for name in STORED[2:-4]]
    text = f"{card.scheme_version_id} {card.inputs_hash} {card.state} {card.area_code} {seen}"
    return hashlib.sha256(text.encode()).hexdigest()


def _crossing(old, new):
    """A Crossing between two cards of one subject; either may be None."""
    known = new or old
    pairs = {
        name: tuple(card and getattr(card, name) for card in (old, new)) for name in RESULT
    }
    return Crossing(
        known.subject_code, known.subject_name, pairs["total"], pairs["rank"],
        pairs["grade_name"], pairs["outcomes"],
    )  # fmt: skip


def check_period(table, period):
    """GradingRefused when no line of the table is scored in such a period."""
    kind = "quarter" if isinstance(parse_period(period), Quarter) else "year"
    if not any(rule.is_leaf and (kind == "year" or rule.period == kind) for rule in table.rules):
        raise GradingRefused(_("No line of this scheme is scored by the quarter; grade the year."))
