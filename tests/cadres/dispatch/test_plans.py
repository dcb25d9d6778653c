"""The dispatch plan in the database: proposed, adjusted, filled, reconciled, confirmed once."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from accounts.models import LedgerEntry, Role
from cadres.dispatch.assignment import fill
from cadres.dispatch.reconciliation import reconcile, unit_quotas
from cadres.models import (
    Batch,
    DispatchLine,
    DispatchPlan,
    Nomination,
    Posting,
    Training,
    TrainingAttendance,
    Unit,
    WorkTeam,
)
from tests.cadres.dispatch.county import county_of, people
from tests.conftest import make_user
from villages.models import AnnualFigure, Village, VillageFlag

pytestmark = pytest.mark.both


def test_the_rule_lays_one_line_per_village(plan):
    assert plan.lines.count() == 15
    assert dict(plan.lines.values_list("village", "size"))["441621100200"] == 1
    assert plan.lines.filter(size=3, level="county").count() == 5
    assert plan.lines.filter(village__township="441621100", level="county").count() == 3


def test_a_village_without_the_figure_is_said_not_taken_for_nought(batch, boss):
    AnnualFigure.objects.filter(village="441621100201").delete()
    plan = DispatchPlan.objects.create(batch=batch, figures_year=2025)
    plan.propose(boss, Village.objects.all())
    line = plan.lines.get(village="441621100201")
    assert (line.income, line.proposed, line.size) == (None, None, None)
    assert reconcile(plan, plan.lines.with_seats()).undecided == 1
    with pytest.raises(ValidationError):
        plan.confirm(boss)
    assert not WorkTeam.objects.exists()


def test_a_weak_branch_gets_three_without_a_figure(batch, boss):
    AnnualFigure.objects.all().delete()
    VillageFlag.objects.create(village_id="441621100201", kind="weak", since=date(2025, 1, 1))
    plan = DispatchPlan.objects.create(batch=batch, figures_year=2025)
    plan.propose(boss, Village.objects.all())
    assert plan.lines.get(village="441621100201").size == 3


def test_a_change_needs_a_reason(plan, boss):
    line = plan.lines.first()
    line.size = 2
    with pytest.raises(ValidationError):
        line.adjust(boss, "")


def test_nominees_sit_with_their_unit_and_a_party_member_leads(plan, batch, boss):
    water = Unit.objects.create(code="U01", name="县水务局", county_id="441621", establishment=40)
    people(water, 4, batch)
    people(Unit.objects.get(pk="T0"), 2, batch)
    assert fill(plan, boss) == 6
    for seat in Nomination.objects.filter(cadre__unit=water):
        assert (seat.line.lead_unit, seat.line.level) == (water, "county")
    leaders = Nomination.objects.filter(role="leader")
    assert leaders.filter(cadre__unit=water, cadre__party_member=True).count() >= 3
    own = Nomination.objects.filter(cadre__unit="T0")
    assert {seat.line.village.township_id for seat in own} == {"441621100"}
    assert {seat.line.level for seat in own} == {"township"}
    assert DispatchLine.objects.filter(lead_unit="T1", level="county").count() == 0


def test_filling_again_moves_nobody(plan, batch, boss):
    people(Unit.objects.get(pk="T0"), 3, batch)
    fill(plan, boss)
    before = list(Nomination.objects.values_list("cadre", "line", "role"))
    assert fill(plan, boss) == 0
    assert list(Nomination.objects.values_list("cadre", "line", "role")) == before


def test_units_owe_a_fifth_and_the_gap_is_shown(plan, batch):
    water = Unit.objects.create(code="U01", name="县水务局", county_id="441621", establishment=18)
    people(water, 1, batch)
    assert [(u.pk, owed, n, gap) for u, owed, n, gap in unit_quotas(plan)] == [("U01", 4, 1, 3)]


def test_the_announced_numbers_and_their_gap_stand_on_the_page(plan, as_user, boss):
    DispatchPlan.objects.filter(pk=plan.pk).update(
        announced_teams=279,
        county_teams=135,
        announced_township_teams=144,
        announced_cadres=779,
        announced_county_cadres=226,
        announced_township_cadres=492,
    )
    page = as_user(boss).get(f"/cadres/plans/{plan.pk}/")
    checks = page.context["sums"].checks
    assert [(c.whole, c.sum, c.gap) for c in checks[:2]] == [(279, 279, 0), (779, 718, 61)]
    text = page.content.decode()
    assert "779" in text and "226" in text and "492" in text and "718" in text and "61" in text


def test_a_figure_that_was_not_announced_makes_no_check(plan):
    checks = reconcile(plan, plan.lines.with_seats()).checks
    assert [check.gap for check in checks] == [0, 0, sum(plan.lines.values_list("size", flat=True))]


def confirmed(plan, batch, boss):
    people(Unit.objects.get(pk="T0"), 4, batch)
    fill(plan, boss)
    plan.refresh_from_db()
    plan.confirm(boss, "岗前培训改期", "其余人选待定")
    return plan


def test_confirming_makes_the_teams_and_postings(plan, batch, boss):
    confirmed(plan, batch, boss)
    assert WorkTeam.objects.count() == 15
    posting = Posting.objects.filter(role="leader").first()
    assert (posting.since, posting.until) == (date(2026, 1, 8), date(2026, 12, 31))
    assert posting.office in {"deputy_secretary", "director_assistant"}
    assert posting.untrained_reason == "岗前培训改期"
    assert LedgerEntry.objects.filter(object_type="cadres.posting", action="create").count() == 4
    assert LedgerEntry.objects.about(plan).first().action == "confirm"


def test_a_second_click_makes_nothing(plan, batch, boss, as_user):
    confirmed(plan, batch, boss)
    page = as_user(boss).post(f"/cadres/plans/{plan.pk}/confirm/", {"untrained_reason": "x"})
    assert page.status_code == 302
    with pytest.raises(ValidationError):
        plan.confirm(boss, "x")
    assert (WorkTeam.objects.count(), Posting.objects.count()) == (15, 4)


def test_untrained_people_need_a_reason(plan, batch, boss):
    cadres = people(Unit.objects.get(pk="T0"), 1, batch)
    fill(plan, boss)
    plan.refresh_from_db()
    with pytest.raises(ValidationError):
        plan.confirm(boss)
    assert (plan.lines.count(), WorkTeam.objects.count()) == (15, 0)
    course = Training.objects.create(
        batch=batch, title="岗前培训", since=date(2026, 1, 5), until=date(2026, 1, 6)
    )
    TrainingAttendance.objects.create(training=course, cadre=cadres[0])
    plan.refresh_from_db()
    plan.confirm(boss, vacant_reason="其余人选待定")
    assert Posting.objects.get().untrained_reason == ""


def test_a_plan_half_filled_is_confirmed_with_a_reason_only(plan, batch, boss, as_user):
    people(Unit.objects.get(pk="T0"), 4, batch)
    fill(plan, boss)
    url, reasons = f"/cadres/plans/{plan.pk}/confirm/", {"untrained_reason": "岗前培训改期"}
    client, vacant = as_user(boss), plan.vacant
    assert vacant == sum(plan.lines.values_list("size", flat=True)) - 4
    assert str(vacant) in str(client.post(url, reasons).context["form"].errors)
    assert not WorkTeam.objects.exists()
    client.post(url, reasons | {"vacant_reason": "其余人选待定"})
    plan.refresh_from_db()
    assert (plan.is_draft, LedgerEntry.objects.about(plan).first().note) == (False, "其余人选待定")


def test_a_plan_without_vacant_places_asks_for_no_reason(plan, batch, boss):
    plan.lines.exclude(village="441621100200").update(size=0)
    cadre = people(Unit.objects.get(pk="T0"), 1, batch)[0]
    Nomination.objects.filter(cadre=cadre).update(line=plan.lines.get(size__gt=0))
    plan.confirm(boss, "岗前培训改期")
    assert Posting.objects.get().cadre == cadre


def test_seating_nobody_is_not_said_to_be_done(plan, batch, boss, as_user):
    url, client = f"/cadres/plans/{plan.pk}/fill/", as_user(boss)
    said = [m.level_tag for m in client.post(url, follow=True).context["messages"]]
    people(Unit.objects.get(pk="T0"), 1, batch)
    said += [m.level_tag for m in client.post(url, follow=True).context["messages"]]
    assert said == ["warning", "success"]


def test_somebody_posted_elsewhere_stands_against_confirming(plan, batch, boss):
    cadre = people(Unit.objects.get(pk="T0"), 1, batch)[0]
    fill(plan, boss)
    old = Batch.objects.create(county_id="441621", code="2025")
    team = WorkTeam.objects.create(code="OLD", village_id="441621101200", batch=old)
    Posting.objects.create(cadre=cadre, team=team, since=date(2025, 1, 1))
    plan.refresh_from_db()
    with pytest.raises(ValidationError, match=cadre.name):
        plan.confirm(boss, "x")


def test_a_confirmed_plan_is_closed(plan, batch, boss, as_user):
    confirmed(plan, batch, boss)
    line = plan.lines.first()
    client = as_user(boss)
    data = {"size": "2", "level": "county", "reason": "x", "lead_unit": ""}
    form = client.get(f"/cadres/plans/lines/{line.pk}/edit/").context["form"]
    data["opened"] = form["opened"].value()
    page = client.post(f"/cadres/plans/lines/{line.pk}/edit/", data)
    assert page.context["form"].errors
    client.post(f"/cadres/plans/{plan.pk}/propose/")
    line.refresh_from_db()
    assert line.adjusted_by == ""


def test_the_page_of_a_plan_takes_the_same_selects_for_any_county(
    plan, batch, boss, as_user, django_assert_num_queries
):
    client = as_user(boss)
    url = f"/cadres/plans/{plan.pk}/"
    client.get(url)
    few = selects(client, url)
    for v in range(30, 60):
        village = Village.objects.create(
            code=f"4416211002{v}", name=f"{v}村", township_id="441621100"
        )
        DispatchLine.objects.create(plan=plan, village=village, size=1, level="county")
    people(Unit.objects.create(code="U1", name="局", county_id="441621"), 30, batch)
    fill(plan, boss)
    assert selects(client, url) == few


def test_the_villages_of_a_plan_come_page_by_page_and_the_sums_stay_whole(
    plan, boss, as_user, monkeypatch
):
    monkeypatch.setattr("cadres.dispatch.views.plans.PER_PAGE", 4)
    client, url = as_user(boss), f"/cadres/plans/{plan.pk}/"
    first, last = client.get(url), client.get(f"{url}?page=99")
    count = plan.lines.count()
    assert (len(first.context["page"]), first.context["page"].paginator.count) == (4, count)
    assert last.context["page"].end_index() == count
    assert first.context["sums"].whole == last.context["sums"].whole


def selects(client, url):
    queries = []
    with connections["default"].execute_wrapper(
        lambda execute, sql, *rest: queries.append(sql) or execute(sql, *rest)
    ):
        assert client.get(url).status_code == 200
    return sum(sql.startswith("SELECT") for sql in queries)


def test_the_plan_is_made_through_the_page(batch, boss, as_user):
    data = {
        "batch": batch.pk,
        "figures_year": "2025",
        "county_teams": "4",
        "townships": ["441621100"],
        "communities": "on",
    }
    page = as_user(boss).post("/cadres/plans/add/", data)
    plan = DispatchPlan.objects.get()
    assert page["Location"] == f"/cadres/plans/{plan.pk}/"
    assert plan.lines.count() == 9


@pytest.fixture
def shared_plan(shared_database):
    batch = county_of((2, 2))
    boss = make_user("boss", Role.COUNTY, "441621")
    plan = DispatchPlan.objects.create(batch=batch, figures_year=2025)
    plan.propose(boss, Village.objects.all())
    return plan.pk, boss


def confirm_from_threads(pk, boss, confirm, times=4):
    """How many of the simultaneous confirmations went through."""
    gate, through = threading.Barrier(times), []

    def work():
        try:
            confirm(DispatchPlan.objects.get(pk=pk), boss, gate)
            through.append(1)
        except Exception:  # noqa: S110 — the loser's error is the other test's matter
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(through)


def test_of_four_simultaneous_confirmations_one_makes_the_teams(shared_plan):
    def confirm(plan, boss, gate):
        gate.wait()
        plan.confirm(boss, vacant_reason="人选待定")

    assert confirm_from_threads(*shared_plan, confirm) == 1
    assert WorkTeam.objects.count() == 4
    assert LedgerEntry.objects.filter(action="confirm").count() == 1


def test_control_without_the_recheck_all_four_believe_they_may(shared_plan):
    def confirm(plan, boss, gate):
        plan.expect_draft()
        gate.wait()

    assert confirm_from_threads(*shared_plan, confirm) == 4
