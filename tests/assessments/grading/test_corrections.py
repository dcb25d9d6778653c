"""更正: published cards whose facts have changed, corrected under two signatures."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import LedgerEntry
from assessments.grading import grading
from assessments.models import Card, Publication, Scheme
from tests.assessments.graded import PERIOD, Q1, graded, more_villages, put, second_signer
from tests.stage import layer

pytestmark = pytest.mark.both

CORRECT = f"/assessments/ZJ-V-2026/{PERIOD}/correct/"
CODE = "441621102224"


@layer
def wrong(cast):
    """A published quarter of which one fact was wrong."""
    graded(cast)
    put("441621103201", "lead", "240")
    cast.second = second_signer()
    scheme = Scheme.objects.get(code="ZJ-V-2026")
    grading.grade(scheme, Q1)
    grading.publish(scheme, Q1, cast.county, cast.second)
    put(CODE, "faults", "1")
    return cast


def versions():
    return list(
        Card.objects.filter(subject_code=CODE, scheme__code="ZJ-V-2026").order_by("version")
    )


def test_two_people_correct_and_both_versions_stay(wrong, as_user):
    page = as_user(wrong.county).get(CORRECT)
    assert CODE in page.content.decode()
    as_user(wrong.county).post(CORRECT, {"reason": "漏记整改"})
    assert len(versions()) == 1
    as_user(wrong.second).post(CORRECT)
    old, new = versions()
    assert (old.state, new.state) == ("superseded", "published")
    assert (new.replaces, new.reason, new.total - old.total) == (old, "漏记整改", 50)
    assert new.signed_by != new.second_by
    client = as_user(wrong.county)
    assert (
        f"/assessments/cards/{new.pk}/"
        in client.get(f"/assessments/cards/{old.pk}/").content.decode()
    )
    assert (
        f"/cards/{new.pk}/compare/" in client.get(f"/assessments/cards/{new.pk}/").content.decode()
    )


def test_the_comparison_marks_the_lines_that_differ(wrong, as_user):
    as_user(wrong.county).post(CORRECT, {"reason": "漏记整改"})
    as_user(wrong.second).post(CORRECT)
    page = as_user(wrong.county).get(f"/assessments/cards/{versions()[1].pk}/compare/")
    differing = [two.line.code for _one, two, differs in page.context["pairs"] if differs]
    assert differing == ["1", "1.2"]


def test_a_card_that_corrects_nothing_has_no_comparison(wrong, as_user):
    page = as_user(wrong.county).get(f"/assessments/cards/{versions()[0].pk}/compare/")
    assert page.status_code == 404


def test_one_person_alone_corrects_nothing(wrong, as_user):
    client = as_user(wrong.county)
    client.post(CORRECT, {"reason": "漏记整改"})
    assert client.post(CORRECT, {"reason": "再签"}).status_code == 409
    assert len(versions()) == 1


def test_a_correction_needs_its_reason(wrong, as_user):
    assert as_user(wrong.county).post(CORRECT, {"reason": "  "}).status_code == 409
    assert not Publication.objects.corrections().exists()


def test_facts_that_change_after_the_first_signature_withdraw_it(wrong, as_user):
    as_user(wrong.county).post(CORRECT, {"reason": "漏记整改"})
    put(CODE, "faults", "0")
    assert as_user(wrong.second).post(CORRECT).status_code == 409
    as_user(wrong.second).post(CORRECT, {"reason": "再次核实"})
    request = Publication.objects.corrections().get()
    assert (request.signed_by, request.reason) == (wrong.second, "再次核实")
    assert LedgerEntry.objects.filter(action="withdraw").exists()


def test_nothing_to_correct_is_said(cast, as_user):
    graded(cast)
    page = as_user(cast.county).get(CORRECT)
    assert page.context["state"].obstacle
    assert as_user(cast.county).post(CORRECT, {"reason": "x"}).status_code == 409


def selects(client, url):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    return answer, sum(query["sql"].startswith("SELECT") for query in queries)


def more_outdated(cast, count):
    """`count` more published cards, each with a fact that has changed since."""
    more_villages(cast, count)
    grading.grade(Scheme.objects.get(code="ZJ-V-2026"), Q1)
    Card.objects.filter(state="draft").update(state="published")
    for n in range(count):
        put(f"4416211023{n:02d}", "faults", "1")


def test_a_long_correction_comes_in_pages_with_as_many_selects(wrong, as_user):
    client = as_user(wrong.county)
    few, asked = selects(client, CORRECT)
    more_outdated(wrong, 60)
    many, asked_then = selects(client, CORRECT)
    assert (len(few.context["page"]), len(many.context["page"])) == (1, 50)
    assert len(many.context["state"].moves) == 63  # the ranks of the others change
    assert len(client.get(f"{CORRECT}?page=2").context["page"]) == 13
    assert asked_then == asked


def test_a_comparison_takes_as_many_selects_in_a_large_class(wrong, as_user):
    as_user(wrong.county).post(CORRECT, {"reason": "漏记整改"})
    as_user(wrong.second).post(CORRECT)
    client, url = as_user(wrong.county), f"/assessments/cards/{versions()[1].pk}/compare/"
    _answer, asked = selects(client, url)
    more_outdated(wrong, 20)
    assert selects(client, url)[1] == asked
