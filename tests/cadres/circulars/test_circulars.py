"""月通报: drafted from records, nothing typed is lost, nobody named unasked, frozen once issued."""

import io
import threading
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connections
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import LedgerEntry, Role
from cadres.circulars.draft import draft, open_circular, read_again
from cadres.circulars.tables import tables
from cadres.models import Absence, Circular, Leave, Matter, Posting, Training, TrainingAttendance
from cadres.periods import Month
from cadres.workflow.transitions import WrongState
from tests.conftest import make_user
from villages.models import County, Township

pytestmark = pytest.mark.both

MAY = Month(2026, 5)
TODAY = date(2026, 6, 2)
NOON = datetime(2026, 6, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
LIST = "/cadres/circulars/"


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def make(cast, by="township", month=MAY):
    township = cast.places.town if by == "township" else None
    return open_circular(getattr(cast, by), cast.places.county, township, month, TODAY)


def absent(cast, **fields):
    days = {"since": date(2026, 5, 12), "until": date(2026, 5, 12), "asked_on": date(2026, 5, 13)}
    return Absence.objects.create(
        posting=cast.posting, found_by="镇纪委", reason="抽查时不在村", **days | fields
    )


def raised(cast, on, **fields):
    matter = Matter.raise_new(
        cast.cadre, village=cast.places.village, title="路灯", category="roads", raised_on=on
    )
    Matter.objects.filter(pk=matter.pk).update(**fields)


@pytest.fixture
def busy_month(cast):
    """19 working days of May 2026: leave on two, training on one, one absence; three matters."""
    Leave.objects.create(
        posting=cast.posting,
        reason="家事",
        since=date(2026, 5, 7),
        until=date(2026, 5, 8),
        state="approved",
    )
    course = Training.objects.create(
        batch=cast.batch, title="培训", since=date(2026, 5, 11), until=date(2026, 5, 11)
    )
    TrainingAttendance.objects.create(training=course, cadre=cast.person)
    absent(cast)
    raised(cast, date(2026, 4, 20))
    raised(cast, date(2026, 5, 6), closed_on=date(2026, 5, 9))
    raised(cast, date(2026, 5, 25))


def test_the_draft_holds_the_months_presence_and_matters(cast, busy_month):
    (row,) = make(cast).figures["bodies"]["rows"]
    assert row == {
        "name": "洋头村",
        "cadres": 1,
        "expected": 16,
        "present": 15,
        "leave": 2,
        "training": 1,
        "absent": 1,
        "raised": 2,
        "answered": 1,
        "overdue": 1,
    }


def test_its_sentences_say_those_numbers(cast, busy_month):
    text = make(cast).sections
    assert "应到16人天，实到15人天，无故不在岗1人天" in text["overall"]
    assert "新登记民情事项2件，办结1件" in text["matters"]
    assert "截至5月31日，逾期未办结1件，其中在工作组1件" in text["matters"]
    assert "请假2人天，参加培训1人天" in text["leave"]
    assert text["problems"] == (
        "5月12日，龙窝镇洋头村温国强（县水务局）经检查不在岗，逾期未作说明。"
    )
    assert (text["good"], text["next"]) == ("", "")


def test_months_run_to_the_circulars_own(cast, busy_month):
    told = make(cast).figures["months"]
    assert told["months"] == [1, 2, 3, 4, 5]
    assert told["rows"][0]["rates"] == ["100.0", "100.0", "100.0", "100.0", "93.8"]


def test_a_body_with_nobody_in_post_has_no_rate(cast, busy_month):
    Posting.objects.filter(pk=cast.posting.pk).update(since=date(2026, 5, 1))
    assert make(cast).figures["months"]["rows"][0]["rates"][:4] == [None] * 4


def test_the_countys_circular_speaks_of_townships_in_the_order_of_their_codes(cast):
    rows = make(cast, "county").figures["bodies"]["rows"]
    assert [row["name"] for row in rows] == ["龙窝镇", "九和镇"]


def test_a_draft_costs_the_same_however_many_people(cast, busy_month, django_assert_num_queries):
    def cost(n):
        with django_assert_num_queries(n):
            draft(cast.places.county, cast.places.town, MAY, TODAY)

    cost(9)
    for at in range(6):
        other = Posting.objects.create(
            cadre=type(cast.person).objects.create(code=f"X{at}", name="某", unit=cast.water),
            team=cast.team,
            since=date(2026, 1, 8),
        )
        Absence.objects.create(
            posting=other, since=date(2026, 5, 12), until=date(2026, 5, 12), found_by="镇"
        )
        raised(cast, date(2026, 4, 20 + at))
    cost(9)


def test_opening_twice_is_one_circular(cast):
    assert make(cast).pk == make(cast).pk
    assert LedgerEntry.objects.filter(action="draft").count() == 1


def test_a_month_that_has_not_begun_has_none(cast):
    with pytest.raises(ValidationError):
        make(cast, month=Month(2026, 7))


def test_reading_again_renews_what_stands_and_keeps_what_was_typed(cast, busy_month):
    circular = make(cast)
    circular.sections |= {
        "overall": circular.sections["overall"] + "总体平稳。",
        "good": "洋头村修通水渠。",
        "leave": "请假情况见附表。",
    }
    circular.save()
    Absence.objects.update(explained=True)
    Leave.objects.all().delete()
    after = read_again(circular, cast.township, TODAY)
    assert after.sections["overall"].endswith("（应到天数已扣除请假和培训）。总体平稳。")
    assert "应到18人天" in after.sections["overall"]
    assert after.sections["good"] == "洋头村修通水渠。"
    assert after.sections["leave"] == "请假情况见附表。"
    assert after.notes == {"leave": "本月经批准请假0人天，参加培训1人天。"}
    assert after.sections["problems"] == "本月没有查实的无故不在岗情况。"


def test_a_section_emptied_by_hand_stays_empty(cast):
    circular = make(cast)
    circular.sections["copies"] = ""
    circular.save()
    assert read_again(circular, cast.township, TODAY).sections["copies"] == ""


def test_a_reading_is_taken_back_and_what_was_typed_meanwhile_stays(cast, as_user, busy_month):
    circular = make(cast)
    before = (circular.sections, circular.drafted, circular.figures, circular.taken_at)
    raised(cast, date(2026, 5, 20))
    client, url = as_user(cast.township), f"{LIST}{circular.pk}/"
    client.post(f"{url}refresh/")
    circular.refresh_from_db()
    [(section, was, now)] = client.get(url).context["circular"].changed_sentences
    assert (was, now) == (before[1]["matters"], circular.drafted["matters"])
    client.post(f"{url}refresh/back/")
    circular.refresh_from_db()
    assert (circular.sections, circular.drafted, circular.figures, circular.taken_at) == before
    assert client.post(f"{url}refresh/back/").status_code == 409
    read_again(circular, cast.township, TODAY)
    circular.sections |= {"good": "典型", "matters": f"{circular.sections['matters']}另有两件。"}
    circular.save()
    circular.read_back(cast.township)
    assert circular.sections["good"] == "典型"
    assert circular.sections["matters"] == f"{was}另有两件。"


@pytest.mark.parametrize(
    ("fields", "answer", "waits"),
    [
        ({"asked_on": date(2026, 5, 30)}, "", "2026-06-02"),
        ({"asked_on": date(2026, 5, 29)}, "逾期未作说明", ""),
        ({"asked_on": TODAY, "explanation": "送医"}, "本人说明：送医（待认定）", ""),
        ({"explanation": "送医", "confirmed_by": "镇"}, "本人说明：送医（未予采纳）", ""),
    ],
)
def test_who_is_named_was_asked_or_had_time_to_answer(cast, fields, answer, waits):
    absent(cast, **fields)
    circular = make(cast)
    (row,) = circular.figures["absences"]
    assert (row["answer"], row["answer_by"]) == (answer, waits)
    if waits:
        with pytest.raises(ValidationError, match="温国强"):
            circular.issue(cast.township, TODAY)
    else:
        circular.issue(cast.township, TODAY)


def test_an_accepted_explanation_names_nobody(cast):
    absent(cast, explanation="送医", explained=True)
    assert make(cast).figures["absences"] == []


def test_issuing_numbers_in_the_year_and_by_office(cast):
    april = make(cast, month=Month(2026, 4)).issue(cast.township, TODAY)
    may = make(cast).issue(cast.township, TODAY)
    county = make(cast, "county").issue(cast.county, TODAY)
    assert [april.number, may.number, county.number] == [1, 2, 1]


def test_a_running_month_is_drafted_but_not_issued(cast):
    circular = make(cast, month=Month(2026, 6))
    with pytest.raises(ValidationError):
        circular.issue(cast.township, TODAY)


def test_what_is_issued_is_frozen(cast, as_user):
    circular = make(cast).issue(cast.township, TODAY)
    with pytest.raises(WrongState):
        circular.issue(cast.township, TODAY)
    with pytest.raises(WrongState):
        read_again(circular, cast.township, TODAY)
    assert as_user(cast.township).get(f"{LIST}{circular.pk}/edit/").status_code == 409


SEES = {
    "draft": {"county": 0, "leader": 0, "township": 1, "neighbour": 0, "unit": 0, "cadre": 0},
    "issued": {"county": 1, "leader": 1, "township": 1, "neighbour": 0, "unit": 1, "cadre": 1},
}


@pytest.mark.parametrize("state", SEES)
def test_a_draft_is_its_offices_own_and_an_issued_one_is_read_in_its_scope(cast, state):
    Circular.objects.filter(pk=make(cast).pk).update(state=state)
    found = {who: Circular.objects.visible_to(getattr(cast, who)).count() for who in SEES[state]}
    assert found == SEES[state]
    assert not Circular.objects.visible_to(cast.stranger).exists()
    assert not Circular.objects.visible_to(cast.scorer).exists()


def test_the_countys_is_read_by_every_township(cast):
    Circular.objects.filter(pk=make(cast, "county").pk).update(state="issued")
    assert Circular.objects.visible_to(cast.neighbour).count() == 1
    assert Circular.objects.visible_to(cast.cadre).count() == 1


def test_from_draft_to_issue_in_the_browser(cast, as_user, busy_month):
    client = as_user(cast.township)
    assert client.post(f"{LIST}open/", {"month": "2026-05"}).status_code == 302
    circular = Circular.objects.get()
    url = circular.get_absolute_url()
    form = client.get(f"{url}edit/").context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"good": "水渠修通。"}
    assert client.post(f"{url}edit/", typed).status_code == 302
    assert client.post(f"{url}refresh/").status_code == 302
    assert client.get(f"{url}issue/").status_code == 200
    assert client.post(f"{url}issue/").status_code == 302
    page = client.get(f"{url}print/").content.decode()
    assert "第1期" in page and "水渠修通。" in page and "各村（社区）党组织" in page
    actions = list(LedgerEntry.objects.about(circular).values_list("action", flat=True))
    assert actions == ["issue", "read records", "update", "draft"]


def test_two_who_write_at_once_are_asked_section_by_section(cast, as_user):
    client, url = as_user(cast.township), make(cast).get_absolute_url()
    form = client.get(f"{url}edit/").context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    client.post(f"{url}edit/", typed | {"good": "甲写的"})
    answer = client.post(f"{url}edit/", typed | {"good": "乙写的", "next": "下月抓水利"})
    assert answer.status_code == 409
    assert [each["name"] for each in answer.context["form"].conflicts] == ["good"]
    assert answer.context["form"]["next"].value() == "下月抓水利"


@pytest.mark.parametrize("month", ["", "2026-13", "五月"])
def test_a_month_that_is_none_is_said(cast, as_user, month):
    answer = as_user(cast.township).post(f"{LIST}open/", {"month": month}, follow=True)
    assert not Circular.objects.exists() and answer.status_code == 200


def test_the_ledger_keeps_no_names(cast, busy_month):
    circular = make(cast)
    assert "温国强" not in str(LedgerEntry.objects.about(circular).first().after)


def test_the_tables_are_a_workbook_in_which_nothing_becomes_a_formula(cast, as_user, busy_month):
    Absence.objects.update(reason="=1+1")
    circular = make(cast)
    answer = as_user(cast.township).get(reverse("cadres:circular_tables", args=[circular.pk]))
    book = load_workbook(io.BytesIO(answer.content))
    assert len(book.sheetnames) == 4
    sheet = book[book.sheetnames[0]]
    assert sheet.print_title_rows == "$4:$4"
    assert [(cell.value, cell.data_type) for cell in sheet[5]][7] == ("=1+1", "s")


def test_tables_that_hold_nothing_are_left_out(cast):
    Posting.objects.all().delete()
    assert tables(make(cast)) == []


@pytest.mark.parametrize("who", ["township", "county", "leader", "unit", "cadre"])
def test_the_list_costs_the_same_however_long(cast, as_user, who, django_assert_max_num_queries):
    for number in range(1, 6):
        make(cast, month=Month(2026, number))
        make(cast, "county", month=Month(2026, number))
    Circular.objects.update(state="issued")
    client = as_user(getattr(cast, who))
    with django_assert_max_num_queries(9):
        assert client.get(LIST).status_code == 200


# Several at once


@pytest.fixture
def three_months(shared_database):
    """A township's drafts of three months, in a database that several connections share."""
    county = County.objects.create(code="441621", name="紫金县")
    town = Township.objects.create(code="441621102", name="龙窝镇", county=county)
    user = make_user("township", Role.TOWNSHIP, town.code)
    for number in (1, 2, 3):
        open_circular(user, county, town, Month(2026, number), TODAY)
    return user


def test_three_issued_at_once_get_three_numbers(three_months):
    gate, faults = threading.Barrier(3), []

    def issue(pk):
        circular = Circular.objects.get(pk=pk)
        gate.wait()
        try:
            circular.issue(three_months, TODAY)
        except Exception as fault:
            faults.append(repr(fault))
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=issue, args=[pk])
        for pk in Circular.objects.values_list("pk", flat=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sorted(Circular.objects.values_list("number", flat=True)) == [1, 2, 3]
