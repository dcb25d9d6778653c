"""A county's run by the hundred: batches of cards, facts joined by the database, what is shared."""

import pytest

from assessments.cards.lines import lines_of
from assessments.cards.models import cards
from assessments.evidence import origins
from assessments.grading import grading
from assessments.models import Card, Fact
from tests.assessments.graded import Q1, graded, more_villages, put

pytestmark = pytest.mark.both


def totals(scheme):
    found = Card.objects.filter(scheme=scheme, total__isnull=False)
    return dict(found.values_list("subject_code", "total"))


def test_cards_of_several_statements_are_written_and_then_updated(cast, monkeypatch):
    monkeypatch.setattr(cards, "BATCH", 3)
    more_villages(cast, 7)
    villages, _cadres = graded(cast)
    assert [totals(villages)[f"44162110230{n}"] for n in range(7)] == [1000 - n for n in range(7)]
    for n in range(7):
        put(f"44162110230{n}", "faults", "1")
    changes = grading.grade(villages, Q1).changes
    assert len(changes.changed) == 7
    assert [totals(villages)[f"44162110230{n}"] for n in range(7)] == [950 - n for n in range(7)]
    assert Card.objects.filter(scheme=villages, subject_code="441621102300").count() == 1


def test_facts_of_a_person_recorded_at_two_places_are_one_persons(cast):
    _villages, cadres = graded(cast)
    Fact.objects.filter(subject_code="C001", code="unit_score").update(area_code="441621102224")
    grading.grade(cadres, Q1)
    card = Card.objects.get(scheme=cadres, subject_code="C001")
    assert card.total == 900
    assert sorted(origins(card.evidence)) == ["town_score", "unit_score"]


def test_what_does_not_apply_is_kept_with_its_reason_and_its_row(cast):
    villages, _cadres = graded(cast)
    Fact.objects.filter(subject_code="441621102223", code="progress").update(
        value="", not_applicable=True, source="当年没有项目", row=12
    )
    grading.grade(villages, Q1)
    card = Card.objects.get(scheme=villages, subject_code="441621102223")
    told = origins(card.evidence)["progress"]
    assert (told.value, told.source, told.row) == ("NA", "当年没有项目", 12)
    line = next(line for line in lines_of(card) if line.code == "2.1")
    assert ("note", "当年没有项目") in line.trace


def test_a_sum_read_back_from_a_card_has_the_points_below_it(cast):
    villages, _cadres = graded(cast)
    card = Card.objects.get(scheme=villages, subject_code="441621102223")
    found = {line.code: line for line in lines_of(card)}
    assert found["1"].trace[0][2] == (str(found["1.1"].points), str(found["1.2"].points))
