"""What is measured: equal totals first, then ratios to loop, workbook and floor, and the growth."""

import time
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from django.db import connection
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases

from assessments.grading import grading
from assessments.models import Card, Fact, GradingRun, Scheme, SchemeVersion
from cadres.models import Batch, Cadre, Matter, Posting, Unit, WorkTeam
from villages.models import Activity, County, Township, Village, VillageClass

from . import counties, floor, loop, spreadsheet, workers

FIRST = "440100"
EMPTIED = (
    Card,
    GradingRun,
    SchemeVersion,
    Scheme,
    Fact,
    Matter,
    Activity,
    Posting,
    WorkTeam,
    Batch,
    Cadre,
    Unit,
    VillageClass,
    Village,
    Township,
    County,
)


class Bench:
    """One run in a database of its own that is thrown away. `chosen`: counties, rounds, listed."""

    def __init__(self, folder, chosen):
        self.folder, self.chosen = folder, chosen

    def run(self):
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(self.folder / "bench.sqlite3")
        made = setup_databases(verbosity=0, interactive=False)
        try:
            print(f"{connection.vendor}, {self.chosen.rounds} rounds")
            loop_seconds = against_the_loop()
            self.one_county(loop_seconds)
            self.many_counties()
        finally:
            teardown_databases(made, verbosity=0)

    def one_county(self, loop_seconds):
        """A county alone in the database: every ratio."""
        schemes = counties.build(1)[FIRST]
        print(f"a county alone: {cells(280, 780)} cells, 1060 cards, {selects(schemes)} SELECTs")
        ours = self.against_the_floor(schemes)
        print(f"loop ÷ first run: {loop_seconds / ours:.0f}")
        self.against_the_workbook(ours)
        cards_of(schemes).delete()
        before, peak = workers.memory(FIRST)
        print(f"memory of a process that grades it: {before} MB at the start, {peak} at the peak")
        empty()

    def many_counties(self):
        """The same county among the others, then each of them once."""
        built = counties.build(self.chosen.counties)
        print(f"the same county among {len(built)}:")
        ours = self.against_the_floor(built[FIRST])
        each = [first(schemes).seconds for schemes in built.values()]
        mean = sum(each) / len(each)
        print(f"all {len(built)} one after the other: {mean / ours:.2f} of its first run, each")
        one, two = (in_processes(built, count) for count in (1, 2))
        print(f"two processes: {one / two:.2f} times as fast as one")

    def against_the_floor(self, schemes):
        """Prints each kind of run as a multiple of F; the seconds of a first run."""
        first(schemes)
        floor.prepare()
        rows = floor.rows_of(FIRST)
        works = {
            "floor F": lambda: at_the_floor(rows),
            "first run": lambda: first(schemes),
            "all changed": lambda: all_changed(schemes),
            "nothing changed": lambda: timed(engine, schemes),
        }
        taken = {name: [] for name in works}
        for _round in range(self.chosen.rounds):
            for name, work in works.items():
                taken[name].append(work())
        for said, of in (("medians", middle), ("the least", least)):
            base = of(taken["floor F"])
            for name, spent in taken.items():
                seconds, processor = of(spent)
                print(
                    f"  {name}, {said}: {seconds * 1000:.0f} ms, {seconds / base.seconds:.1f} F; "
                    f"processor {processor * 1000:.0f} ms, {processor / base.processor:.1f} F"
                )
        return middle(taken["first run"]).seconds

    def against_the_workbook(self, ours):
        if not spreadsheet.is_installed():
            print("no workbook: LibreOffice is missing (apt-get install libreoffice-calc)")
            return
        start = spreadsheet.starting(self.folder)
        seconds, found = spreadsheet.recalculate(FIRST, self.folder, self.chosen.listed)
        same_totals(found)
        print(f"LibreOffice, the same totals: {seconds:.1f} s, {start:.1f} of it to start;")
        print(f"  ÷ first run: {seconds / ours:.0f}")


class Spent(NamedTuple):
    """Seconds by the clock, and of this process's processor: a PostgreSQL's own are not in it."""

    seconds: float
    processor: float


def timed(work, *arguments):
    started, used = time.perf_counter(), time.process_time()
    work(*arguments)
    return Spent(time.perf_counter() - started, time.process_time() - used)


def middle(taken):
    return Spent(*map(median, zip(*taken, strict=True)))


def least(taken):
    """What the others on a shared machine disturbed least."""
    return Spent(*map(min, zip(*taken, strict=True)))


def engine(schemes):
    for scheme in schemes.values():
        grading.grade(scheme, counties.QUARTER)


def cards_of(schemes):
    return Card.objects.filter(scheme__in=schemes.values())


def first(schemes):
    """A first run, timed."""
    cards_of(schemes).delete()
    return timed(engine, schemes)


def in_processes(built, count):
    """The seconds of first runs of all counties, dealt to so many processes."""
    for schemes in built.values():
        cards_of(schemes).delete()
    return workers.seconds(list(built), count)


def at_the_floor(rows):
    floor.empty()
    return timed(floor.run, FIRST, rows)


def all_changed(schemes):
    """A run that finds every card different, timed."""
    cards_of(schemes).update(digest="")
    return timed(engine, schemes)


def same_totals(found):
    """Stops unless {kind: {subject: (total, rank)}} is what the cards in the database say."""
    told = checksum(pair for each in found.values() for pair in each.values())
    ours = checksum(Card.objects.values_list("total", "rank"))
    assert ours == told, f"totals differ: {ours} {told}"
    return ours


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
    schemes = counties.build(1, villages=28, cadres=78)[FIRST]
    found = {}
    seconds = timed(lambda: found.update(loop.run(FIRST, schemes))).seconds
    Card.objects.all().delete()
    engine(schemes)
    cards, points, ranks = same_totals(found)
    whole = seconds * cells(280, 780) / cells(28, 78)
    print(f"equal totals: {cards} cards, {points} points, {ranks} rank × points")
    print(f"loop of single queries: {seconds:.1f} s for a tenth, so {whole:.0f} s a county")
    empty()
    return whole


def selects(schemes):
    first(schemes)
    with CaptureQueriesContext(connection) as queries:
        all_changed(schemes)
    return sum(query["sql"].lstrip("( ").startswith("SELECT") for query in queries)


def empty():
    """The rows of one measurement make room for the next; the ledger keeps its own."""
    for model in EMPTIED:
        model.objects.all().delete()
