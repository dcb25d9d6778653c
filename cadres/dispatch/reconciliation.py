"""Do the parts of a dispatch plan give its totals? Every sum in one reading of the lines."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cadres.registry.models.units import Unit

from .models.plans import DispatchLine
from .quotas import COUNTY, TOWNSHIP, Check, Tally, quota, tally


@dataclass(frozen=True)
class Reconciliation:
    """`checks`: announced totals against their parts and against the plan."""

    whole: Tally
    by_level: list
    by_township: list
    undecided: int
    nominated: int
    seated: int
    checks: list

    @property
    def gaps(self):
        return [check for check in self.checks if check.gap]


def reconcile(plan, lines):
    """`lines`: the plan's DispatchLines with `seated` (see `lines_of`) and their townships."""
    lines = list(lines)
    groups = {}
    for line in lines:
        groups.setdefault(line.village.township, []).append(line)
    by_level = [(label, _tally(lines, level)) for level, label in DispatchLine.Level.choices]
    whole = _tally(lines)
    return Reconciliation(
        whole=whole,
        by_level=by_level,
        by_township=[
            (township, _tally(group), _tally(group, COUNTY), _tally(group, TOWNSHIP))
            for township, group in groups.items()
        ],
        undecided=sum(line.size is None for line in lines),
        nominated=plan.batch.nominations.count(),
        seated=whole.seated,
        checks=_checks(plan, whole, dict(by_level)),
    )


def _tally(lines, level=None):
    return tally([(x.size, x.seated) for x in lines if level is None or x.level == level])


def _checks(plan, whole, by_level):
    """Announced figures that were given; a figure that was not given makes no check."""
    of_county, of_township = by_level.values()
    county, township = by_level
    teams, cadres = _("Announced teams"), _("Announced cadres")
    return [
        Check(label, total, tuple(parts))
        for label, total, parts in (
            (
                teams,
                plan.announced_teams,
                _parts(
                    (_("county level"), plan.county_teams),
                    (_("townships"), plan.announced_township_teams),
                ),
            ),
            (
                cadres,
                plan.announced_cadres,
                _parts(
                    (_("county level"), plan.announced_county_cadres),
                    (_("townships"), plan.announced_township_cadres),
                ),
            ),
            (teams, plan.announced_teams, [(_("teams of this plan"), whole.teams)]),
            (cadres, plan.announced_cadres, [(_("cadres of this plan"), whole.persons)]),
            (
                _("Teams of this plan"),
                whole.teams,
                [
                    (county, of_county.teams),
                    (township, of_township.teams),
                ],
            ),
            (
                _("Cadres of this plan"),
                whole.persons,
                [
                    (county, of_county.persons),
                    (township, of_township.persons),
                ],
            ),
            (_("Cadres of this plan"), whole.persons, [(_("seated"), whole.seated)]),
        )
        if total is not None and parts
    ]


def _parts(*parts):
    """The parts, or none at all when one of them was not announced."""
    return [] if any(number is None for _label, number in parts) else list(parts)


def unit_quotas(plan):
    """[(unit, owed | None, nominated, gap | None)] of the units that owe people; one query."""
    share = plan.rules.share
    units = Unit.objects.filter(county=plan.batch.county_id, township=None)
    rows = []
    for unit in units.with_nominated(plan.batch):
        owed = quota(unit.establishment, share)
        if owed or unit.nominated:
            rows.append(
                (unit, owed, unit.nominated, None if owed is None else owed - unit.nominated)
            )
    return rows
