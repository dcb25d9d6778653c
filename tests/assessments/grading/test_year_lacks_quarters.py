"""A year says which quarters it lacks, and nothing is published on the page before its end."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from accounts.models import LedgerEntry, Role
from assessments.grading import grading, publishing
from assessments.models import Card, GradingRun, Publication, Scheme
from assessments.schemes.refusals import GradingRefused
from cadres.periods import Quarter, Year
from tests.assessments.county import run
from tests.assessments.grading.test_rules_stay import FACTS, SCHEME
from tests.conftest import make_user
from tests.stage import layer

PUBLISH = "/assessments/S-2026/2026/publish/"
YEAR = SCHEME + 'grade,Y1,年优秀,,,,"when=""total>=90""; quota=30%",,year,,\n'
MISSING = ["2026-Q2", "2026-Q3", "2026-Q4"]


@layer
def of_one_quarter(county):
    county.scheme(YEAR)
    county.facts(FACTS)
    run("grade", "S-2026", "2026-Q1")
    run("grade", "S-2026", "2026")
    county.people = [make_user(name, Role.COUNTY, "441621") for name in ("liu", "chen")]
    return county


@pytest.fixture
def year_over():
    with time_machine.travel(date(2027, 1, 4), tick=False):
        yield


def said_by(*arguments):
    """What a command says on stderr."""
    said = StringIO()
    call_command(*arguments, stdout=StringIO(), stderr=said)
    return said.getvalue()


def published():
    return Card.objects.filter(state="published", period="2026").count()


def test_the_run_names_the_quarters_that_are_missing(of_one_quarter):
    (note,) = GradingRun.objects.get(period="2026").notes
    assert all(Quarter(2026, n).label() in note for n in (2, 3, 4))
    assert Quarter(2026, 1).label() not in note
    assert note in said_by("grade", "S-2026", "2026")


def test_a_year_of_all_its_quarters_and_a_quarter_say_nothing(of_one_quarter):
    for n in (2, 3, 4):
        of_one_quarter.facts(FACTS.replace("Q1", f"Q{n}"))
        run("grade", "S-2026", f"2026-Q{n}")
    scheme = Scheme.objects.get()
    assert grading.preview(scheme, Year(2026)).notes == []
    assert grading.preview(scheme, Quarter(2026, 3)).notes == []


def test_a_table_of_year_lines_lacks_no_quarter(county):
    county.scheme(SCHEME.replace("quarter", "year"))
    county.facts(FACTS.replace("2026-Q1", "2026"))
    run("grade", "S-2026", "2026")
    assert publishing.State(Scheme.objects.get(), Year(2026)).missing == []


def test_the_page_asks_for_each_missing_quarter_by_name(of_one_quarter, as_user, year_over):
    one, other = of_one_quarter.people
    client = as_user(one)
    page = client.get(PUBLISH)
    assert page.content.decode().count('name="without"') == 3
    assert client.post(PUBLISH).status_code == 409
    assert client.post(PUBLISH, {"without": MISSING[:2]}).status_code == 409
    assert not Publication.objects.exists()
    assert client.post(PUBLISH, {"without": MISSING}).status_code == 302
    client = as_user(other)
    assert client.post(PUBLISH).status_code == 409 and not published()
    assert client.post(PUBLISH, {"without": MISSING}).status_code == 302
    assert published() == 4
    notes = LedgerEntry.objects.filter(object_type="assessments.publication")
    assert all(Quarter(2026, 3).label() in entry.note for entry in notes)


def test_the_command_publishes_and_warns(of_one_quarter):
    said = said_by("publish", "S-2026", "2026", "--by", "liu", "--second", "chen")
    assert Quarter(2026, 2).label() in said
    assert published() == 4


def test_nobody_publishes_on_the_page_before_the_period_has_ended(of_one_quarter, as_user):
    for day, hinders in ((date(2026, 12, 31), True), (date(2027, 1, 1), False)):
        with time_machine.travel(day, tick=False):
            state = publishing.State(Scheme.objects.get(), Year(2026))
            assert bool(state.hindrance) is hinders
    with time_machine.travel(date(2026, 12, 31), tick=False):
        client = as_user(of_one_quarter.people[0])
        assert client.post(PUBLISH, {"without": MISSING}).status_code == 409
        with pytest.raises(GradingRefused):
            publishing.sign(Scheme.objects.get(), Year(2026), of_one_quarter.people[0], "", MISSING)
        assert "2026-12-31" in client.get("/assessments/S-2026/2026/grade/").content.decode()
    assert not published()


def test_commands_warn_of_a_period_that_has_not_ended(of_one_quarter):
    with time_machine.travel(date(2026, 12, 31), tick=False):
        assert "2026-12-31" in said_by("grade", "S-2026", "2026")
        said = said_by("publish", "S-2026", "2026", "--by", "liu", "--second", "chen")
        assert "2026-12-31" in said
    assert published() == 4
