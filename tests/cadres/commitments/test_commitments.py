"""Promises: proposed, approved, published, carried out, settled; a change keeps the old words."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts import ledger
from accounts.models import LedgerEntry
from cadres.models import Commitment, DutyReview, Matter
from villages.models import AnnualFigure

DAY = date(2026, 3, 2)
State = Commitment.State


def promise(cast, **fields):
    words = {
        "village": cast.places.village,
        "year": 2026,
        "promiser": "team",
        "kind": "deed",
        "text": "装路灯 30 盏",
        "standard": "全部亮灯",
        "person": "温国强",
        "due_on": date(2026, 6, 30),
    }
    made = Commitment(**words | fields)
    made.full_clean()
    return ledger.write(made, cast.cadre)


def published(cast, **fields):
    made = promise(cast, **fields)
    made.approve(cast.township)
    made.publish(cast.cadre, DAY, "村务公开栏")
    return made


def post(client, name, made, **data):
    return client.post(reverse(f"cadres:commitment_{name}", args=[made.pk]), data)


def test_a_promise_goes_its_whole_way(cast, as_user):
    made = promise(cast)
    post(as_user(cast.township), "decide", made, decision="return", remark="写明盏数")
    made.refresh_from_db()
    assert (made.state, made.remark) == (State.RETURNED, "写明盏数")
    client = as_user(cast.cadre)
    post(client, "propose", made)
    post(as_user(cast.township), "decide", made, decision="approve")
    client = as_user(cast.cadre)
    post(client, "publish", made, where="村务公开栏")
    post(client, "step", made, text="立杆 10 根")
    post(as_user(cast.township), "settle", made, kept="1", result="亮灯 30 盏")
    made.refresh_from_db()
    assert (made.state, made.published_at, made.result) == (State.KEPT, "村务公开栏", "亮灯 30 盏")
    assert made.steps.get().text == "立杆 10 根"
    told = [row.action for row in LedgerEntry.objects.about(made).order_by("seq")]
    assert told == ["create", "send back", "propose", "approve", "publish", "step", "settle"]


@pytest.mark.parametrize(
    ("verb", "args"),
    [
        ("publish", (DAY, "公开栏")),
        ("settle", (True, "好", DAY)),
        ("step", ("做了", DAY)),
        ("propose_again", ()),
    ],
)
def test_no_step_is_left_out(cast, verb, args):
    made = promise(cast)
    with pytest.raises(ValidationError):
        getattr(made, verb)(cast.township, *args)
    made.refresh_from_db()
    assert made.state == State.PROPOSED


@pytest.mark.parametrize("words", ["", "  "])
def test_what_has_to_be_said_is_said(cast, words):
    made = promise(cast)
    with pytest.raises(ValidationError):
        made.send_back(cast.township, words)
    made.approve(cast.township)
    with pytest.raises(ValidationError):
        made.publish(cast.cadre, DAY, words)
    made.publish(cast.cadre, DAY, "公开栏")
    with pytest.raises(ValidationError):
        made.settle(cast.township, True, words, DAY)
    with pytest.raises(ValidationError):
        made.replace(cast.cadre, words, text="装 20 盏")


def test_a_changed_promise_keeps_the_old_words(cast):
    made = published(cast)
    new = made.replace(cast.cadre, "资金不足", text="装路灯 20 盏")
    made.refresh_from_db()
    assert (made.text, made.state) == ("装路灯 30 盏", State.REPLACED)
    assert (new.text, new.state, new.standard) == ("装路灯 20 盏", State.PROPOSED, made.standard)
    assert list(Commitment.objects.standing_now()) == [new]
    with pytest.raises(ValidationError):
        made.replace(cast.cadre, "再改", text="装 10 盏")


def test_words_are_edited_only_until_approved(cast, as_user):
    made = promise(cast)
    path = reverse("cadres:commitment_edit", args=[made.pk])
    assert as_user(cast.cadre).get(path).status_code == 200
    made.approve(cast.township)
    assert as_user(cast.cadre).get(path).status_code == 404


def test_a_figure_shows_how_far_it_is(cast, as_user):
    made = published(cast, figure_id="collective_income", target=Decimal(50000))
    assert made.measured is None
    AnnualFigure.objects.create(
        village=cast.places.village, year=2026, kind_id="collective_income", value=32000
    )
    assert made.measured == 32000
    page = as_user(cast.cadre).get(made.get_absolute_url()).content.decode()
    assert "32,000" in page
    assert "50,000" in page
    with pytest.raises(ValidationError):
        promise(cast, figure_id="collective_income")


def test_a_step_may_name_a_matter_of_the_village_only(cast, as_user):
    made = published(cast)
    fields = {"title": "路灯", "category": "roads", "raised_on": DAY}
    near = Matter.raise_new(cast.cadre, village=cast.places.village, **fields)
    far = Matter.raise_new(cast.county, village=cast.places.next_door, **fields)
    client = as_user(cast.cadre)
    post(client, "step", made, text="已报", matter=far.pk)
    post(client, "step", made, text="已报", matter=near.pk)
    assert [step.matter for step in made.steps.all()] == [near]


def test_the_poster_shows_what_was_published(cast, as_user):
    published(cast)
    promise(cast, text="没公开的")
    path = reverse("cadres:commitment_poster", args=[cast.places.village.pk, 2026])
    page = as_user(cast.cadre).get(path).content.decode()
    assert "装路灯 30 盏" in page
    assert "没公开的" not in page
    empty = reverse("cadres:commitment_poster", args=[cast.places.village.pk, 2020])
    assert 'class="empty"' in as_user(cast.cadre).get(empty).content.decode()


def test_a_vote_without_a_ballot_is_none(cast, as_user):
    words = {
        "village": cast.places.village.pk,
        "promiser": "team",
        "on": "2026-03-02",
        "meeting": "村民代表会议",
        "said": "路灯",
        "satisfied": "0",
        "fairly": "0",
        "dissatisfied": "0",
    }
    path = reverse("cadres:review_create")
    assert as_user(cast.township).post(path, words).context["form"].errors
    as_user(cast.township).post(path, words | {"satisfied": "18", "dissatisfied": "2"})
    assert DutyReview.objects.get().ballots == 20


@pytest.mark.parametrize("where", ["list", "village"])
def test_pages_ask_as_often_for_many_as_for_few(
    cast, as_user, where, django_assert_max_num_queries, django_assert_num_queries
):
    village = reverse("villages:village_page", args=[cast.places.village.pk]) + "?tab=commitments"
    path = reverse("cadres:commitment_list") if where == "list" else village
    client = as_user(cast.county)
    published(cast)
    client.get(path)
    with django_assert_max_num_queries(40) as few:
        client.get(path)
    for n in range(4):
        published(cast, text=f"第 {n} 件")
    with django_assert_num_queries(len(few)):
        client.get(path)
