"""Proposing again: read first, what a person decided stays, one step can be taken back."""

from decimal import Decimal

from cadres.dispatch.assignment import fill
from cadres.models import Nomination, Unit
from tests.cadres.dispatch.county import income, people
from villages.models import Village


def test_what_a_person_changed_survives_a_new_proposal(plan, boss):
    line = plan.lines.get(village="441621100200")
    line.size = 2
    line.adjust(boss, "村大")
    income(line.village, Decimal(1))
    plan.refresh_from_db()
    plan.propose(boss, Village.objects.all())
    kept = plan.lines.get(village="441621100200")
    assert (kept.size, kept.reason, kept.adjusted_by) == (2, "村大", "boss")
    assert plan.lines.count() == 15


def lines_of(plan):
    names = ("village", "size", "proposed", "level", "income", "lead_unit", "adjusted_by")
    return list(plan.lines.order_by("village").values_list(*names))


def test_proposing_again_through_the_page_loses_no_line_and_no_seat(plan, batch, boss, as_user):
    people(Unit.objects.get(pk="T0"), 4, batch)
    fill(plan, boss)
    before, seats = lines_of(plan), list(Nomination.objects.values_list("cadre", "line", "role"))
    assert all(line for _cadre, line, _role in seats)
    as_user(boss).post(f"/cadres/plans/{plan.pk}/propose/")
    assert lines_of(plan) == before and len(before) == 15
    assert list(Nomination.objects.values_list("cadre", "line", "role")) == seats


def test_what_would_change_is_shown_and_nothing_written(plan, boss, as_user):
    income(Village.objects.get(pk="441621100200"), Decimal(1))
    before = lines_of(plan)
    redraft = as_user(boss).get(f"/cadres/plans/{plan.pk}/propose/").context["redraft"]
    assert [
        (line.village_id, was, now) for line, was, now, _moves in redraft.sizes if was != now
    ] == [("441621100200", 1, 3)]
    assert lines_of(plan) == before


def test_one_proposal_is_taken_back_and_hand_made_changes_since_stay(plan, boss, as_user):
    before, client = lines_of(plan), as_user(boss)
    for code in ("441621100200", "441621100203"):
        income(Village.objects.get(pk=code), Decimal(1))
    client.post(f"/cadres/plans/{plan.pk}/propose/")
    proposed = lines_of(plan)
    assert proposed != before
    line = plan.lines.get(village="441621100203")
    line.size = 2
    line.adjust(boss, "村大")
    client.post(f"/cadres/plans/{plan.pk}/take-back/")
    now = lines_of(plan)
    assert [row for row in now if row[0] != "441621100203"] == [
        row for row in before if row[0] != "441621100203"
    ]
    assert plan.lines.get(village="441621100203").size == 2
    page = client.post(f"/cadres/plans/{plan.pk}/take-back/", follow=True)
    assert [m.level_tag for m in page.context["messages"]][-1] == "error"
    assert lines_of(plan) == now


def test_a_village_that_left_the_plan_comes_back(plan, boss):
    before = lines_of(plan)
    plan.propose(boss, Village.objects.exclude(pk="441621100200"))
    assert len(lines_of(plan)) == 14
    plan.take_back(boss)
    assert lines_of(plan) == before
