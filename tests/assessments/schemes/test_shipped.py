"""The schemes that ship: sound tables, known readers, and subjects somebody worked out by hand."""

from pathlib import Path

import pytest

from assessments.evidence import all_readers
from assessments.imports import IMPORTS
from assessments.models import SchemeVersion
from assessments.scoring import FactValue, parse
from tests.assessments.county import run
from tests.examples import cases
from tests.examples.test_examples import by_engine, by_oracle
from villages.models import County

pytestmark = pytest.mark.both

SHIPPED = Path(__file__).parents[3] / "assessments/shipped"
CASES = Path(__file__).parent / "shipped"
COUNTED = {"village": 4, "cadre": 4, "team": 2, "township": 2, "unit": 2}
SCHEMES = sorted(SHIPPED.glob("ZJ-*.csv"))


@pytest.fixture(params=SCHEMES, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture(params=sorted(CASES.glob("*.cases.csv")), ids=lambda path: path.name[:-10])
def case(request):
    code = request.param.name.partition(".")[0]
    return cases.load(SHIPPED / f"{code}.csv", request.param)


def table(path):
    """The scheme of a shipped file."""
    rows = IMPORTS["scheme"]().read(path).rows
    return parse([(row.number, row.values) for row in rows]).scheme


def test_a_shipped_table_is_imported_without_a_word(db, path):
    County.objects.create(code="441621", name="紫金县")
    table_import = IMPORTS["scheme"]()
    outcome = table_import.commit(table_import.read(path))
    assert (outcome.faults, outcome.warnings) == ([], [])
    assert SchemeVersion.objects.get().table.code == path.stem


def test_a_small_county_is_graded_by_it(county, path):
    run("import_table", "scheme", path)
    scheme = table(path)
    said = run("grade", scheme.code, str(scheme.year))
    assert said.startswith(f"cards={COUNTED[scheme.subject]} ")


def test_every_row_names_its_clause(path):
    assert [rule.code for rule in table(path).rules if not rule.basis] == []


def test_a_total_of_a_thousand_is_graded_with_outcomes(path):
    scheme = table(path)
    assert scheme.points == sum(rule.points for rule in scheme.of_level("section")) == 1000
    assert scheme.of_level("grade", "year")
    assert scheme.of_level("outcome", "year")


def test_its_readers_speak_of_its_subjects(db, path):
    scheme, readers = table(path), all_readers()
    dotted = [rule.fact for rule in scheme.rules if "." in rule.fact]
    assert [fact for fact in dotted if scheme.subject not in readers[fact].kinds] == []


@pytest.mark.parametrize(
    ("code", "sections", "methods"),
    [
        ("ZJ-TOWNSHIP-2026", (320, 200, 160, 200, 120), {"rank", "mean", "best", "votes", "step"}),
        ("ZJ-UNIT-2026", (400, 200, 200, 100, 100), {"share", "deduct", "label", "score"}),
        ("ZJ-TEAM-2026", (250, 400, 120, 130, 100), {"from", "votes", "share", "deduct"}),
        ("ZJ-COMMUNITY-2026", (400, 200, 200, 200), {"blend", "votes", "score", "band"}),
    ],
)
def test_a_scheme_measures_as_its_source_says(code, sections, methods):
    scheme = table(SHIPPED / f"{code}.csv")
    assert tuple(rule.points for rule in scheme.of_level("section")) == sections
    assert methods <= {rule.method for rule in scheme.scored}


def test_there_is_a_quarter_and_a_year_worked_out_of_each():
    worked = {path.name.removesuffix(".cases.csv") for path in CASES.glob("*.cases.csv")}
    schemes = ("COMMUNITY", "TEAM", "TOWNSHIP", "UNIT")
    assert worked >= {f"ZJ-{each}-2026.{kind}" for each in schemes for kind in ("quarter", "year")}


def test_the_facts_may_be_stored(case):
    scheme = parse(case.rows).scheme
    refused = {key: scheme.check_fact(key[1], FactValue.of(t)) for key, t in case.facts.items()}
    assert {key: fault.text("zh") for key, fault in refused.items() if fault} == {}


def test_the_engine_gives_what_was_worked_out(case):
    assert cases.found(case, by_engine(case)) == case.expected


def test_the_oracle_agrees_on_every_line(case):
    assert by_engine(case) == by_oracle(case)
