"""One computation of a period, held against the cards that stand: what would change."""

import hashlib
import json
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger
from assessments import scoring
from assessments.cards.lines import encode
from assessments.cards.models.cards import Card
from assessments.evidence import Cohort, collect
from assessments.outcomes.proposing import propose
from assessments.schemes.refusals import check_period
from assessments.schemes.standing_versions import version_of

from .changes import Changes, Crossing
from .prior_periods import history_of, left_out, others_of, quarters_missing, quarters_of

_JSON = json.JSONEncoder(default=str, sort_keys=True, separators=(",", ":"))


class ComputedCard(NamedTuple):
    """What a run found for one subject: fields of its Card.

    A tuple, not a model: `CardQuerySet.put` writes a county's thousand by plain SQL."""

    area_code: str
    subject_code: str
    subject_name: str
    cadre_code: str
    team_code: str
    unit_code: str
    class_name: str
    class_size: int
    days: int | None
    total: Decimal | None
    possible: Decimal | None
    percent: Decimal | None
    scaled: Decimal | None
    rank: int | None
    bottom: int | None
    grade: str
    grade_name: str
    outcomes: tuple
    waiting: tuple
    state: str
    inputs_hash: str
    evidence: str
    lines: str
    digest: str = ""


class Draft:
    """One computation of a Quarter or Year, held against the cards that stand.

    By the version that the period stands under, or by `version`, which need not be stored. A draft
    is only computed here; nothing is written before `save`, and that never touches a published
    card."""

    def __init__(self, scheme, period, progress=lambda text: None, version=None):
        self.scheme, self.period, self.progress = scheme, period, progress
        self.version = version or version_of(scheme, period)
        self.table = self.version.table
        check_period(self.table, self.period)
        self.grades = {rule.code: rule.name for rule in self.table.of_level("grade")}
        self.stored = self._stored()
        self.cohort = self._cohort()
        self.at = timezone.now()
        self.cards, self.notes = self._computed()
        self.changes = self._changes()

    def _cohort(self):
        published = {
            code: (card.subject_name, card.class_name)
            for code, card in self.stored.items()
            if card.state == Card.State.PUBLISHED
        }
        county, kind = self.scheme.county_id, self.scheme.subject
        return Cohort(county, kind, self.period, published=published)

    def _computed(self):
        progress, period = self.progress, str(self.period)
        progress(_("Reading the facts"))
        evidence = collect(self.cohort, self.table.facts_needed(period))
        earlier = {
            "quarters": self._quarters(),
            "history": history_of(self.scheme, self.table, self.cohort),
            "others": others_of(self.scheme, self.table, self.cohort),
        }
        progress(_("Scoring %(n)d subjects") % {"n": len(self.cohort.members)})
        run = scoring.grade(self.table, period, self.cohort.subjects, evidence.facts, **earlier)
        inputs = _Inputs(self.version, period, evidence, earlier)
        results = [run.cards[code] for code in self.cohort.members]
        cards = [
            self._computed_card(member, result, lines, *inputs.of(member))
            for member, result, lines in zip(
                self.cohort.members.values(), results, encode(results), strict=True
            )
        ]
        names = {code: member.subject.name for code, member in self.cohort.members.items()}
        return cards, [*self._gaps(), *(note.text("zh", names) for note in run.notes)]

    def _gaps(self):
        """Which quarters a year lacks, in words."""
        said = left_out(quarters_missing(self.scheme, self.table, self.period))
        return [said] if said else []

    def _quarters(self):
        """The points of the quarters' cards, for a year."""
        return quarters_of(self.scheme, self.cohort)

    def _computed_card(self, member, result, lines, evidence, inputs_hash):
        found = ComputedCard(
            member.area_code,
            member.code,
            member.subject.name,
            member.cadre,
            member.team,
            member.unit,
            result.class_name,
            result.class_size,
            result.days,
            result.total,
            result.possible,
            result.percent,
            result.scaled,
            result.rank,
            result.bottom,
            result.grade,
            self.grades.get(result.grade) or result.grade,
            result.outcomes,
            result.waiting,
            result.state,
            inputs_hash,
            evidence,
            lines,
        )
        return found._replace(digest=_digest(self.version, found))

    def card(self, found, **more):
        """A Card, not yet saved, of one of `cards`; `more` are fields of its own."""
        return Card(
            scheme=self.scheme,
            scheme_version=self.version,
            period=str(self.period),
            computed_at=self.at,
            **found._asdict(),
            **more,
        )

    def _stored(self):
        """{subject: its newest card}, without lines."""
        cards = Card.objects.current().of_period(self.period).filter(scheme=self.scheme)
        return {card.subject_code: card for card in cards.for_list().order_by("version")}

    def _changes(self):
        changes = Changes(cards=len(self.cards), notes=self.notes)
        changes.waiting = sum(card.state == Card.State.WAITING for card in self.cards)
        for card in self.cards:
            old = self.stored.get(card.subject_code)
            if old is None:
                changes.new.append(Crossing.between(None, card))
            elif old.digest == card.digest:
                changes.unchanged += 1
            elif old.state == Card.State.PUBLISHED:
                changes.outdated.append(Crossing.between(old, card))
            else:
                changes.changed.append(Crossing.between(old, card))
        changes.removed = [Crossing.between(old, None) for old in self._left_over()]
        return changes

    def _left_over(self):
        return [
            old
            for code, old in self.stored.items()
            if code not in self.cohort.members and old.state != Card.State.PUBLISHED
        ]

    def corrections(self):
        """[(published Card, what was found)] of the published cards that the facts contradict."""
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
        same = {
            "scheme": self.scheme.pk,
            "scheme_version": self.version.pk,
            "period": str(self.period),
            "computed_at": self.at,
            "signed_by": "",
            "second_by": "",
            "reason": "",
        }
        rows = [
            (*same.values(), version, *card)
            for card in self.cards
            if (version := self._version_to_write(card))
        ]
        Card.objects.put((*same, "version", *ComputedCard._fields), rows)
        propose(self.table, Card.objects.filter(scheme=self.scheme, computed_at=self.at).for_list())

    def _version_to_write(self, card):
        """Of the draft that it replaces, 1 of a new card; None when there is nothing to write."""
        old = self.stored.get(card.subject_code)
        if old is None:
            return 1
        stands = old.state == Card.State.PUBLISHED or old.digest == card.digest
        return None if stands else old.version


class _Inputs:
    """Everything that went into a card, as canonical JSON and its hash.

    Two cards of one hash rest on the same table, facts and earlier results: then the rank of the
    county's run holds for a person's own computation too."""

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
        facts = self.evidence.text(subject.code)
        inputs = [
            *self.head,
            subject.code,
            subject.class_name,
            subject.days,
            {quarter: each.get(subject.code) for quarter, each in self.quarters.items()},
            self.history.get(subject.code),
            [self.others[code] for code in (subject.code, *sorted(subject.related.values()))],
        ]
        text = _JSON.encode(inputs)
        return facts, hashlib.sha256((text + facts).encode()).hexdigest()


def _digest(version, found):
    """SHA-256 over all that a reader of the card sees; the facts are in `inputs_hash`.

    An equal digest means an equal card, so a second run finds nothing to write without loading
    the lines of the cards that stand."""
    *seen, _evidence, lines, _digest = found
    return hashlib.sha256(f"{version.pk} {seen} {lines}".encode()).hexdigest()
