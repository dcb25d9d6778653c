"""Villages year by year: members trained, secretaries' pay; missing is neither nought nor unmet."""

from datetime import date

import pytest
from django.urls import reverse

from cadres.care.views.yearly_figures import EARLIEST
from villages.models import Activity, AnnualFigure, CommitteeMember, ProgrammeRule

pytestmark = pytest.mark.both

TRAINED = reverse("cadres:member_training_list", args=[2026])
PAY = reverse("cadres:secretary_pay_list", args=[2026])


def figure(village, kind, value, year=2026):
    AnnualFigure.objects.create(village=village, kind_id=kind, value=value, year=year)


def cells(page, column):
    return [str(row.get_cell(column)) for row in page.context["table"].rows]


@pytest.fixture
def trained(cast):
    """洋头村 30 of 40, 礼坑村 members only, 五一村 all of 20."""
    figure(cast.places.village, "party_members", 40)
    figure(cast.places.village, "trained_members", 30)
    figure(cast.places.second, "party_members", 25)
    figure(cast.places.next_door, "party_members", 20)
    figure(cast.places.next_door, "trained_members", 20)


def test_the_share_is_of_the_villages_members_and_missing_is_no_nought(cast, as_user, trained):
    page = as_user(cast.county).get(TRAINED)
    assert cells(page, "share") == ["75.0", "—", "100.0"]
    assert [row.record.trained for row in page.context["table"].rows] == [30, None, 20]


def test_the_countys_share_counts_villages_where_both_are_known(cast, as_user, trained):
    totals = as_user(cast.county).get(TRAINED).context["table"].totals
    assert (str(totals["share"]), totals["trained"], totals["members"]) == ("83.3", "50", "85")


@pytest.mark.parametrize(
    ("standing", "villages"),
    [("met", ["五一村"]), ("unmet", ["洋头村"]), ("unknown", ["礼坑村"])],
)
def test_villages_are_found_by_how_they_stand(cast, as_user, trained, standing, villages):
    page = as_user(cast.county).get(TRAINED, {"standing": standing})
    assert [str(row.record) for row in page.context["table"].rows] == villages


def test_courses_are_those_recorded_for_the_year(cast, as_user, trained):
    for on, kind in (
        (date(2026, 3, 1), "member_training"),
        (date(2026, 5, 1), "skill_training"),
        (date(2026, 6, 1), "skill_training"),
        (date(2025, 6, 1), "skill_training"),
    ):
        Activity.objects.create(village=cast.places.village, kind=kind, on=on, title="培训")
    row = as_user(cast.county).get(TRAINED).context["table"].rows[0].record
    assert (row.courses, row.skill_courses) == (1, 2)


def test_a_township_is_led_to_where_it_enters_and_a_leader_is_not(cast, as_user, trained):
    link = reverse("villages:year_edit", args=[cast.places.village.pk, 2026])
    page = as_user(cast.township).get(TRAINED)
    assert link in page.content.decode()
    assert as_user(cast.township).get(link).status_code == 200
    assert len(page.context["table"].rows) == 2
    assert link not in as_user(cast.leader).get(TRAINED).content.decode()


@pytest.mark.parametrize("year", [EARLIEST - 1, 2999])
def test_a_year_without_figures_ever_is_404(cast, as_user, year):
    path = reverse("cadres:member_training_list", args=[year])
    assert as_user(cast.county).get(path).status_code == 404


@pytest.fixture
def paid(cast):
    """Last year's income 13,800.10: 20,700.15 is the least."""
    for village in (cast.places.village, cast.places.second):
        figure(village, "income_per_head", "13800.10", 2025)
    figure(cast.places.village, "secretary_pay", "20700.15")
    figure(cast.places.second, "secretary_pay", "20700.14")
    figure(cast.places.next_door, "secretary_pay", "90000")


def test_the_base_pay_is_compared_with_last_years_income_to_the_cent(cast, as_user, paid):
    page = as_user(cast.county).get(PAY)
    shown = [text.split(">")[1].split("<")[0] for text in cells(page, "standing")]
    assert shown == ["达标", "未达标", "数据不全"]
    assert cells(page, "floor") == ["20,700.15", "20,700.15", "—"]


def test_the_times_are_a_rule(cast, as_user, paid):
    ProgrammeRule.objects.filter(pk="base_pay_times").update(value=1)
    page = as_user(cast.county).get(PAY, {"standing": "met"})
    assert len(page.context["table"].rows) == 2


def test_the_secretary_of_today_is_named(cast, as_user, paid):
    for name, until in (("前任", date(2025, 1, 1)), ("现任", None)):
        CommitteeMember.objects.create(
            village=cast.places.village, name=name, party_post="secretary", until=until
        )
    row = as_user(cast.county).get(PAY).context["table"].rows[0].record
    assert row.secretary == "现任"
