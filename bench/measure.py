"""What is measured: equal totals, then the ratio to the loop, to the floor, and the growth."""

import resource
import time
from decimal import Decimal
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases

from assessments import grading
from assessments.models import Card, Fact, GradingRun, Scheme, SchemeVersion
from cadres.models import Batch, Cadre, Matter, Posting, Unit, WorkTeam
from villages.models import Activity, County, Township, Village, VillageClass

from . import counties, floor, loop

ROUNDS = 5
COUNTIES = 10
EMPTIED = (
    Card, GradingRun, SchemeVersion, Scheme, Fact, Matter, Activity, Posting, WorkTeam, Batch,
    Cadre, Unit, VillageClass, Village, Township, County,
)  # fmt: skip


def run(folder):
    """Everything, in a database of its own that is thrown away."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(folder / "bench.sqlite3")
    made = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"{connection.vendor}, medians of {ROUNDS} rounds (spread); times per county")
        loop_seconds = against_the_loop()
        against_the_floor(loop_seconds)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"peak memory, {COUNTIES} counties built and graded: {peak} MB")
    finally:
        teardown_databases(made, verbosity=0)


def timed(work, *arguments):
    started = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - started


def engine(schemes):
    for scheme in schemes.values():
        grading.grade(scheme, counties.PERIOD)


def cards_of(schemes):
    return Card.objects.filter(scheme__in=schemes.values())


def first(schemes):
    """Seconds of a first run."""
    cards_of(schemes).delete()
    return timed(engine, schemes)


def all_changed(schemes):
    """Seconds of a run that finds every card different."""
    cards_of(schemes).update(digest="")
    return timed(engine, schemes)


def unchanged(schemes):
    return timed(engine, schemes)


def checksum(pairs):
    """(cards, sum of totals, sum of rank × total) of (total, rank) pairs."""
    pairs = list(pairs)
    return (
        len(pairs),
        sum((total for total, _rank in pairs), Decimal(0)),
        sum((total * rank for total, rank in pairs), Decimal(0)),
    )


def cells(villages, cadres):
    return villages * counties.LINES["village"] + cadres * counties.LINES["cadre"]


def against_the_loop():
    """A tenth of a county graded both ways, totals equal; the loop's seconds for a whole one."""
    schemes = counties.build(1, villages=28, cadres=78)["440100"]
    found = {}
    seconds = timed(lambda: found.update(loop.run("440100", schemes)))
    told = checksum(pair for each in found.values() for pair in each.values())
    Card.objects.all().delete()
    engine(schemes)
    ours = checksum(Card.objects.values_list("total", "rank"))
    assert ours == told, f"totals differ: {ours} {told}"
    whole = seconds * cells(280, 780) / cells(28, 78)
    print(f"equal totals: {told[0]} cards, {told[1]} points, {told[2]} rank × points")
    print(f"loop of single queries: {seconds:.1f} s for a tenth, so {whole:.0f} s a county")
    empty()
    return whole


def against_the_floor(loop_seconds):
    built = counties.build(COUNTIES)
    one = built["440100"]
    print(f"one of {COUNTIES} counties: {cells(280, 780)} cells, 1060 cards")
    print(f"SELECTs of its two runs: {selects(one)}")
    rows = floor.rows_of("440100")
    floor.prepare()
    works = {
        "floor F": lambda: timed(floor.run, "440100", rows),
        "first run": lambda: first(one),
        "all changed": lambda: all_changed(one),
        "nothing changed": lambda: unchanged(one),
    }
    taken = {name: [] for name in works}
    for _round in range(ROUNDS):
        for name, work in works.items():
            taken[name].append(work())
    base = median(taken["floor F"])
    for name, seconds in taken.items():
        middle, spread = median(seconds) * 1000, (max(seconds) - min(seconds)) * 1000
        print(f"{name}: {middle:.0f} ms ({spread:.0f}), {middle / base / 1000:.1f} F")
    ours = median(taken["first run"])
    print(f"loop ÷ first run: {loop_seconds / ours:.0f}")
    many = [first(schemes) for schemes in built.values()]
    print(f"{COUNTIES} counties one after the other: {median(many) / ours:.2f} of the first, each")


def selects(schemes):
    first(schemes)
    with CaptureQueriesContext(connection) as queries:
        all_changed(schemes)
    return sum(query["sql"].lstrip("( ").startswith("SELECT") for query in queries)


def empty():
    """The rows of the small county make room for the whole ones; the ledger keeps its own."""
    for model in EMPTIED:
        model.objects.all().delete()
