"""The dispatch plan of 2026 and what changed in post since, by the product's own rule."""

from collections import Counter
from datetime import date

from django.db.models import Count, F

from accounts import ledger
from cadres.dispatch.assignment import fill
from cadres.dispatch.quotas import largest_remainder, quota
from cadres.models import DispatchPlan, Nomination, Posting
from villages.models import Village

from . import people, trainings, work

# S3 三(二): 279 teams, 135 of the county and above, 144 of townships; 779 cadres, 226 and 492.
ANNOUNCED = {
    "announced_teams": 279,
    "county_teams": 135,
    "announced_township_teams": 144,
    "announced_cadres": 779,
    "announced_county_cadres": 226,
    "announced_township_cadres": 492,
}


def make_plan(random, county, served, by):
    """Propose, seat, confirm; then one replacement and three withdrawals. Returns the plan."""
    units = people.make_units(county)
    batch = people.make_batch(county)
    plan = DispatchPlan(batch=batch, figures_year=2025, **ANNOUNCED)
    ledger.write(plan, by)
    plan.propose(by, Village.objects.filter(pk__in=[v.pk for v in served]))
    share = plan.rules.share
    senders = {u: quota(u.establishment, share) for u in units if u.township_id is None}
    _nominate(by, batch, people.make_cadres(random, senders, 1))
    fill(plan, by)
    _nominate(by, batch, people.make_cadres(random, _of_townships(plan, units), 301))
    fill(plan, by)
    plan.refresh_from_db()
    trainings.make_before(random, batch)
    plan.confirm(by, untrained_reason="报到前补训，县委组织部同意")
    _change_posts(random, county, by)
    return plan


def _nominate(by, batch, made):
    rows = [Nomination(batch=batch, cadre=cadre) for cadres in made.values() for cadre in cadres]
    with work.own_time(Nomination, "nominated_at"):
        for row in rows:
            row.nominated_at = work.at(date(2025, 12, 22), 10)
        Nomination.objects.bulk_create(rows)
    changes = [(row, None, ledger.snapshot(row)) for row in rows]
    ledger.record_many(by, "nominate", changes)


def _of_townships(plan, units):
    """{unit: how many}: every seat still free, 61 of them from the stations of the townships."""
    free = Counter()
    lines = plan.lines.select_related("village").annotate(seated=Count("seats"))
    for line in lines:
        free[line.village.township_id] += line.size - line.seated
    announced = ANNOUNCED["announced_county_cadres"] + ANNOUNCED["announced_township_cadres"]
    stations = largest_remainder(ANNOUNCED["announced_cadres"] - announced, dict(free))
    wanted = {}
    for unit in units:
        if unit.level == "township":
            wanted[unit] = free[unit.township_id] - stations[unit.township_id]
        elif unit.level == "station":
            wanted[unit] = stations[unit.township_id]
    return wanted


def _change_posts(random, county, by):
    """One posting replaced in the middle of a quarter, three withdrawn without a successor."""
    members = list(
        Posting.objects.filter(role="member", team__size=3)
        .select_related("cadre__unit", "team__village")
        .order_by("pk")
    )
    ending = {
        "kind": "illness",
        "reason": "因病不能继续驻村，本人申请，单位同意",
        "handover": "工作：未办结民情事项两件；档案：日记本、台账各一本",
        "handed_over_on": date(2026, 5, 10),
    }
    posting = members[40]
    made = people.make_cadres(random, {posting.cadre.unit: 1}, 900)
    successor = Posting(
        cadre=made[posting.cadre.unit_id][0], untrained_reason="中途接替，由镇党委一对一培训"
    )
    posting.replace(by, successor, on=date(2026, 5, 10), **ending)
    for place, on in ((120, date(2026, 6, 30)), (260, date(2026, 8, 14)), (390, date(2026, 9, 30))):
        gone = ending | {"kind": "transfer", "reason": "单位工作需要调回", "handed_over_on": on}
        members[place].end(by, on=on, **gone)


def leaders_of(town):
    """Postings of leaders from county units in a township, the one of 洋头村 first."""
    return (
        Posting.objects.filter(
            role="leader", team__village__township=town, cadre__unit__township=None
        )
        .select_related("cadre__unit", "team__village")
        .order_by(F("team__village").desc())
    )
