"""Counties to measure: 280 villages × 50 lines, 780 cadres × 30 lines, from a fixed seed.

Facts lie in the order in which they would arrive, all counties mixed; sorted data would hide the
cost of finding one county's rows.
"""

from datetime import date, timedelta
from random import Random

from assessments.models import Fact, Scheme, SchemeVersion
from assessments.scoring import parse
from cadres.models import Batch, Cadre, Matter, Posting, Unit, WorkTeam
from cadres.periods import Quarter
from villages.models import Activity, County, Township, Village, VillageClass

QUARTER = Quarter(2026, 2)
PERIOD = str(QUARTER)
FIRST = date(2026, 4, 1)
LINES = {"village": 50, "cadre": 30}
CLASSES = ("先进村", "中间村", "后进村")
METHODS = {
    "deduct": "each=2",
    "earn": "each=1.5",
    "share": "target=80",
    "step": "target=60; width=5; each=1.25; partial=floor",
    "band": "bands=<30:5, <60:12.5, else:20",
    "pass": "when=>=50; else=8",
    "label": "map=好:20, 中:12, 差:0",
    "score": "",
    "rank": "give=linear:20..0",
}
READ = {
    "matters.overdue": ("deduct", "each=2"),
    "matters.due": ("earn", "each=1"),
    "activity.branch_life": ("earn", "each=3"),
}


def lines(kind):
    """[(code, fact, method, params)] of a kind's leaves; villages read records too."""
    found = []
    for number in range(LINES[kind]):
        method = list(METHODS)[number % len(METHODS)]
        found.append((f"f{number}", method, METHODS[method]))
    if kind == "village":
        found[-len(READ) :] = [(name, *rest) for name, rest in READ.items()]
    return [(f"{n // 10 + 1}.{n % 10 + 1}", *line) for n, line in enumerate(found)]


def table(kind):
    """The compiled scheme of a kind."""
    leaves = lines(kind)
    total = 20 * len(leaves)
    head = {
        "level": "scheme",
        "code": f"B-{kind.upper()}-2026",
        "name": "测",
        "points": str(total),
        "method": "sum",
        "params": f"subject={kind}; year=2026",
    }
    rows = [head]
    for code, fact, method, params in leaves:
        section, _dot, number = code.partition(".")
        if number == "1":
            rows.append(
                {
                    "level": "section",
                    "code": section,
                    "name": f"第{section}类",
                    "points": "200",
                    "method": "sum",
                    "period": "quarter",
                }
            )
        rows.append(
            {
                "level": "item",
                "code": code,
                "name": f"指标{code}",
                "points": "20",
                "method": method,
                "fact": fact,
                "params": params,
            }
        )
    parsed = parse(list(enumerate(rows, start=2)))
    assert parsed.scheme, [fault.text() for fault in parsed.faults]
    return parsed.scheme


def store_scheme(county, kind):
    compiled = table(kind)
    scheme = Scheme.objects.create(
        county_id=county,
        code=compiled.code,
        name=compiled.name,
        subject=kind,
        series=compiled.series,
        total=compiled.points,
    )
    SchemeVersion.objects.create(
        scheme=scheme,
        number=1,
        rows=[[n, dict(cells)] for n, cells in compiled.to_rows()],
        hash=compiled.hash,
        imported_by="bench",
    )
    return scheme


def build(counties, villages=280, cadres=780, seed=2026):
    """Fill the database; {county code: {kind: Scheme}}."""
    random = Random(seed)
    found, facts = {}, []
    for number in range(counties):
        code = f"4401{number:02}"
        subjects = _people_and_places(random, code, villages, cadres)
        found[code] = {kind: store_scheme(code, kind) for kind in LINES}
        facts += [
            (area, subject, fact, method)
            for kind, members in subjects.items()
            for area, subject in members
            for _code, fact, method, _params in lines(kind)
            if fact not in READ
        ]
    random.shuffle(facts)
    rows = (_fact(random, row, *each) for row, each in enumerate(facts, start=2))
    Fact.objects.bulk_create(rows, batch_size=2000)
    return found


def _fact(random, row, area, subject, code, method):
    value, na = _value(random, method), random.random() < 0.01
    return Fact(
        area_code=area,
        period=PERIOD,
        subject_code=subject,
        code=code,
        value="" if na else value,
        not_applicable=na,
        source="评分表",
        entered_by="bench",
        row=row,
    )


def _value(random, method):
    if method == "label":
        return random.choice("好中差")
    if method == "score":
        return f"{random.randrange(81) / 4:g}"
    return str(random.randrange(13) if method in {"deduct", "earn"} else random.randrange(101))


def _people_and_places(random, county, villages, cadres):
    County.objects.create(code=county, name=f"县{county}")
    towns = [Township(code=f"{county}{n:03}", name=f"{n}镇", county_id=county) for n in range(18)]
    Township.objects.bulk_create(towns)
    places = [
        Village(code=f"{towns[n % 18].code}{n // 18:03}", name=f"{n}村", township=towns[n % 18])
        for n in range(villages)
    ]
    Village.objects.bulk_create(places)
    VillageClass.objects.bulk_create(
        VillageClass(village=place, name=CLASSES[n % 3]) for n, place in enumerate(places)
    )
    people = _postings(county, places, cadres)
    _records(random, county, places)
    return {"village": [(p.code, p.code) for p in places], "cadre": people}


def _postings(county, places, cadres):
    unit = Unit.objects.create(code=f"U{county}", name="单位", county_id=county)
    batch = Batch.objects.create(county_id=county, code="2026")
    teams = [
        WorkTeam(code=f"T{place.code}", village=place, batch=batch, size=3) for place in places
    ]
    WorkTeam.objects.bulk_create(teams)
    people = [Cadre(code=f"C{county}{n:04}", name=f"干部{n}", unit=unit) for n in range(cadres)]
    Cadre.objects.bulk_create(people)
    Posting.objects.bulk_create(
        Posting(cadre=person, team=teams[n % len(teams)], since=date(2026, 1, 8))
        for n, person in enumerate(people)
    )
    return [(teams[n % len(teams)].village_id, person.code) for n, person in enumerate(people)]


def _records(random, county, places):
    matters, activities = [], []
    for place in places:
        for _each in range(random.randrange(12)):
            due = FIRST + timedelta(days=random.randrange(91))
            late = timedelta(days=random.randrange(-9, 4))
            closed = due + late if random.random() < 0.9 else None
            matters.append(
                Matter(
                    number=f"{county}-{len(matters)}",
                    village=place,
                    title="事项",
                    category="roads",
                    raised_on=FIRST,
                    due_on=due,
                    held_since=FIRST,
                    closed_on=closed,
                )
            )
        for number in range(random.randrange(8)):
            on = FIRST + timedelta(days=random.randrange(91))
            title = f"第{number}次会"
            activities.append(Activity(village=place, kind="branch_life", on=on, title=title))
    Matter.objects.bulk_create(matters, batch_size=2000)
    Activity.objects.bulk_create(activities, batch_size=2000)
