"""What a scoring method is: one object that holds all there is to know of it (§3).

Each file of `methods/` makes one and calls it METHOD; `registry` lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic
from assessments.scoring.arithmetic.numbers import decimals_of
from assessments.scoring.arithmetic.speaker import Phrase, Speaker
from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.params import repaired_number
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import LEAF, Specs
from assessments.scoring.records.cards import Line, Trace
from assessments.scoring.records.facts import FactValue, Others, Subject
from assessments.scoring.records.measurements import NA, Lack, Measurement


class Table(NamedTuple):
    """The table round a row that is checked: the scheme's code, the kind of its subjects, and all
    sound rows by code."""

    scheme: str
    subject: str
    rules: Mapping[str, Rule]


Awarded = tuple[Decimal, Decimal, Trace]
"""Points as numerator and divisor (above 0), exact, before bounds and rounding; and the step of
the trace from which the sentence is made. The step begins with the method's name."""
Award = Callable[[Any], Awarded]
"""What a measurement earns. Made once for a row (and class), called once for each value."""
Measure = Callable[[Mapping[str, FactValue]], Measurement]
"""What a subject's facts, by code, are to the method. Made once for a row."""
FullMarks = Callable[[str], Decimal]
Found = Iterator[tuple[str, Wrong]]
"""Pairs of a column and what is wrong in it."""


def number(rule: Rule, codes: Collection[str]) -> Measure:
    """Measures the fact as a number."""
    code = rule.fact

    def measure(facts: Mapping[str, FactValue]) -> Measurement:
        fact = facts.get(code)
        if fact is None:
            return None
        if fact.value is not None:
            return fact.value
        return NA if fact.na else Lack("text", fact.label, None)

    return measure


def no_fact(rule: Rule) -> Lack:
    return Lack("fact", rule.fact, None)


def own_code(fact: str, params: Mapping[str, Any]) -> tuple[str, ...]:
    return (fact,) if fact else ()


def refuse_text(fact: FactValue) -> Wrong | None:
    """A text where a number is wanted."""
    if fact.label is None:
        return None
    fix = repaired_number(fact.label)
    return Wrong("not_number", fact.label, fix=fix) if fix else Wrong("no_number", fact.label)


def numbers_only(rule: Rule, part: str, fact: FactValue) -> Wrong | None:
    return None if part else refuse_text(fact)


def nothing_found(rule: Rule, table: Table) -> Found:
    return iter(())


def unbounded(rule: Rule) -> Decimal | None:
    return None


def best_of_whole_units(points: Decimal, written: Decimal, units: Decimal) -> Decimal | None:
    """`0.57 × 35 = 19.95` where 20 was meant: a coefficient `written` with two decimals or more
    gives not quite full marks, less than one part in a hundred short, at the last whole number
    of the `units` that full marks take. None where nothing is short like that."""
    if decimals_of(written) < 2:
        return None
    reached = points * (units // 1) / units
    return reached if points * Decimal("0.99") <= reached < points else None


@dataclass(frozen=True, kw_only=True)
class Method:
    """One method. It has exactly one of `award`, `award_among`, `add`:

    - `award(points, params)` → the Award of a leaf that looks at one subject alone;
    - `award_among(points, params, values)` → the Award of a leaf in a class whose subjects measured
      `values` (at least one; those without a value are not among them);
    - `add(rule, lines, start, full_marks)` → what a group gets of the lines below it that have
      points; None when they leave it nothing to work with.
    """

    name: str
    chinese: str
    order: int = 99
    """Its place where methods are listed."""
    params: Specs = field(default_factory=dict)
    shared_params: Specs = field(default_factory=lambda: LEAF)
    """Params that it takes like others of its kind."""

    award: Callable[[Decimal, Mapping[str, Any]], Award] | None = None
    award_among: Callable[[Decimal, Mapping[str, Any], Sequence[Decimal]], Award] | None = None
    add: Callable[[Rule, Sequence[Line], Decimal, FullMarks], Awarded | None] | None = None
    rounds: bool = True
    """False of a sum: it adds numbers that are rounded already (§4)."""

    measure: Callable[[Rule, Collection[str]], Measure] = number
    """By the row and all fact codes that any subject has a fact for."""
    cite: Callable[[Rule, Subject, Others], Measurement] | None = None
    """Instead of `measure` where another scheme's result counts and no fact."""
    lack: Callable[[Rule], Lack] = no_fact
    """What is missing when there is no measurement at all."""

    sentence: Callable[[Trace, Speaker], Arithmetic]
    """The arithmetic of a step as text. After JSON its decimals are strings."""
    lacks: Mapping[str, Phrase] = field(default_factory=dict)
    """By the `reason` of a Lack that only this method knows; of `{have}` and `{need}`."""
    uses_number: bool = False
    """Whether the measured number itself stands in the arithmetic, so that its unit needs saying
    beside it."""

    explanation: str
    """One sentence for the clerk who fills the template, in Chinese, with numbers that `example`
    gives."""
    example: str = ""
    """Its params in the template."""

    fact_codes: Callable[[str, Mapping[str, Any]], tuple[str, ...]] = own_code
    """Under which codes the facts of a row with this fact and these params are recorded."""
    refuse: Callable[[Rule, str, FactValue], Wrong | None] = numbers_only
    """Why a fact cannot be stored; of the code's part after the row's own, '' where it is bare."""
    check: Callable[[Rule, Table], Found] = nothing_found
    """What is refused once every row is read."""
    doubt: Callable[[Rule, Table], Found] = nothing_found
    """What a person should look at; it stops nothing."""
    best: Callable[[Rule], Decimal | None] = unbounded
    """The most that the row gives before its cap; None where nothing bounds it."""
    messages: Mapping[str, Phrase] = field(default_factory=dict)
    """The sentences of its own faults, by the key of a `Wrong`."""

    @property
    def is_group(self) -> bool:
        return self.add is not None

    @property
    def needs_class(self) -> bool:
        """Whether points depend on what others of the class measured."""
        return self.award_among is not None

    @property
    def needs_fact(self) -> bool:
        """Whether its row must name a fact; one that looks at the class may name a line instead."""
        return self.award is not None and self.cite is None

    @property
    def specs(self) -> Specs:
        """All params that its rows take."""
        return {**self.params, **self.shared_params}
