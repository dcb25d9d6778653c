"""The dispatch rule as tables, S3's own numbers, and what the plan does with them."""

from decimal import Decimal

import pytest

from cadres.dispatch.quotas import (
    COUNTY,
    TOWNSHIP,
    Check,
    Person,
    Place,
    Rules,
    Team,
    assign_leads,
    largest_remainder,
    propose,
    quota,
    seat,
    size_of,
    tally,
)

RULES = Rules(threshold=Decimal(30000), small=1, large=3, share=Decimal(20))


@pytest.mark.parametrize(
    ("income", "is_weak", "size"),
    [
        ("30000", False, 1),
        ("29999.99", False, 3),
        ("0", False, 3),
        ("-500", False, 3),
        ("118000", True, 3),
        (None, True, 3),
        (None, False, None),
    ],
)
def test_the_rule_gives_three_below_the_threshold_or_for_a_weak_branch(income, is_weak, size):
    income = income and Decimal(income)
    assert size_of(Place("1", "t", income, is_weak), RULES) == size


@pytest.mark.parametrize(
    ("establishment", "persons"), [(None, None), (0, 0), (2, 0), (3, 1), (12, 2), (13, 3), (40, 8)]
)
def test_a_unit_owes_a_fifth_rounded_half_up(establishment, persons):
    assert quota(establishment, Decimal(20)) == persons


def test_a_half_is_rounded_up():
    assert quota(5, Decimal(50)) == 3


@pytest.mark.parametrize(
    ("total", "weights", "seats"),
    [
        (10, {"a": 6, "b": 6, "c": 2}, {"a": 4, "b": 4, "c": 2}),
        (5, {"a": 1, "b": 1}, {"a": 3, "b": 2}),
        (0, {"a": 3}, {"a": 0}),
        (3, {}, {}),
        (135, {"x": 279}, {"x": 135}),
    ],
)
def test_seats_follow_the_largest_remainder(total, weights, seats):
    assert largest_remainder(total, weights) == seats


def county(poor=250, rich=29, townships=18):
    return [
        Place(f"{n:03}", f"t{n % townships:02}", Decimal(10000 if n < poor else 50000))
        for n in range(poor + rich)
    ]


def test_the_first_batch_of_the_founding_document_is_reproduced():
    proposals = propose(county(), RULES, county_teams=135)
    whole = tally([(p.size, 0) for p in proposals])
    assert (whole.teams, whole.persons, whole.sizes) == (279, 779, {3: 250, 1: 29})
    assert sum(p.level == COUNTY for p in proposals) == 135
    assert sum(p.level == TOWNSHIP for p in proposals) == 144


def test_county_teams_stand_in_proportion_to_the_villages_of_a_township():
    proposals = propose(county(), RULES, county_teams=135)
    for township in {p.place.township for p in proposals}:
        group = [p for p in proposals if p.place.township == township]
        of_county = sum(p.level == COUNTY for p in group)
        assert abs(of_county - 135 * len(group) / 279) < 1


def test_the_same_figures_in_another_order_give_the_same_plan():
    assert propose(county(), RULES, 135) == propose(county()[::-1], RULES, 135)


def test_more_county_teams_than_villages_are_cut_to_the_villages():
    proposals = propose(county(3, 0, 2), RULES, 99)
    assert [p.level for p in proposals] == [COUNTY] * 3


def test_the_gap_of_the_founding_document_is_shown_not_hidden():
    cadres = Check("cadres", 779, (("county", 226), ("township", 492)))
    teams = Check("teams", 279, (("county", 135), ("township", 144)))
    assert (cadres.sum, cadres.gap, teams.gap) == (718, 61, 0)


def test_an_undecided_village_is_not_counted_as_nought():
    assert tally([(3, 1), (None, 0), (0, 0)]).teams == 1


def test_units_lead_in_proportion_to_whom_they_send():
    teams = [Team(f"{n}", "t", COUNTY, 3) for n in range(4)]
    assign_leads(teams, {"U1": 9, "U2": 3})
    assert [team.lead_unit for team in teams] == ["U1", "U1", "U1", "U2"]


def test_a_units_people_sit_in_the_teams_it_leads():
    teams = [Team("1", "t", COUNTY, 2, "U1"), Team("2", "t", COUNTY, 2, "U2")]
    left = seat(teams, [Person(code, "U1") for code in "abc"])
    assert (teams[0].people, teams[1].people, left) == (["a", "b"], [], ["c"])


def test_a_unit_takes_its_own_seats_before_a_township_fills_them():
    teams = [Team("1", "t", COUNTY, 1, "U1"), Team("2", "t", TOWNSHIP, 1, "T1")]
    people = [Person("a", "T1", "t"), Person("b", "T1", "t"), Person("c", "U1")]
    assert seat(teams, people) == ["b"]
    assert [team.people for team in teams] == [["c"], ["a"]]


def test_township_people_fill_their_own_teams_before_a_joint_team():
    teams = [
        Team("1", "t", COUNTY, 2, "U1"),
        Team("2", "t", TOWNSHIP, 1, "T1"),
        Team("3", "elsewhere", TOWNSHIP, 3, "T2"),
    ]
    left = seat(teams, [Person(code, "T1", "t") for code in "abcd"])
    assert [team.people for team in teams] == [["b", "c"], ["a"], []]
    assert left == ["d"]
