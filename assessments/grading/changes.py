"""What a run would change: the difference between what it found and the cards that stand."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Crossing:
    """A subject whose result moves: total, rank, grade (its name), outcome codes; (old, new)."""

    code: str
    name: str
    total: tuple
    rank: tuple
    grade: tuple
    outcomes: tuple

    @classmethod
    def between(cls, old, new):
        """Of two cards of one subject; either may be None."""
        known = new or old
        total, rank, grade = (
            tuple(card and getattr(card, name) for card in (old, new))
            for name in ("total", "rank", "grade_name")
        )
        outcomes = tuple(card and list(card.outcomes) for card in (old, new))
        return cls(known.subject_code, known.subject_name, total, rank, grade, outcomes)

    @property
    def crosses(self):
        """Whether it crosses a grade or an outcome."""
        return self.grade[0] != self.grade[1] or self.outcomes[0] != self.outcomes[1]

    def as_json(self):
        totals = [None if total is None else f"{total:f}" for total in self.total]
        return {
            "code": self.code,
            "name": self.name,
            "total": totals,
            "rank": list(self.rank),
            "grade": list(self.grade),
            "outcomes": list(self.outcomes),
        }


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
