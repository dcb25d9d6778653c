"""Drafts, publishing, corrections and proposals: what may change, and what never does."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.ledger import first_broken
from accounts.models import LedgerEntry, Role
from assessments.cards.lines import lines_of
from assessments.evidence import origins
from assessments.grading import grading
from assessments.models import Card, Fact, Proposal, Scheme, SchemeVersion
from assessments.schemes.opening import open_period
from assessments.schemes.refusals import GradingRefused
from assessments.scoring import words
from cadres.models import Posting
from cadres.periods import Quarter
from tests.conftest import make_user
from tests.stage import layer
from villages.models import Township, Village

pytestmark = pytest.mark.both

SCHEME = """scheme,T-G-2026,办法,100,sum,,subject=village; year=2026; min_class=1,,,,一
section,1,得分,100,sum,,,,quarter,,一
item,1.1,分,60,score,mark,,乡镇党委,,,一1
item,1.2,民情,40,deduct,matters.overdue,each=10,,,,一2
grade,A,优秀,,,,when=total>=90,,quarter,,三
grade,B,合格,,,,,,quarter,,三
outcome,O1,奖励,,,,when=rank=1; amount=2000,,quarter,,四
outcome,O2,约谈,,,,when=total<70,,quarter,,五
"""
Q1 = Quarter(2026, 1)
MARKS = {"441621102001": 60, "441621102002": 45, "441621102003": 20, "441621103001": 50}


def mark(village, value, period="2026-Q1", **fields):
    Fact.objects.update_or_create(
        area_code=village,
        subject_code=village,
        period=period,
        code="mark",
        defaults={"value": str(value), "entered_by": "叶建明", "source": "评分表", **fields},
    )


@layer
def scheme(county):
    county.scheme(SCHEME)
    for village, value in MARKS.items():
        mark(village, value)
    return Scheme.objects.get()


@layer
def signers():
    return [make_user(name, Role.COUNTY, "441621") for name in ("liu", "chen")]


def test_a_card_keeps_its_lines_origins_and_hash(scheme):
    grading.grade(scheme, Q1)
    card = Card.objects.get(subject_code="441621102002")
    assert [words(line) for line in lines_of(card)][1:] == ["评分，得 45", "40 − 0 × 10 = 40"]
    found = origins(card.evidence)
    assert found["mark"][:8] == ("mark", "45", "", "", "", "评分表", None, "叶建明")
    assert found["matters.overdue"].reader == "matters.overdue"
    assert (card.total, card.grade_name, card.area_code) == (85, "合格", "441621102002")


def test_the_inputs_hash_changes_with_the_facts_alone(scheme):
    grading.grade(scheme, Q1)
    before = dict(Card.objects.values_list("subject_code", "inputs_hash"))
    mark("441621102003", 21)
    grading.grade(scheme, Q1)
    after = dict(Card.objects.values_list("subject_code", "inputs_hash"))
    assert {code for code in after if after[code] != before[code]} == {"441621102003"}


def test_a_preview_writes_nothing(scheme):
    changes = grading.preview(scheme, Q1)
    assert (changes.cards, len(changes.new)) == (4, 4)
    assert not Card.objects.exists()


def test_grading_leaves_a_run_and_a_ledger_row(scheme, signers):
    run = grading.grade(scheme, Q1, signers[0]).run
    assert (run.cards, run.waiting, run.changed, run.by) == (4, 0, 4, "liu")
    entry = LedgerEntry.objects.filter(action="grade a period").get()
    assert (entry.actor, entry.after["cards"]) == ("liu", 4)
    assert first_broken() is None


def test_outcomes_are_proposed_once_and_decisions_stand(scheme):
    grading.grade(scheme, Q1)
    assert set(Proposal.objects.values_list("card__subject_code", "outcome", "amount")) == {
        ("441621102001", "O1", 2000),
        ("441621103001", "O1", 2000),
        ("441621102003", "O2", None),
    }
    decided = Proposal.objects.get(outcome="O2")
    decided.state, decided.decided_by = "declined", "刘文彬"
    decided.save()
    mark("441621102001", 0)
    mark("441621102003", 60)
    grading.grade(scheme, Q1)
    left = set(Proposal.objects.values_list("card__subject_code", "outcome", "state"))
    assert left == {
        ("441621103001", "O1", "proposed"),
        ("441621102003", "O2", "declined"),
        ("441621102003", "O1", "proposed"),
        ("441621102001", "O2", "proposed"),
    }


def test_a_draft_whose_subject_is_gone_leaves_with_a_trace(county):
    county.scheme(SCHEME.replace("subject=village", "subject=cadre"))
    scheme = Scheme.objects.get()
    grading.grade(scheme, Q1)
    assert set(Card.objects.values_list("subject_code", flat=True)) == {"C1", "C2"}
    Posting.objects.filter(cadre="C2").update(since=date(2026, 4, 1))
    changes = grading.grade(scheme, Q1).changes
    assert [each.code for each in changes.removed] == ["C2"]
    assert set(Card.objects.values_list("subject_code", flat=True)) == {"C1"}
    assert LedgerEntry.objects.filter(action="delete", object_name__contains="李海燕").exists()


@layer
def published(scheme, signers):
    grading.grade(scheme, Q1)
    grading.publish(scheme, Q1, *signers)
    return scheme


def test_publishing_signs_freezes_and_writes_the_ledger(published):
    card = Card.objects.get(subject_code="441621102001")
    assert (card.state, card.signed_by, card.second_by) == ("published", "liu", "chen")
    assert SchemeVersion.objects.get().frozen_at < card.published_at
    assert LedgerEntry.objects.filter(action="publish").count() == 4


def test_a_published_card_is_not_graded_again(published):
    mark("441621102001", 10)
    changes = grading.grade(published, Q1).changes
    # the other two of the class change places
    assert [each.code[-3:] for each in changes.outdated] == ["001", "002", "003"]
    assert changes.written == 0
    assert Card.objects.get(subject_code="441621102001").total == 100


@pytest.mark.parametrize(
    "change",
    [
        lambda cards: cards.update(total=1),
        lambda cards: cards.update(state="draft"),
        lambda cards: cards.update(state="superseded", total=1),
        lambda cards: cards.delete(),
    ],
)
def test_the_database_refuses_to_change_a_published_card(published, change):
    with pytest.raises(DatabaseError, match="published card"), transaction.atomic():
        change(Card.objects.filter(subject_code="441621102001"))


def test_the_database_refuses_to_change_a_frozen_table(published):
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        SchemeVersion.objects.update(rows=[])


def test_a_superseded_card_stays_as_it_was(published):
    cards = Card.objects.filter(subject_code="441621102001")
    cards.update(state="superseded")
    with pytest.raises(DatabaseError), transaction.atomic():
        cards.update(state="published")


def test_a_correction_is_a_new_version_that_names_the_old(published, signers):
    mark("441621102001", 40)
    made = grading.correct(published, Q1, *signers, reason="申诉成立：评分录入有误")
    assert {card.subject_code[-3:] for card in made} == {"001", "002"}  # 002 rises to first
    corrected = next(card for card in made if card.subject_code == "441621102001")
    old = corrected.replaces
    old.refresh_from_db()
    assert (old.state, old.total, corrected.total) == ("superseded", 100, 80)
    assert (corrected.version, corrected.reason) == (2, "申诉成立：评分录入有误")
    assert (corrected.signed_by, corrected.second_by) == ("liu", "chen")
    assert not grading.preview(published, Q1).outdated
    assert LedgerEntry.objects.filter(action="correct").count() == len(made)


def test_a_corrected_card_takes_back_open_proposals(published, signers):
    mark("441621102001", 40)
    grading.correct(published, Q1, *signers, reason="更正")
    found = Proposal.objects.filter(card__subject_code="441621102001")
    assert not found.filter(outcome="O1").exists()


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (lambda: mark("441621102001", 40), " "),
        (lambda: None, "没有改变"),
        (lambda: Fact.objects.filter(subject_code="441621102001").delete(), "数据撤回"),
    ],
)
def test_a_correction_without_reason_cause_or_data_is_refused(published, signers, prepare, reason):
    prepare()
    with pytest.raises(GradingRefused):
        grading.correct(published, Q1, *signers, reason=reason)
    assert Card.objects.filter(state="published").count() == 4


@pytest.mark.parametrize(
    ("role", "area"), [(Role.TOWNSHIP, "441621102"), (Role.COUNTY, "441622"), (Role.LEADER, "4416")]
)
def test_only_the_countys_office_signs(scheme, signers, role, area):
    grading.grade(scheme, Q1)
    stranger = make_user("stranger", role, area)
    for pair in ((signers[0], stranger), (stranger, signers[0]), (signers[0], signers[0])):
        with pytest.raises(GradingRefused):
            grading.publish(scheme, Q1, *pair)
    assert not Card.objects.filter(state="published").exists()


def test_nothing_is_published_while_a_card_waits(scheme, signers):
    Fact.objects.filter(subject_code="441621103001").delete()
    grading.grade(scheme, Q1)
    with pytest.raises(GradingRefused, match="丁村"):
        grading.publish(scheme, Q1, *signers)


def test_nothing_is_published_twice(published, signers):
    with pytest.raises(GradingRefused):
        grading.publish(published, Q1, *signers)


def test_a_confirmed_veto_zeroes_and_an_open_one_waits(county):
    county.scheme(SCHEME + "veto,V1,虚报,,,fraud,effect=zero:1,,quarter,,六\n")
    mark("441621102001", 60)
    Fact.objects.create(
        area_code="441621102001",
        period="2026-Q1",
        subject_code="441621102001",
        code="fraud",
        value="1",
        entered_by="县纪委",
    )
    scheme = Scheme.objects.get()
    grading.grade(scheme, Q1)
    card = Card.objects.get(subject_code="441621102001")
    assert (card.state, card.waiting) == ("waiting", ["V1"])
    Fact.objects.filter(code="fraud").update(confirmed_by="李书记")
    grading.grade(scheme, Q1)
    assert Card.objects.get(subject_code="441621102001").total == Decimal(0)


def populate(first, last):
    """Villages with a mark each, in thirty townships."""
    villages = []
    for n in range(first, last):
        town = f"4416219{n % 30:02}"
        Township.objects.get_or_create(
            code=town, defaults={"name": f"{town}镇", "county_id": "441621"}
        )
        villages.append(Village(code=f"{town}{n // 30 + 1:03}", name=f"{n}村", township_id=town))
    Village.objects.bulk_create(villages)
    Fact.objects.bulk_create(
        Fact(
            area_code=village.code,
            subject_code=village.code,
            period="2026-Q1",
            code="mark",
            value=str(n % 61),
            entered_by="镇",
        )
        for n, village in enumerate(villages)
    )


def selects(queries):
    return [q["sql"] for q in queries if q["sql"].lstrip("( ").upper().startswith("SELECT")]


def test_the_number_of_selects_is_the_same_at_30_and_at_300_villages(scheme):
    open_period(scheme, Q1)
    counts = []
    for first, last in ((0, 26), (26, 296)):
        populate(first, last)
        with CaptureQueriesContext(connection) as queries:
            result = grading.grade(scheme, Q1)
        counts.append(len(selects(queries)))
    assert result.changes.cards == 300
    assert counts[0] == counts[1] <= 20
