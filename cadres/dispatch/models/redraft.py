"""A plan proposed again: what would change is read first, then written, and can be taken back."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.models import Versioned
from villages.models import AnnualFigure

from .. import quotas as dispatch

RULED = ("proposed", "size", "level", "income", "is_weak", "lead_unit_id")
KEPT = (*RULED, "reason", "adjusted_by")


@dataclass(frozen=True)
class Redraft:
    """`new` lines, `changed` [(line, {field: value})], `gone` lines, `kept` as a person set them;
    `same` lines change nothing."""

    new: list
    changed: list
    gone: list
    kept: list
    same: int

    @property
    def sizes(self):
        """[(line, size before, size after, its level changes)] of those changed, for the page."""
        return [
            (line, line.size, values.get("size", line.size), "level" in values)
            for line, values in self.changed
        ]


class RedraftedPlan(Versioned):
    """`before` {village: {field: value}}: the lines as they stood before the last proposal."""

    masked = {"before": len}

    before = models.JSONField(_("lines before the last proposal"), default=dict, editable=False)

    class Meta:
        abstract = True

    def places(self, villages):
        """[dispatch.Place] of villages with their figure of the plan's year; two queries."""
        day = self.batch.since or timezone.localdate()
        income = AnnualFigure.objects.filter(
            kind="collective_income", year=self.figures_year, village=models.OuterRef("pk")
        )
        rows = villages.with_flags(day).annotate(income=models.Subquery(income.values("value")))
        return [dispatch.Place(row.code, row.township_id, row.income, row.is_weak) for row in rows]

    def redraft(self, villages):
        """The Redraft that the rule would make of the lines for `villages`. Writes nothing."""
        lines = {line.village_id: line for line in self.lines.with_township()}
        proposals = dispatch.propose(self.places(villages), self.rules, self.county_teams)
        kept = [line for line in lines.values() if line.adjusted_by]
        free = [each for each in proposals if each.place.code not in {x.village_id for x in kept}]
        there = [(lines[each.place.code], each) for each in free if each.place.code in lines]
        changed = [(line, _differing(line, each)) for line, each in there]
        wanted = {each.place.code for each in proposals}
        return Redraft(
            new=[self._line(each) for each in free if each.place.code not in lines],
            changed=[(line, values) for line, values in changed if values],
            gone=[x for x in lines.values() if not x.adjusted_by and x.village_id not in wanted],
            kept=kept,
            same=sum(not values for _line, values in changed),
        )

    def _line(self, proposal):
        line = self.lines.model(plan=self, village_id=proposal.place.code)
        for name, value in _ruled(proposal).items():
            setattr(line, name, value)
        return line

    @transaction.atomic
    def propose(self, by, villages):
        """Lay the rule's lines for `villages`; what a person has changed stays as it is, and so do
        the people seated. One step can be taken back."""
        type(self).objects.select_for_update().get(pk=self.pk).expect_draft()
        self.expect_draft()
        redraft = self.redraft(villages)
        self.before = {line.village_id: _as_json(line) for line in self.lines.all()}
        self.lines.filter(pk__in=[line.pk for line in redraft.gone]).delete()
        self._update(redraft.changed)
        self.lines.bulk_create(redraft.new)
        note = _("%(n)d villages, %(kept)d changed by hand kept") % {
            "n": self.lines.count(),
            "kept": len(redraft.kept),
        }
        return ledger.write(self, by, gettext_noop("propose"), str(note))

    @transaction.atomic
    def take_back(self, by):
        """The lines as before the last proposal; what was changed by hand since stays."""
        type(self).objects.select_for_update().get(pk=self.pk).expect_draft()
        if not self.before:
            raise ValidationError(_("There is no proposal to take back."))
        lines = {line.village_id: line for line in self.lines.all() if _stands(line, self.before)}
        was = {code: values for code, values in self.before.items() if code in lines}
        self._update([(lines[code], values) for code, values in was.items()])
        self.lines.filter(pk__in=[x.pk for c, x in lines.items() if c not in was]).delete()
        taken = set(self.lines.values_list("village", flat=True))
        missing = {code: row for code, row in self.before.items() if code not in taken}
        model = self.lines.model
        self.lines.bulk_create(model(plan=self, village_id=c, **row) for c, row in missing.items())
        self.before = {}
        return ledger.write(self, by, gettext_noop("take back the proposal"))

    def _update(self, pairs):
        for line, values in pairs:
            for name, value in values.items():
                setattr(line, name, value)
            line.version += 1
        names = [name.removesuffix("_id") for name in KEPT]
        self.lines.bulk_update([line for line, _values in pairs], [*names, "version"])


def _ruled(proposal):
    """{field: value} that the rule gives a line."""
    return {
        "proposed": proposal.size,
        "size": proposal.size,
        "level": proposal.level,
        "income": proposal.place.income,
        "is_weak": proposal.place.is_weak,
    }


def _differing(line, proposal):
    """The values that change; a team of another level needs another lead unit."""
    values = {name: x for name, x in _ruled(proposal).items() if getattr(line, name) != x}
    return values | {"lead_unit_id": None} if "level" in values and line.lead_unit_id else values


def _as_json(line):
    values = {name: getattr(line, name) for name in KEPT}
    return values | {"income": None if line.income is None else str(line.income)}


def _stands(line, before):
    """Whether nobody changed the line by hand since the proposal."""
    return not line.adjusted_by or line.adjusted_by == before.get(line.village_id, {}).get(
        "adjusted_by"
    )
