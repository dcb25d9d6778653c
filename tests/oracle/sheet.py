"""What does each line give each subject? §§3–6, asked line by line and remembered."""

from fractions import Fraction
from functools import wraps

from . import methods
from .table import pairs, rounded


def remembered(question):
    """Ask once per line and subject."""

    @wraps(question)
    def answer(self, line, subject):
        key = (question.__name__, line.code, subject)
        if key not in self.memory:
            self.memory[key] = question(self, line, subject)
        return self.memory[key]

    return answer


class Sheet:
    """One run. `line` is a Line of the table, `subject` a subject code, throughout.

    `facts` is {subject: {code: text}}; points are Fractions, None where a line waits.
    """

    def __init__(self, table, period, subjects, facts, quarters, others, confirmed):
        self.table = table
        self.subjects = {subject["code"]: subject for subject in subjects}
        self.facts = facts
        self.quarters = sorted((quarters or {}).items())
        self.others = others or {}
        self.confirmed = confirmed
        self.quarterly = "-Q" in period
        self.memory = {}

    # Who and which lines

    def classmates(self, subject):
        name = self.subjects[subject].get("class", "")
        return [code for code, other in self.subjects.items() if other.get("class", "") == name]

    def applies(self, line, subject):
        """Whether the row, and every row above it, is meant for this subject."""
        names = {self.subjects[subject].get("class", ""), "@" + subject}
        return all(not above.applies or names & set(above.applies) for above in line.family)

    def of_this_period(self, row):
        """Grade, outcome and veto rows count in runs of exactly their own period."""
        return row.period == ("quarter" if self.quarterly else "year")

    def graded_here(self, leaf, subject):
        """Whether the leaf belongs on the card, unless it leaves by `na=rescale`."""
        return self.applies(leaf, subject) and (leaf.period == "quarter" or not self.quarterly)

    def from_quarters(self, leaf):
        return leaf.period == "quarter" and not self.quarterly

    @remembered
    def stands(self, line, subject):
        if line.children:
            return any(self.stands(child, subject) for child in line.children)
        return self.graded_here(line, subject) and not self.left(line, subject)

    # What was measured

    def source(self, line):
        """The line whose points are measured (`of=line:CODE`), else None."""
        of = line.params.get("of", "")
        return self.table.lines[of.removeprefix("line:").strip()] if of else None

    def is_na(self, leaf, subject):
        source = self.source(leaf)
        if source:
            return not self.stands(source, subject)
        return bool(leaf.fact) and self.reading(leaf, subject) == methods.NA

    @remembered
    def reading(self, leaf, subject):
        """("value", x), ("na", None) or ("missing", None)."""
        facts = self.facts.get(subject, {})
        source = self.source(leaf)
        if source:
            if not self.stands(source, subject):
                return methods.NA
            points = self.points(source, subject)
            return methods.MISSING if points is None else ("value", points)
        if leaf.method == "from":
            return methods.other_result(leaf, self.subjects[subject], self.others)
        if leaf.method == "score":
            return methods.entered_scores(leaf, facts)
        if leaf.method == "votes":
            return methods.ballots(leaf, facts)
        return methods.one_fact(leaf, facts)

    def those_with_a_value(self, leaf, subject):
        """The class members on whose card the leaf stands, with a value."""
        return [
            other
            for other in self.classmates(subject)
            if self.stands(leaf, other) and self.reading(leaf, other)[0] == "value"
        ]

    # A leaf's points

    @remembered
    def earned(self, leaf, subject):
        """Clamped and unrounded, before rescaling and vetoes; None where the leaf waits."""
        if self.from_quarters(leaf):
            return self.combined(leaf, subject)
        state, _ = self.reading(leaf, subject)
        if state == "value":
            return self.measured(leaf, subject)
        if state == "na":
            return self.without(leaf, subject)
        return self.missing(leaf)

    @remembered
    def measured(self, leaf, subject):
        field = [self.reading(leaf, other)[1] for other in self.those_with_a_value(leaf, subject)]
        x = self.reading(leaf, subject)[1]
        return leaf.clamp(methods.award(leaf, x, field, self.table.ties))

    def without(self, leaf, subject):
        """The points of a line that is not applicable and stays."""
        policy = leaf.params.get("na", self.table.na)
        if policy == "mean":
            points = [
                rounded(self.measured(leaf, other), self.table.decimals)
                for other in self.those_with_a_value(leaf, subject)
            ]
            return sum(points) / Fraction(len(points)) if points else leaf.points
        return _fixed(policy, leaf)

    def missing(self, leaf):
        policy = leaf.params.get("missing", "wait")
        return None if policy == "wait" else _fixed(policy, leaf)

    def combined(self, leaf, subject):
        """A quarter leaf's points of the year."""
        given = [
            (name, Fraction(cards[subject][leaf.code]))
            for name, cards in self.quarters
            if leaf.code in cards.get(subject, {})
        ]
        if not given:
            return self.missing(leaf)
        points = [value for _, value in given]
        combine = leaf.params.get("combine", "mean")
        if combine == "sum":
            return leaf.clamp_year(sum(points))
        if combine == "last":
            return points[-1]
        if combine == "mean":
            return sum(points) / len(points)
        weights = [Fraction(w) for w in combine.removeprefix("weights:").split(",")]
        used = [weights[int(name[-1]) - 1] for name, _ in given]
        return sum(w * value for w, value in zip(used, points, strict=True)) / sum(used)

    # na=rescale

    def left(self, leaf, subject):
        """Whether the leaf left the card as not applicable."""
        return (
            self.graded_here(leaf, subject)
            and not self.from_quarters(leaf)
            and leaf.params.get("na", self.table.na) == "rescale"
            and self.is_na(leaf, subject)
        )

    def points_gone(self, line, subject):
        """The points that left with this line."""
        if not line.children:
            return line.points if self.left(line, subject) else Fraction(0)
        if line.method == "blend" or line.starts_full:
            emptied = any(self.left(leaf, subject) for leaf in line.leaves)
            return line.points if emptied and not self.stands(line, subject) else Fraction(0)
        return sum((self.points_gone(child, subject) for child in line.children), Fraction(0))

    @remembered
    def factor(self, section, subject):
        if section.level != "section" or section.method == "blend" or section.starts_full:
            return Fraction(1)
        staying = section.points - self.points_gone(section, subject)
        return section.points / staying if staying > 0 else Fraction(1)

    def scale(self, line, subject):
        """What the line's points are multiplied by; nothing under a blend is."""
        if line.parent is None or any(above.method == "blend" for above in line.family[1:]):
            return Fraction(1)
        return self.factor(line.top, subject)

    # Points and full marks on the card

    def zeroed(self, line, subject):
        """Whether a confirmed veto makes this row 0."""
        zeros = [
            veto.params["effect"].removeprefix("zero:")
            for veto in self.vetoes(subject)
            if (subject, veto.fact) in self.confirmed
        ]
        return any(above.code in zeros for above in line.family)

    def vetoes(self, subject):
        """The triggered veto rows, confirmed or not."""
        facts = self.facts.get(subject, {})
        return [
            veto
            for veto in self.table.vetoes
            if self.of_this_period(veto)
            and self.applies(veto, subject)
            and methods.triggers(facts.get(veto.fact))
        ]

    @remembered
    def points(self, line, subject):
        """As printed; None where the line waits."""
        if self.zeroed(line, subject):
            return Fraction(0)
        if line.children and line.method != "blend":
            return self.summed(line, subject)
        points = self.blended(line, subject) if line.children else self.earned(line, subject)
        if points is None:
            return None
        return rounded(points * self.scale(line, subject), self.table.decimals)

    def summed(self, group, subject):
        scale = self.scale(group, subject)
        total = self.scaled(group.points, scale) if group.starts_full else Fraction(0)
        for child in group.children:
            if self.stands(child, subject):
                points = self.points(child, subject)
                if points is None:
                    return None
                total += points
        clamped = group.clamp(total, scale)
        return clamped if scale == 1 else rounded(clamped, self.table.decimals)

    def blended(self, group, subject):
        """Clamped and unrounded."""
        weights = dict(pairs(group.params["weights"]))
        reweigh = group.params.get("absent", "wait") == "reweigh"
        total, used = Fraction(0), Fraction(0)
        for child in group.children:
            if not self.stands(child, subject):
                continue
            points = self.points(child, subject)
            if points is None and reweigh:
                continue
            if points is None:
                return None
            weight = Fraction(weights[child.code.rpartition(".")[2]])
            total += weight * points / child.points
            used += weight
        return group.clamp(group.points * total / used) if used else None

    def scaled(self, number, scale):
        """Multiplied and rounded; what is not rescaled stays as the table has it."""
        return number if scale == 1 else rounded(number * scale, self.table.decimals)

    @remembered
    def full(self, line, subject):
        """Full marks, and for a group its possible points (§4)."""
        own = self.scaled(line.points, self.scale(line, subject))
        complete = all(self.stands(leaf, subject) for leaf in line.leaves)
        if complete or line.method == "blend" or line.starts_full:
            return own
        standing = [child for child in line.children if self.stands(child, subject)]
        return min(own, sum((self.full(child, subject) for child in standing), Fraction(0)))

    @remembered
    def waits_for(self, line, subject):
        """The leaves that keep this line waiting, in the table's order."""
        if not self.stands(line, subject) or self.points(line, subject) is not None:
            return []
        if not line.children:
            return [line.code]
        return [code for child in line.children for code in self.waits_for(child, subject)]


def _fixed(policy, leaf):
    if policy == "full":
        return leaf.points
    if policy == "zero":
        return Fraction(0)
    return Fraction(policy.removeprefix("fixed:"))
