"""A stored card as people read it: lines in words, what was lost, where each fact comes from."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.evidence import named_readers, origins
from assessments.scoring import words
from cadres.periods import Quarter, parse_period

from . import scores
from .lines import lines_of
from .partial_score import partial_score


@dataclass
class LineView:
    """One line: its sentence, its points beside the full marks, and the origin of its facts."""

    line: object
    words: str
    origins: list
    before: object = None  # points of the period before
    scorer: str = ""
    is_pending: bool = False  # the card waits for it

    @property
    def lost(self):
        points, full = self.line.points, self.line.full
        return full - points if points is not None and full > points else None

    @property
    def told(self):
        """The origins that say more than the sentence: a source, a person, a day."""
        return [origin for origin in self.origins if not origin.reader]

    @property
    def clause(self):
        """The first clause without its words: «县实施意见 二(一)：…» → «县实施意见 二(一)»."""
        return self.line.basis.partition("：")[0].partition("；")[0]


@dataclass
class SectionView:
    """A section with its lines; `rest` are the points that only the year's card holds."""

    head: LineView
    lines: list = field(default_factory=list)
    rest: Decimal = Decimal(0)


@dataclass
class OriginView:
    """A fact behind a line: its title, value and where it was recorded."""

    title: str
    value: str
    where: str
    code: str
    reader: str = ""


class CardDisplay:
    """The page of one card; `before` is the same subject's card of the period before, or None."""

    def __init__(self, card, before=None):
        self.card, self.before = card, before
        self.lang = get_language() or "zh"
        self.period = parse_period(card.period)
        self.origin = origins(card.evidence)
        self.readers = named_readers(self.origin)
        past = {line.code: line.points for line in lines_of(before)} if before else {}
        self.views = [self._view(line, past) for line in lines_of(card)]

    def _view(self, line, past):
        facts = [self._origin(code) for code in self._codes(line)]
        rule = self.card.scheme_version.table.rule(line.code)
        unit = self.readers[rule.fact].unit if rule.fact in self.readers else ""
        return LineView(
            line,
            words(line, self.lang, str(unit)),
            facts,
            past.get(line.code),
            rule.scorer,
            line.code in self.card.waiting,
        )

    def _codes(self, line):
        """The facts of a line that the card keeps, `FACT.1` and `FACT.label` among them."""
        prefixes = tuple(f"{fact}." for fact in line.facts)
        return [
            code
            for code in self.origin
            if code in line.facts or (prefixes and code.startswith(prefixes))
        ]

    def _origin(self, code):
        origin = self.origin[code]
        if origin.reader:
            reader = self.readers.get(code)
            title = str(reader.title) if reader else code
            return OriginView(
                title, origin.value, origin.note or _("Records of the system"), code, code
            )
        where = [origin.source, origin.entered_by, local_time(origin.entered_at)]
        if origin.confirmed_by:
            where.append(_("confirmed by %(who)s") % {"who": origin.confirmed_by})
        return OriginView(code, origin.value, "　".join(part for part in where if part), code)

    # The parts of the page -----------------------------------------------------------------------

    @property
    def is_quarter(self):
        return isinstance(self.period, Quarter)

    @property
    def sections(self):
        found = []
        for view in self.views:
            if view.line.level == "section":
                found.append(SectionView(view, rest=self._rest(view.line)))
            elif view.line.level == "item" and found:
                found[-1].lines.append(view)
        return found

    def _rest(self, line):
        """Points of the section that stand on the year's card only."""
        whole = self.card.scheme_version.table.rule(line.code).points
        return whole - line.full if self.is_quarter else Decimal(0)

    def of_level(self, level):
        return [view for view in self.views if view.line.level == level]

    @property
    def bonus(self):
        """Bonus rows; a group's children follow it."""
        return self.of_level("bonus")

    @property
    def bonus_points(self):
        roots = [v.line for v in self.bonus if "." not in v.line.code]
        return sum((line.points or Decimal(0) for line in roots), Decimal(0))

    @property
    def vetoes(self):
        return self.of_level("veto")

    @property
    def section_points(self):
        """(points, full) of the sections together; points None while one waits."""
        heads = [section.head.line for section in self.sections]
        full = sum((line.full for line in heads), Decimal(0))
        if any(line.points is None for line in heads):
            return None, full
        return sum((line.points for line in heads), Decimal(0)), full

    @property
    def score(self):
        """What is compared: on the scale of the scheme, None while waiting."""
        return scores.score_of(self.card)

    @property
    def is_scaled(self):
        return self.card.scaled is not None and self.card.scaled != self.card.total

    @property
    def change(self):
        """Difference of the score from the period before; None where one of them waits."""
        was = self.before_score
        return None if self.score is None or was is None else self.score - was

    @property
    def before_score(self):
        return scores.score_of(self.before)

    @property
    def leaves(self):
        """Scored lines without children."""
        groups = {view.line.code.rpartition(".")[0] for view in self.views}
        return [
            view
            for view in self.views
            if view.line.level == "item" and view.line.code not in groups
        ]

    def losses(self, most=3):
        """Where the most points were lost."""
        lost = [view for view in self.leaves if view.lost]
        return sorted(lost, key=lambda view: (-view.lost, view.line.code))[:most]

    @property
    def ways(self):
        """[(line, points to gain, the same on the scale of the scheme)], the largest first."""
        return [(view, view.lost, self.on_scale(view.lost)) for view in self.losses(5)]

    def on_scale(self, points):
        """Points as the score counts them; None where it counts them as they are."""
        card = self.card
        if not (self.is_scaled and card.possible):
            return None
        return scores.cent(points * card.scheme.total / card.possible)

    @property
    def waits(self):
        """The lines the card waits for, vetoes among them, in the order of the table."""
        wanted = set(self.card.waiting)
        return [view for view in self.views if view.line.code in wanted]

    @cached_property
    def so_far(self):
        """The PartialScore of everything that does not wait."""
        return partial_score(self.card.scheme_version.table, [view.line for view in self.views])

    @property
    def estimate(self):
        """The score, or while the card waits what there is so far on the scale of the scheme."""
        if self.score is not None or not self.so_far.full:
            return self.score
        return scores.cent(self.so_far.points * self.card.scheme.total / self.so_far.full)

    @property
    def inputs(self):
        """The hash of the inputs as people compare it: b71e 04c9."""
        return f"{self.card.inputs_hash[:4]} {self.card.inputs_hash[4:8]}"


def local_time(text):
    """The UTC minute of a record, as people here write it; '' of ''."""
    if not text:
        return ""
    moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
