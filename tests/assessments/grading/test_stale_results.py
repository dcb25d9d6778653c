"""计分以后: the desk and the result list say when facts were entered after the grading."""

from assessments.grading import correcting, grading, publishing
from assessments.grading.stale_results import stale_results
from assessments.models import GradingRun, Scheme
from tests.assessments.graded import PERIOD, Q1, graded, put, second_signer
from tests.stage import layer

RESULTS = f"/assessments/ZJ-V-2026/{PERIOD}/"
GRADE = f"{RESULTS}grade/"
CORRECT = f"{RESULTS}correct/"
CODE = "441621102224"


@layer
def county(cast):
    graded(cast)
    put("441621103201", "lead", "240")
    cast.scheme = Scheme.objects.get(code="ZJ-V-2026")
    grading.grade(cast.scheme, Q1)
    cast.second = second_signer()
    return cast


@layer
def published(county):
    grading.publish(county.scheme, Q1, county.county, county.second)
    return county


def tasks(client):
    return {task.label: task.href for task in client.get("/").context["tasks"]}


def test_nothing_is_said_while_nothing_was_entered(county):
    assert stale_results(county.county) == []


def test_a_fact_entered_after_the_grading_leads_to_grading_again(county, as_user):
    put(CODE, "faults", "1")
    (found,) = stale_results(county.county)
    assert (found.scheme.code, found.period, found.is_published) == ("ZJ-V-2026", Q1, False)
    client = as_user(county.county)
    assert tasks(client)["计分后数据有变动"] == GRADE
    assert GRADE in client.get(RESULTS).content.decode().split("计分以后又录入了数据")[1]


def test_a_fact_of_another_scheme_or_period_says_nothing(county):
    put(CODE, "nobody_reads_it", "1")
    put(CODE, "faults", "1", "2026-Q2")
    assert stale_results(county.county) == []


def test_a_fact_of_a_person_is_none_of_a_village(county):
    put("C001", "faults", "1", area="441621102223")
    assert stale_results(county.county) == []


def test_grading_again_settles_it_even_when_no_card_changes(county, as_user):
    put(CODE, "faults", "2")
    client = as_user(county.county)
    assert "核对无变动，记录下来" in client.get(GRADE).content.decode()
    client.post(GRADE)
    assert stale_results(county.county) == []
    assert GradingRun.objects.filter(scheme_version__scheme=county.scheme).first().changed == 0


def test_what_is_published_leads_to_a_correction_and_the_correction_settles_it(published, as_user):
    put(CODE, "faults", "1")
    client = as_user(published.county)
    assert tasks(client)["公布后数据有变动"] == CORRECT
    correcting.sign(published.scheme, Q1, published.county, "漏记整改")
    correcting.sign(published.scheme, Q1, published.second)
    assert stale_results(published.county) == []


def test_publishing_that_waits_is_told_to_the_other_person_only(county, as_user):
    publishing.sign(county.scheme, Q1, county.county)
    label = "待第二人签字公布"
    assert label not in tasks(as_user(county.county))
    assert tasks(as_user(county.second))[label] == f"{RESULTS}publish/"


def test_a_correction_that_waits_is_told_on_the_desk_and_the_list(published, as_user):
    put(CODE, "faults", "1")
    correcting.sign(published.scheme, Q1, published.county, "漏记整改")
    client = as_user(published.second)
    assert tasks(client)["待第二人签字更正"] == CORRECT
    assert "公布后数据有变动" not in tasks(client)
    assert "漏记整改" in client.get(RESULTS).content.decode()


def test_only_the_county_office_is_asked(published, as_user):
    put(CODE, "faults", "1")
    correcting.sign(published.scheme, Q1, published.county, "漏记整改")
    for who in (published.leader, published.township):
        client = as_user(who)
        assert "漏记整改" not in client.get(RESULTS).content.decode()
        assert "公布后数据有变动" not in tasks(client)
