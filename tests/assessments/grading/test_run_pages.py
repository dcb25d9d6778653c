"""Grading and publishing, as people use them in the browser."""

from decimal import Decimal

from accounts.models import LedgerEntry
from assessments.models import Card, GradingRun, Publication, SchemeVersion
from tests.assessments.graded import PERIOD, graded, put, second_signer
from tests.stage import layer

GRADE = f"/assessments/ZJ-V-2026/{PERIOD}/grade/"
PUBLISH = f"/assessments/ZJ-V-2026/{PERIOD}/publish/"


@layer
def county(cast):
    graded(cast)
    return cast


@layer
def complete(county):
    """Nothing waits any more."""
    put("441621103201", "lead", "240")
    return county


def published():
    return Card.objects.filter(scheme__code="ZJ-V-2026", state="published").count()


def test_the_preview_says_who_moves_and_writes_nothing(county, as_user):
    put("441621102224", "faults", "0")
    put("441621102224", "progress", "100")
    answer = as_user(county.county).get(GRADE)
    changes = answer.context["changes"]
    assert [(each.name, each.total[1]) for each in changes.changed] == [("礼坑村", Decimal("900"))]
    assert "礼坑村" in answer.content.decode()
    assert Card.objects.get(subject_code="441621102224").total == Decimal("560")


def test_a_run_leads_to_its_own_page_which_survives_a_reload(county, as_user):
    put("441621102224", "faults", "0")
    client = as_user(county.county)
    answer = client.post(GRADE)
    run = GradingRun.objects.first()
    assert answer.headers["Location"] == f"/assessments/runs/{run.pk}/"
    for _reload in range(2):
        context = client.get(answer.headers["Location"]).context
        assert (context["run"].cards, context["run"].changed, context["run"].waiting) == (3, 1, 1)
    assert Card.objects.get(subject_code="441621102224").total == Decimal("660")


def test_a_second_click_on_grade_changes_nothing(county, as_user):
    client = as_user(county.county)
    client.post(GRADE)
    cards = list(Card.objects.order_by("pk").values_list("pk", "digest", "computed_at"))
    client.post(GRADE)
    assert list(Card.objects.order_by("pk").values_list("pk", "digest", "computed_at")) == cards
    assert GradingRun.objects.first().changed == 0


def test_waiting_cards_are_named_and_cannot_be_published(county, as_user):
    client = as_user(county.county)
    page = client.get(PUBLISH).content.decode()
    assert "五一村" in page and "disabled" in page
    client.post(PUBLISH)
    assert Publication.objects.count() == 0


def test_two_different_people_publish(complete, as_user):
    second = second_signer()
    client = as_user(complete.county)
    client.post(GRADE)
    client.post(PUBLISH)
    assert (Publication.objects.get().signed_by, published()) == (complete.county, 0)
    client.post(PUBLISH)
    assert published() == 0
    as_user(second).post(PUBLISH)
    assert published() == 3
    done = Publication.objects.get()
    assert (done.second_by, done.published_at is not None) == (second, True)
    card = Card.objects.get(subject_code="441621102223")
    assert (card.signed_by, card.second_by) == ("county", "county2")
    actions = LedgerEntry.objects.filter(object_type="assessments.publication").order_by("seq")
    assert [entry.action for entry in actions] == ["sign", "publish"]


def test_a_signature_falls_when_the_drafts_have_changed(complete, as_user):
    second = second_signer()
    client = as_user(complete.county)
    client.post(GRADE)
    client.post(PUBLISH)
    put("441621102223", "lead", "100")
    client.post(GRADE)
    as_user(second).post(PUBLISH)
    assert published() == 0
    assert Publication.objects.get().signed_by == second
    as_user(complete.county).post(PUBLISH)
    assert published() == 3


def test_what_is_published_cannot_be_signed_again(complete, as_user):
    client = as_user(complete.county)
    client.post(GRADE)
    client.post(PUBLISH)
    as_user(second_signer()).post(PUBLISH)
    assert as_user(complete.county).post(PUBLISH).status_code == 409
    assert Publication.objects.count() == 1


def test_grading_opens_a_period_that_nobody_opened(county):
    version = SchemeVersion.objects.get(scheme__code="ZJ-V-2026")
    assert version.frozen_at
    assert LedgerEntry.objects.about(version).filter(action="open a period").count() == 1
