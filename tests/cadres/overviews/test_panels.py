"""Team, matters and diary on a village's file and in the list of villages."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertInHTML

from cadres.attendance.presence import READ, presence
from cadres.diary.panels import diary_panel
from cadres.matters.panels import matters_overview
from cadres.models import (
    Absence,
    Cadre,
    DiaryEntry,
    LeaderLink,
    Leave,
    Matter,
    Posting,
    Training,
    WorkTeam,
)
from cadres.overviews.panels import TeamNow, team_facts, team_panel, with_team
from villages.models import Village

pytestmark = pytest.mark.both

LIST = reverse("villages:village_list")
MAY = date(2026, 5, 1), date(2026, 5, 31)


def row_of(page, village):
    return next(row for row in page.context["table"].rows if row.record.pk == village.pk)


def write(cast, on, **fields):
    return DiaryEntry.objects.create(
        cadre=cast.person,
        posting=cast.posting,
        unit=cast.water,
        village=cast.places.village,
        on=on,
        tasks="economy",
        text="春甜桔套袋",
        payload_sha256="0" * 64,
        **fields,
    )


def raise_matters(cast, *days):
    """Matters due so many days from today."""
    today = timezone.localdate()
    return [
        Matter.objects.create(
            number=f"441621-2026-{n:04d}",
            village=cast.places.village,
            title=f"事项{n}",
            category="roads",
            raised_on=today,
            held_since=today,
            due_on=today + timedelta(days),
        )
        for n, days in enumerate(days)
    ]


def test_the_list_says_who_is_there_of_how_many_and_who_leads(cast, as_user):
    page = as_user(cast.county).get(LIST)
    row = row_of(page, cast.places.village)
    assert row.get_cell("posted") == '<span class="bad">1</span> / 3'
    assert row.get_cell("leader") == "温国强"
    whole = row_of(page, cast.places.next_door)
    assert (whole.get_cell("posted"), whole.get_cell("leader")) == ("1 / 1", "—")
    empty = row_of(page, cast.places.second)
    assert (empty.get_cell("posted"), empty.get_cell("leader")) == ("—", "—")
    assert "2 / 4" in page.content.decode()


@pytest.mark.parametrize("sort", ["posted", "-posted", "leader"])
def test_the_list_is_sorted_and_exported_by_these(cast, as_user, sort):
    client = as_user(cast.county)
    assert client.get(LIST, {"sort": sort}).status_code == 200
    text = b"".join(client.get(LIST, {"export": "csv", "sort": sort})).decode("utf-8-sig")
    assert "在岗,应派人数,组长" in text.splitlines()[0]
    assert any(",1,3,温国强" in line for line in text.splitlines())


def test_a_team_that_is_out_of_scope_is_not_counted(cast):
    unit = with_team(Village.objects.all(), cast.unit)
    found = {v.pk: (v.in_post, v.leader) for v in unit}
    assert found[cast.places.village.pk] == (1, "温国强")
    assert found[cast.places.next_door.pk] == (None, None)


def test_a_batch_that_is_over_has_no_team_here(cast):
    cast.batch.until = timezone.localdate() - timedelta(days=1)
    cast.batch.save()
    assert team_panel(cast.places.village, cast.county) == {"team": None}
    assert TeamNow(cast.places.village, cast.county).team is None


def test_the_list_takes_the_same_selects_for_three_times_the_teams(
    cast, as_user, django_assert_max_num_queries
):
    client = as_user(cast.county)
    for start, count in ((0, 4), (4, 12)):
        for n in range(start, start + count):
            village = Village.objects.create(
                code=f"441621102{n + 500}", name=f"村{n}村民委员会", township=cast.places.town
            )
            team = WorkTeam.objects.create(code=f"N{n}", village=village, batch=cast.batch, size=1)
            cadre = Cadre.objects.create(code=f"N{n}", name="人", unit=cast.roads)
            Posting.objects.create(cadre=cadre, team=team, role="leader", since=date(2026, 1, 8))
        with django_assert_max_num_queries(14):
            client.get(LIST)


def test_the_file_names_team_roles_units_and_whom_they_follow(cast, as_user):
    newcomer = Cadre.objects.create(code="C009", name="钟伟明", unit=cast.roads)
    cast.posting.until = date(2026, 5, 10)
    cast.posting.save()
    Posting.objects.create(
        cadre=newcomer,
        team=cast.team,
        role="leader",
        office="deputy_secretary",
        since=date(2026, 5, 11),
        replaces=cast.posting,
    )
    page = as_user(cast.county).get(cast.places.village.url).content.decode()
    assert "组长，村党支部副书记，2026-05-11 接替 温国强" in page
    assert "县交通局" in page


def test_leaders_of_the_village_and_of_its_township_are_named(cast):
    places = cast.places
    make = LeaderLink.objects.create
    make(county=places.county, leader="黄志远", township=places.town)
    make(county=places.county, leader="刘镇长", village=places.village, of_county=False)
    make(county=places.county, leader="别处", village=places.second, of_county=False)
    past = {"until": date(2020, 1, 1), "end_kind": "corrected"}
    make(county=places.county, leader="从前", township=places.town, **past)
    names = [link.leader for link in team_facts(places.village, cast.county)["links"]]
    assert names == ["黄志远", "刘镇长"]


def test_colleagues_are_named_but_only_ones_own_page_is_linked(cast):
    Posting.objects.create(
        cadre=Cadre.objects.create(code="C010", name="李", unit=cast.roads),
        team=cast.team,
        since=date(2026, 1, 8),
    )
    told = team_panel(cast.places.village, cast.cadre)
    assert (len(told["people"]), told["openable"]) == (2, {"C001"})


def test_days_are_less_leave_training_and_absence(cast):
    """May 2026 has 18 working days and one worked Saturday."""

    def counted():
        rows = Posting.objects.filter(pk=cast.posting.pk).prefetch_related(*READ)
        return presence(rows, *MAY)

    whole = counted()
    assert whole == (19, 19)
    ask = {"posting": cast.posting, "kind": "sick", "decider": "township", "reason": "病"}
    Leave.objects.create(**ask, since=date(2026, 5, 11), until=date(2026, 5, 13), state="refused")
    assert counted() == whole
    Leave.objects.create(
        **ask,
        since=date(2026, 5, 11),
        until=date(2026, 5, 13),
        state="returned",
        returned_on=date(2026, 5, 13),
    )
    assert counted() == (17, 17)
    course = Training.objects.create(
        batch=cast.batch, title="培训", since=date(2026, 5, 14), until=date(2026, 5, 14)
    )
    course.attendances.create(cadre=cast.person)
    assert counted() == (16, 16)
    absence = Absence.objects.create(
        posting=cast.posting, since=date(2026, 5, 18), until=date(2026, 5, 19)
    )
    assert counted() == (16, 14)
    absence.explained = True
    absence.save()
    assert counted() == (16, 16)


def test_open_matters_come_first_and_the_sooner_due_before_the_later(cast):
    late, soon, done = raise_matters(cast, 9, 2, 5)
    done.closed_on = timezone.localdate()
    done.save()
    told = matters_overview(cast.places.village, cast.county)
    assert list(told["matters"]) == [soon, late, done]
    assert (told["count"], told["open"]) == (3, 2)


def test_the_overview_shows_five_matters_and_the_tab_all(cast, as_user):
    raise_matters(cast, *range(7))
    client, url = as_user(cast.county), cast.places.village.url
    assert client.get(url).content.decode().count('<td class="code nowrap">2026-') == 5
    tab = client.get(url, {"tab": "matters"}).content.decode()
    assert tab.count('<td class="code nowrap">2026-') == 7
    assertInHTML('<a href="?tab=matters" aria-current="page">民情 <span>7</span></a>', tab)


def test_the_links_of_the_matters_open_lists_that_add_up(cast, as_user):
    raise_matters(cast, 0, 1)
    client = as_user(cast.county)
    told = matters_overview(cast.places.village, cast.county)
    query = {"village": cast.places.village.pk, "standing": "open"}
    assert client.get("/cadres/matters/", query).context["found"] == told["open"] == 2


@pytest.mark.parametrize(
    ("who", "count", "months"),
    [("county", 2, 1), ("township", 2, 1), ("leader", 2, 0), ("cadre", 2, 1), ("neighbour", 0, 0)],
)
def test_the_diary_shows_each_what_its_own_pages_show(cast, who, count, months):
    write(cast, date(2026, 5, 8))
    write(cast, date(2026, 4, 9))
    told = diary_panel(cast.places.village, getattr(cast, who))
    assert (told["count"], len(told["months"])) == (count, months)
    assert [entry.on.month for entry in told["entries"]] == [5, 4][:count]


@pytest.mark.parametrize("tab", ["diary", "matters"])
def test_an_empty_tab_says_so(cast, as_user, tab):
    page = as_user(cast.county).get(cast.places.village.url, {"tab": tab}).content.decode()
    assert "还没有" in page


def test_a_scoring_department_is_not_shown_people_or_matters(cast, as_user):
    raise_matters(cast, 1)
    page = as_user(cast.scorer).get(cast.places.village.url).content.decode()
    assert "事项0" not in page and "温国强" not in page


def test_the_file_takes_the_same_selects_for_three_times_the_records(
    cast, as_user, django_assert_max_num_queries
):
    client, url = as_user(cast.county), cast.places.village.url
    for n in range(6):
        write(cast, date(2026, 5, n + 1))
        Matter.objects.create(
            number=f"441621-2026-9{n}",
            village=cast.places.village,
            title="事",
            category="roads",
            raised_on=date(2026, 5, 1),
            held_since=date(2026, 5, 1),
            due_on=date(2026, 5, 9),
        )
        cadre = Cadre.objects.create(code=f"M{n}", name="人", unit=cast.roads)
        Posting.objects.create(cadre=cadre, team=cast.team, since=date(2026, 1, 8))
        with django_assert_max_num_queries(36):
            client.get(url)
