"""试算: a table tried on a period's stored facts and records, held against the cards that stand.

Nothing is saved. The cards of the period may be of another scheme of the series, or not there.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from assessments import scoring
from assessments.cards import scores
from assessments.cards.lines import encode, points_of
from assessments.cards.models.cards import Card
from assessments.cards.scores import score_of
from assessments.evidence import Cohort, collect
from assessments.grading.drafts import Draft
from assessments.grading.prior_periods import others_of
from assessments.schemes.models.schemes import Scheme, SchemeVersion
from cadres.periods import Quarter


def unsaved(county, table):
    """(Scheme, SchemeVersion) of a compiled table that is in no database."""
    scheme = Scheme(
        county_id=county,
        code=table.code,
        name=table.name,
        subject=table.subject,
        series=table.series,
        total=table.points,
    )
    rows = [[number, dict(cells)] for number, cells in table.to_rows()]
    return scheme, SchemeVersion(scheme=scheme, number=0, rows=rows, hash=table.hash)


@dataclass(frozen=True)
class Move:
    """One subject: (before, then) of its score, rank, grade; `pk` of the card that stands."""

    code: str
    name: str
    class_name: str
    score: tuple
    rank: tuple
    grade: tuple
    pk: int | None

    @property
    def change(self):
        """Points won or lost; None unless it has a score before and then."""
        before, then = self.score
        return None if before is None or then is None else then - before

    @property
    def climbs(self):
        """Places won in the class, negative when lost; None without both ranks."""
        before, then = self.rank
        return None if before is None or then is None else before - then


class Trial(Draft):
    """A Draft by a table, stored or not, that is only looked at."""

    def _quarters(self):
        """A year is made of quarters by the same table, whatever cards there are."""
        if isinstance(self.period, Quarter):
            return None
        return {str(quarter): self._points(quarter) for quarter in self.period.quarters()}

    def _gaps(self):
        return []

    def _points(self, quarter):
        cohort = Cohort(self.scheme.county_id, self.scheme.subject, quarter)
        facts = collect(cohort, self.table.facts_needed(str(quarter))).facts
        others = others_of(self.scheme, self.table, cohort)
        run = scoring.grade(self.table, str(quarter), cohort.subjects, facts, others=others)
        mine = {(each.cadre, each.team): code for code, each in self.cohort.members.items()}
        texts = encode([run.cards[code] for code in cohort.members])
        return {
            mine.get((member.cadre, member.team)) if member.cadre else code: points_of(text)
            for (code, member), text in zip(cohort.members.items(), texts, strict=True)
        }

    def _stored(self):
        cards = Card.objects.current().filter(
            scheme__county=self.scheme.county_id,
            scheme__series=self.table.series,
            scheme__subject=self.table.subject,
            period=str(self.period),
        )
        return {card.subject_code: card for card in cards.for_list().order_by("version")}

    @property
    def moves(self):
        """[Move], whoever moves farthest first; those without a change last."""
        moves = [self._move(card) for card in self.cards]
        return sorted(moves, key=_farthest)

    @property
    def waits(self):
        """[(line, how many cards wait for it)], the three most frequent."""
        counts = Counter(code for card in self.cards for code in card.waiting)
        return [(self.table.rule(code), count) for code, count in counts.most_common(3)]

    def _move(self, card):
        old = self.stored.get(card.subject_code)
        return Move(
            card.subject_code,
            card.subject_name,
            card.class_name,
            (score_of(old), score_of(card)),
            (old and old.rank, card.rank),
            (old.grade_name if old else "", card.grade_name),
            old and old.pk,
        )


def _farthest(move):
    """Without a comparison the highest score first."""
    change, then = move.change, move.score[1]
    return change is None, -abs(change or 0), change is None and -(then or 0), move.code


def sums(moves, line=None):
    """What the list adds up to: how many win, lose, stay; points won and lost; means of those
    compared; how many are below `line` before and then, None without a line."""
    changes = [each.change for each in moves if each.change is not None]
    compared = [each.score for each in moves if each.change is not None]
    return {
        "won": sum(change > 0 for change in changes),
        "lost": sum(change < 0 for change in changes),
        "same": sum(change == 0 for change in changes),
        "alone": len(moves) - len(changes),
        "points_won": sum((change for change in changes if change > 0), Decimal(0)),
        "points_lost": sum((change for change in changes if change < 0), Decimal(0)),
        "mean": _means(compared or [each.score for each in moves]),
        "below": line and [sum(s < line for s in each) for each in zip(*compared, strict=True)],
        "grades": sum(each.grade[0] != each.grade[1] for each in moves if each.change is not None),
    }


def _means(pairs):
    """[mean before, mean then] of the scores there are; None of none."""
    sides = zip(*pairs, strict=True) if pairs else ((), ())
    return [scores.mean([score for score in side if score is not None]) for side in sides]
