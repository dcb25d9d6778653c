"""Filling a draft plan: lead units for the teams, seats for the nominees, with ledger rows."""

from django.db import models, transaction
from django.utils.translation import gettext_noop

from accounts import ledger
from cadres.registry.models.postings import Posting
from cadres.registry.models.units import Unit

from . import quotas as dispatch
from .models.nominations import Nomination
from .models.plans import DispatchLine


@transaction.atomic
def fill(plan, by):
    """Name lead units and seat the nominees who have no seat; returns how many found one."""
    plan.expect_draft()
    lines = list(plan.lines.with_township().filter(size__gt=0))
    waiting = plan.batch.nominations.select_related("cadre__unit").order_by(
        "cadre__unit", models.F("cadre__party_member").desc(nulls_last=True), "cadre"
    )
    seated = {line.pk: [] for line in lines}
    for nomination in waiting:
        if nomination.line_id in seated:
            seated[nomination.line_id].append(nomination)
    free = [nomination for nomination in waiting if nomination.line_id is None]
    teams = _teams(lines, seated, plan.batch.county_id)
    senders = models.Count("cadres__nominations", filter=models.Q(cadres__nominations__in=waiting))
    of_county = Unit.objects.filter(county=plan.batch.county_id, township=None)
    dispatch.assign_leads(
        teams, dict(of_county.annotate(n=senders).filter(n__gt=0).values_list("pk", "n"))
    )
    people = [
        dispatch.Person(n.cadre_id, n.cadre.unit_id, n.cadre.unit.township_id or "") for n in free
    ]
    dispatch.seat(teams, people)
    _save_leads(by, lines, teams)
    return _save_seats(by, free, teams)


def _teams(lines, seated, county):
    """[dispatch.Team] of the plan's lines; a township's own teams are led by its own unit."""
    own = Unit.objects.filter(county=county).exclude(township=None).order_by("-code")
    units = dict(own.values_list("township_id", "pk"))
    return [
        dispatch.Team(
            code=line.village_id,
            township=line.village.township_id,
            level=line.level,
            size=line.size,
            people=[n.cadre_id for n in seated[line.pk]],
            lead_unit=line.lead_unit_id
            or (units.get(line.village.township_id) if line.level == dispatch.TOWNSHIP else None),
        )
        for line in lines
    ]


def _save_leads(by, lines, teams):
    changed = []
    for line, team in zip(lines, teams, strict=True):
        if line.lead_unit_id != team.lead_unit:
            before, line.lead_unit_id = ledger.snapshot(line), team.lead_unit
            line.version += 1
            changed.append((line, before, ledger.snapshot(line)))
    DispatchLine.objects.bulk_update([line for line, *_rest in changed], ["lead_unit", "version"])
    ledger.record_many(by, gettext_noop("update"), changed)


def _save_seats(by, nominations, teams):
    """The first person of a team leads it."""
    line_of = {code: team for team in teams for code in team.people}
    changed = []
    lines = {}
    for nomination in nominations:
        if team := line_of.get(nomination.cadre_id):
            before = ledger.snapshot(nomination)
            lines = lines or _line_ids(nomination.batch_id)
            nomination.line_id = lines[team.code]
            leads = team.people[0] == nomination.cadre_id
            nomination.role = Posting.Role.LEADER if leads else Posting.Role.MEMBER
            nomination.version += 1
            changed.append((nomination, before, ledger.snapshot(nomination)))
    rows = [nomination for nomination, *_rest in changed]
    Nomination.objects.bulk_update(rows, ["line", "role", "version"])
    ledger.record_many(by, gettext_noop("seat"), changed)
    return len(rows)


def _line_ids(batch):
    rows = DispatchLine.objects.filter(plan__batch=batch)
    return dict(rows.values_list("village_id", "pk"))
