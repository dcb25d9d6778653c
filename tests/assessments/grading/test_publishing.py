"""公布: what two people publish is what the facts give, or they say why it is not."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import LedgerEntry
from assessments.grading import grading, publishing
from assessments.models import Card, Publication, Scheme, SchemeVersion
from assessments.schemes.refusals import GradingRefused
from tests.assessments.graded import PERIOD, Q1, graded, put, second_signer
from tests.stage import layer

pytestmark = pytest.mark.both

PUBLISH = f"/assessments/ZJ-V-2026/{PERIOD}/publish/"
CODE = "441621102224"


@layer
def ready(cast):
    """A quarter graded and complete."""
    graded(cast)
    put("441621103201", "lead", "240")
    cast.scheme = Scheme.objects.get(code="ZJ-V-2026")
    grading.grade(cast.scheme, Q1)
    cast.second = second_signer()
    return cast


@layer
def overtaken(ready):
    """The same, and one fact has changed since."""
    put(CODE, "faults", "1")
    return ready


def published():
    return Card.objects.filter(scheme__code="ZJ-V-2026", state="published").count()


def command(*options):
    names = ("--by", "county", "--second", "county2")
    call_command("publish", "ZJ-V-2026", PERIOD, *names, *options)


def test_facts_that_changed_since_the_grading_stop_the_signature(overtaken, as_user):
    answer = as_user(overtaken.county).post(PUBLISH)
    assert answer.status_code == 409
    assert "1 张" in str(answer.context["refused"])
    assert not Publication.objects.exists()


def test_the_page_says_how_many_cards_and_leads_to_grading_again(overtaken, as_user):
    page = as_user(overtaken.county).get(PUBLISH)
    assert page.context["state"].overtaken == 1
    assert f"/assessments/ZJ-V-2026/{PERIOD}/grade/" in page.content.decode()


def test_after_grading_again_two_people_publish(overtaken, as_user):
    grading.grade(overtaken.scheme, Q1)
    as_user(overtaken.county).post(PUBLISH)
    assert as_user(overtaken.second).post(PUBLISH).status_code == 302
    assert published() == 3
    assert Publication.objects.get().as_graded == ""


def test_two_people_publish_as_graded_when_they_say_why(overtaken, as_user):
    as_user(overtaken.county).post(PUBLISH, {"reason": "以4月5日计分时的数据为准"})
    page = as_user(overtaken.second).get(PUBLISH).content.decode()
    assert "以4月5日计分时的数据为准" in page
    as_user(overtaken.second).post(PUBLISH)
    assert published() == 3
    assert Publication.objects.get().as_graded == "以4月5日计分时的数据为准"
    assert LedgerEntry.objects.get(action="publish as graded").note == "以4月5日计分时的数据为准"


def test_a_change_between_the_two_signatures_stops_the_second(ready, as_user):
    as_user(ready.county).post(PUBLISH)
    put(CODE, "faults", "1")
    client = as_user(ready.second)
    assert client.post(PUBLISH).status_code == 409
    assert published() == 0
    assert client.post(PUBLISH, {"reason": "以计分时为准"}).status_code == 302
    assert published() == 3


def test_a_reason_is_not_kept_where_none_is_needed(ready, as_user):
    as_user(ready.county).post(PUBLISH, {"reason": "多写的"})
    as_user(ready.second).post(PUBLISH)
    assert published() == 3
    assert Publication.objects.get().as_graded == ""


def test_a_later_version_is_no_change_of_a_graded_period(ready, as_user):
    old = ready.scheme.current
    rows = [[n, cells | {"period": "year" if cells["period"] else ""}] for n, cells in old.rows]
    SchemeVersion.objects.create(
        scheme=ready.scheme, number=2, rows=rows, hash="0" * 64, imported_by="liu"
    )
    assert publishing.State(ready.scheme, Q1).overtaken == 0
    assert as_user(ready.county).get(PUBLISH).status_code == 200


def test_a_subject_that_came_since_counts_as_a_change(ready):
    ready.places.town.villages.create(code="441621102299", name="新村村民委员会")
    assert publishing.State(ready.scheme, Q1).overtaken == 1


def test_the_command_refuses_and_names_the_way_out(overtaken):
    with pytest.raises(CommandError, match="1 张.*重新计分"):
        command()
    assert published() == 0


def test_the_command_publishes_as_graded_with_a_reason(overtaken):
    command("--as-graded", "县委基层办会议确定")
    assert published() == 3
    assert LedgerEntry.objects.filter(action="publish as graded").count() == 1


def test_the_command_publishes_what_the_facts_give(ready):
    command()
    assert published() == 3
    assert not LedgerEntry.objects.filter(action="publish as graded").exists()


def test_one_person_twice_is_told_so_before_anything_is_reckoned(overtaken):
    with pytest.raises(GradingRefused):
        publishing.publish(overtaken.scheme, Q1, overtaken.county, overtaken.county, "x")
