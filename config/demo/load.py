"""The steps that build the invented county, in one transaction: all of it or nothing."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts import ledger
from assessments.grading import grading
from assessments.imports import IMPORTS
from assessments.models import Fact, Scheme
from cadres.models import Posting, Unit
from cadres.periods import Year, parse_period
from villages.models import Township

from . import (
    acceptances,
    bodies,
    care,
    circulars,
    dispatch,
    facts,
    people,
    promises,
    trainings,
    villages,
    work,
)

SHIPPED = Path(settings.BASE_DIR) / "assessments/shipped"
SCHEMES = (
    "ZJ-VILLAGE-2026",
    "ZJ-CADRE-2026",
    "ZJ-TEAM-2026",
    "ZJ-TOWNSHIP-2026",
    "ZJ-UNIT-2026",
)
GRADED = (
    ("ZJ-VILLAGE-2025", "2025"),
    *((scheme, quarter) for quarter in facts.QUARTERS for scheme in SCHEMES),
)


@transaction.atomic
def load(progress):
    """Build everything on an empty database; `progress(words)` is told before each step."""
    random = villages.seeded()
    progress("十八个镇、三百零三个村和社区")
    users = people.make_accounts()
    county = villages.make_places(users["county"])
    villages.mark_urban(county)
    everywhere = villages.all_villages()
    quality = villages.Quality(random, everywhere)
    served = villages.dispatched(everywhere)
    income = villages.make_classes(random, everywhere, quality, served)
    progress("班子、后备干部、六年数据")
    villages.make_branches(random, everywhere, quality)
    villages.make_figures(random, everywhere, income, quality)
    villages.make_activities(random, everywhere, quality, work.LAST_DAY)
    progress("单位、干部、派驻安排")
    plan = dispatch.make_plan(random, county, served, users["county"])
    people.make_links(random, county, everywhere, users["leader"])
    people.attach(users, dispatch.leaders_of(users["township"].area_code)[0])
    postings = list(
        Posting.objects.select_related("cadre__unit", "team__village__township").order_by("pk")
    )
    progress("日记、民情、请假、承诺、报告")
    write_up(random, plan, everywhere, postings, quality)
    units = list(Unit.objects.exclude(level__in=("township", "station")).order_by("code"))
    promises.make_promises(served, units, users)
    work.make_reports(random, county, list(county.townships.order_by("code")), units)
    town = Township.objects.get(pk=users["township"].area_code)
    trainings.make_open(plan.batch, town)
    care.make_care(postings, town)
    progress("三年验收")
    acceptances.make_acceptances(county, served, users)
    progress("月通报")
    circulars.make_circulars(county, users)
    progress("评分数据")
    enter_facts(random, everywhere, postings, quality, income)
    ledger.record(
        users["county"], "load_demo", county, note="演示数据：地名真实，人名、数值均为虚构"
    )
    progress("考核办法")
    for path in sorted(SHIPPED.glob("ZJ-*.csv")):
        table = IMPORTS["scheme"](by=users["county"])
        outcome = table.commit(table.read(path), note=path.name)
        if not outcome.ok:
            raise ValueError(f"{path.name}: {'；'.join(map(str, outcome.faults))}")
    for scheme, period in GRADED:
        progress(f"计分 {scheme} {period}")
        grading.grade(Scheme.objects.get(code=scheme), parse_period(period), users["county"])
    progress("公布 2025 年结果")
    grading.publish(
        Scheme.objects.get(code="ZJ-VILLAGE-2025"), Year(2025), users["county"], users["county2"]
    )


def write_up(random, plan, everywhere, postings, quality):
    trainings.make_later(random, plan.batch, [posting.cadre for posting in postings])
    work.make_diary(random, postings)
    work.make_matters(random, everywhere, quality)
    work.make_leave(random, postings)
    work.make_absences(random, postings)


def enter_facts(random, everywhere, postings, quality, income):
    waiting = next(v.code for v in everywhere if v.short_name == "官坑村")
    rows = facts.village_facts(random, everywhere, quality, waiting)
    rows += facts.cadre_facts(random, postings, quality)
    rows += facts.closed_year(everywhere, quality, quality.class_of, income)
    rows += bodies.body_facts()
    Fact.objects.bulk_create(rows, batch_size=2000)
