"""Acceptance after three years: read from the records, answered, examined, approved, repeated."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from accounts import ledger
from accounts.models import LedgerEntry, StaleRecord
from cadres.acceptances.opening import last_day, open_acceptances, read_again, reexamine
from cadres.models import Acceptance, AcceptanceProblem, DutyReview, WorkTeam
from cadres.workflow.transitions import WrongState
from tests.cadres.acceptances.acceptances import (
    TODAY,
    WORDS,
    answered,
    approved,
    concluded,
    linked,
    of_village,
    opened,
    second,
    submitted,
    three_years,
)
from villages.models import Activity, AnnualFigure, CommitteeMember, ReserveCadre, ReserveStep

pytestmark = pytest.mark.both

State = Acceptance.State
PROBLEM = [("公开栏没有更新", date(2026, 6, 30))]


def figure(village, year, kind, value, confirmed=False):
    stamp = {"confirmed_by": "刘文彬", "confirmed_at": timezone.now()} if confirmed else {}
    fields = {"village": village, "year": year, "kind_id": kind, "value": value}
    return AnnualFigure.objects.create(**fields | stamp)


def line(row, key):
    return next(each for each in row.lines if each.target.key == key)


def path(name, row):
    return reverse(f"cadres:acceptance_{name}", args=[row.pk])


def seat(village, party="", post="", since=date(2021, 1, 10)):
    CommitteeMember.objects.create(
        village=village, name="某人", party_post=party, village_post=post, since=since
    )


@pytest.fixture
def full(cast):
    """洋头村 with everything recorded that an acceptance reads."""
    village = cast.places.village
    seat(village, "secretary", "director")
    seat(village, "deputy", "deputy")
    seat(village, "member", "member", since=date(2024, 1, 1))
    seat(village, "", "member")
    for n in (1, 2):
        day = date(2024, 5, n)
        reserve = ReserveCadre.objects.create(village=village, name=f"后备{n}", since=day)
        ReserveStep.objects.create(reserve=reserve, step="reviewed", on=day)
    for year, income in zip(range(2022, 2026), (10000, 10600, 11300, 12000), strict=True):
        figure(village, year, "income_per_head", income)
    for year in (2023, 2024, 2025):
        figure(village, year, "new_members", 1)
        figure(village, year, "party_members", 40)
        figure(village, year, "trained_members", 40)
    figure(village, 2025, "skilled_members", 39)
    figure(village, 2022, "collective_income", 21000)
    figure(village, 2025, "collective_income", Decimal("32000.50"), confirmed=True)
    Activity.objects.create(village=village, kind="disclosure", on=date(2025, 3, 1), title="公开")
    DutyReview.objects.create(
        village=village,
        promiser="team",
        on=date(2025, 7, 1),
        meeting="村民代表会议",
        said="…",
        satisfied=18,
        fairly=1,
        dissatisfied=1,
    )
    return of_village(cast)


@pytest.mark.parametrize(
    ("key", "start", "end", "met"),
    [
        ("cross_appointment", "66.67", "75", True),
        ("one_shoulder", "1", "1", True),
        ("reserves", "0", "2", True),
        ("new_members", None, "1", True),
        ("members_trained", None, "100", True),
        ("members_skilled", None, "97.5", False),
        ("collective_income", "21000", "32000.5", True),
        ("income_growth", None, "6", True),
    ],
)
def test_numbers_are_read_at_the_start_and_after_three_years(full, key, start, end, met):
    found = line(full, key)
    assert (found.reading["start"], found.reading["end"], found.met) == (start, end, met)


def test_each_year_is_named_and_the_lowest_counts(full, cast):
    said = line(full, "income_growth").reading["said"]
    assert said == "2023年 6 %，2024年 6.6 %，2025年 6.19 %，取最低的一年"
    AnnualFigure.objects.filter(year=2024, kind="income_per_head").update(value=11000)
    growth = line(read_again(full, cast.township), "income_growth")
    assert (growth.end, growth.met) == (Decimal("3.77"), False)


def test_evidence_says_who_confirmed_and_when(full):
    today = timezone.localdate()
    assert line(full, "collective_income").reading["source"] == f"2025年数据，刘文彬 {today} 确认"
    assert line(full, "new_members").reading["source"] == "2025年数据，尚未确认"
    assert line(full, "disclosure").reading["said"] == "村务公开 1 次，财务公开 0 次"
    assert "满意和基本满意 19 票（95%）" in line(full, "content").reading["said"]


def test_what_nobody_recorded_is_unknown_and_never_nought(cast, as_user):
    row = of_village(cast)
    for key in ("cross_appointment", "one_shoulder", "new_members", "collective_income"):
        assert (line(row, key).end, line(row, key).met) == (None, None)
    assert line(row, "collective_income").reading["source"] == "2025年没有数据"
    page = as_user(cast.county).get(row.get_absolute_url()).content.decode()
    assert "未知" in page


def test_a_year_that_is_missing_leaves_the_growth_open_unless_another_failed(cast):
    village = cast.places.village
    for year, income in ((2023, 10000), (2024, 11000)):
        figure(village, year, "income_per_head", income)
    row = of_village(cast)
    assert (line(row, "income_growth").end, line(row, "income_growth").met) == (None, None)
    AnnualFigure.objects.filter(year=2024).update(value=10100)
    growth = line(read_again(row, cast.township), "income_growth")
    assert (growth.end, growth.met) == (Decimal(1), False)


def test_nothing_opens_before_three_years_are_over(cast):
    batch = three_years(cast)
    assert last_day(batch) == date(2026, 1, 7)
    with pytest.raises(ValidationError):
        open_acceptances(cast.county, batch, [cast.places.town], date(2026, 1, 7))
    with pytest.raises(ValidationError):
        open_acceptances(cast.county, cast.batch, [cast.places.town], TODAY)
    assert not Acceptance.objects.exists()


@pytest.mark.parametrize(
    ("since", "last"),
    [(date(2023, 1, 1), date(2025, 12, 31)), (date(2024, 2, 29), date(2027, 2, 28))],
)
def test_the_last_day_lies_before_the_anniversary(cast, since, last):
    cast.batch.since = since
    assert last_day(cast.batch) == last


def test_places_are_opened_once(cast):
    batch = three_years(cast)
    assert open_acceptances(cast.county, batch, [cast.places.town], TODAY) == 3
    with pytest.raises(WrongState):
        open_acceptances(cast.county, batch, [cast.places.town], TODAY)
    assert LedgerEntry.objects.filter(action="open acceptance").count() == 3


def test_the_county_opens_by_its_page(cast, as_user):
    batch, client = three_years(cast), as_user(cast.county)
    data = {"batch": batch.pk, "townships": [cast.places.town.pk]}
    url = reverse("cadres:acceptance_open")
    assert client.post(url, {"batch": batch.pk}).status_code == 422
    assert client.post(url, data | {"batch": cast.batch.pk}).status_code == 422
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 409
    assert Acceptance.objects.count() == 3


def test_it_goes_its_whole_way(cast, as_user):
    row = of_village(cast)
    client = as_user(cast.township)
    page = client.get(path("answer", row))
    form = page.context["form"]
    data = {"opened": form["opened"].value()}
    for name in form.fields.keys() - {"opened"}:
        data[name] = "yes" if name.startswith("met") else "有记录"
    assert client.post(path("submit", row)).status_code == 422
    assert client.post(path("answer", row), data).status_code == 302
    assert client.post(path("submit", row)).status_code == 302
    assert client.post(path("submit", row)).status_code == 409
    client = as_user(cast.county)
    words = {
        "conclusion": "passed",
        "members": WORDS.members,
        "opinion": "同意",
        "problem-TOTAL_FORMS": "0",
        "problem-INITIAL_FORMS": "0",
    }
    assert client.post(path("conclude", row), words | {"members": ""}).status_code == 422
    assert client.post(path("conclude", row), words).status_code == 302
    assert client.post(path("conclude", row), words).status_code == 409
    assert client.post(path("approve", row)).status_code == 422
    assert as_user(second(cast)).post(path("approve", row)).status_code == 302
    row.refresh_from_db()
    assert (row.is_passed, row.approved_by, row.examiner) == (True, "county2", cast.county)
    told = [each.action for each in LedgerEntry.objects.about(row).order_by("seq")]
    assert told == ["open acceptance", "update", "submit", "conclude", "approve"]


def test_two_who_answer_at_once_lose_nothing(cast, as_user):
    row, client = of_village(cast), as_user(cast.township)
    opened_ = client.get(path("answer", row)).context["form"]["opened"].value()
    answered(row, cast.township)
    page = client.post(path("answer", row), {"opened": opened_, "note_style": "入户走访"})
    assert page.status_code == 409
    assert {"有记录", "入户走访"} <= set(page.context["form"].conflicts[0].values())


def test_it_is_edited_by_whose_turn_it_is(cast, as_user):
    row = of_village(cast)
    assert as_user(cast.county).get(path("examine", row)).status_code == 409
    submitted(cast, row)
    assert as_user(cast.township).get(path("answer", row)).status_code == 409
    assert as_user(cast.county).get(path("examine", row)).status_code == 200


def test_the_groups_findings_stand_beside_what_the_township_said(cast, as_user):
    row, client = submitted(cast), as_user(cast.county)
    data = {"opened": client.get(path("examine", row)).context["form"]["opened"].value()}
    client.post(path("examine", row), data | {"met_style": "no", "note_style": "群众有反映"})
    row.refresh_from_db()
    assert (row.answers["style"]["met"], row.findings["style"]["met"]) == ("yes", "no")
    assert (line(row, "style").met, line(row, "style").note) == (False, "群众有反映")


def test_it_is_returned_with_a_reason_one_step_at_a_time(cast):
    row = concluded(cast)
    with pytest.raises(ValidationError):
        row.send_back(second(cast), " ")
    row.send_back(cast.county, "再看公开栏")
    assert (row.state, row.remark) == (State.SUBMITTED, "再看公开栏")
    row.send_back(cast.county, "补材料")
    assert (row.state, row.remark) == (State.RETURNED, "补材料")
    with pytest.raises(WrongState):
        row.send_back(cast.county, "又退")
    row.submit(cast.township)
    assert (row.state, row.remark, row.findings) == (State.SUBMITTED, "", {})


def test_who_examined_does_not_approve(cast):
    row = concluded(cast)
    with pytest.raises(ValidationError, match="另一人"):
        row.approve(cast.county)
    row.refresh_from_db()
    assert row.state == State.EXAMINED


def test_it_passes_only_with_a_word_to_every_line_that_is_not_met(cast):
    row = submitted(cast)
    row.findings = {"collective_income": {}}
    row.save_if_current()
    with pytest.raises(ValidationError, match="集体经济"):
        row.conclude(cast.county, "passed", WORDS.members, "")
    row.refresh_from_db()
    assert row.state == State.SUBMITTED
    row.conclude(cast.county, "failed", WORDS.members, "", PROBLEM)


@pytest.mark.parametrize("conclusion", ["mend", "failed"])
def test_what_did_not_pass_has_named_problems(cast, conclusion):
    row = submitted(cast)
    with pytest.raises(ValidationError):
        row.conclude(cast.county, conclusion, WORDS.members, "")
    row.conclude(cast.county, conclusion, WORDS.members, "", PROBLEM)
    assert (row.mend_by, row.problems.get().text) == (PROBLEM[0][1], "公开栏没有更新")


def test_a_problem_needs_its_day(cast, as_user):
    row = submitted(cast)
    page = as_user(cast.county).post(
        path("conclude", row),
        {
            "conclusion": "mend",
            "members": "刘文彬",
            "problem-TOTAL_FORMS": "1",
            "problem-INITIAL_FORMS": "0",
            "problem-0-text": "公开栏没有更新",
        },
    )
    assert page.status_code == 422
    assert page.context["problems"].forms[0].errors == {"due_on": ["写明何时办好。"]}


def test_a_problem_is_mended_once_and_its_words_are_kept(cast, as_user):
    problem = approved(cast, "mend", PROBLEM).problems.get()
    client = as_user(cast.township)
    url = reverse("cadres:acceptance_problem_mend", args=[problem.pk])
    assert client.post(url, {"how": " "}).status_code == 422
    assert client.post(url, {"how": "已更新并每月检查"}).status_code == 302
    assert client.post(url, {"how": "再写"}).status_code == 409
    problem.refresh_from_db()
    assert (problem.how, problem.mended_on) == ("已更新并每月检查", timezone.localdate())
    assert not AcceptanceProblem.objects.open().exists()


def test_another_round_shows_the_former_and_leaves_it(cast, as_user):
    row = submitted(cast)
    row.findings = {"style": {"met": "no", "note": "群众有反映"}}
    row.save_if_current()
    row.conclude(cast.county, "failed", WORDS.members, "", PROBLEM)
    row.approve(second(cast))
    again = reexamine(row, cast.county, date(2026, 9, 1))
    assert (again.round, again.follows, again.state) == (2, row, State.DRAFT)
    assert again.until == date(2026, 9, 1)
    assert (line(again, "style").was_met, line(again, "style").met) == (False, None)
    assert (line(again, "society").was_met, line(again, "society").met) == (True, True)
    with pytest.raises(WrongState):
        reexamine(row, cast.county, date(2026, 9, 1))
    assert list(Acceptance.objects.filter(village=row.village).newest()) == [again]
    page = as_user(cast.township).get(again.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in page


def test_what_passed_is_not_examined_again(cast, as_user):
    row = approved(cast)
    assert as_user(cast.county).post(path("again", row)).status_code == 409


def test_a_township_passes_when_its_villages_have(cast):
    rows = opened(cast)
    town = rows.pop(cast.places.town.pk)
    first, last = rows.values()
    approved(cast, row=first)
    submitted(cast, town)
    assert line(read_again(town, cast.county), "villages_passed").reading["said"] == (
        "2 个村，验收合格 1 个"
    )
    with pytest.raises(ValidationError, match="乡镇"):
        town.conclude(cast.county, "passed", WORDS.members, "")
    concluded(cast, row=last).approve(cast.leader)
    with pytest.raises(ValidationError, match="乡镇"):
        town.conclude(cast.county, "passed", WORDS.members, "")
    read_again(town, cast.county).conclude(cast.county, "passed", WORDS.members, "")
    assert line(town, "villages_passed").met is True


def test_a_stale_row_is_not_written(cast):
    row = of_village(cast)
    other = Acceptance.objects.get(pk=row.pk)
    read_again(row, cast.township)
    with pytest.raises(StaleRecord):
        ledger.write(other, cast.township)


def test_a_cadre_reads_the_own_village_only(cast, as_user):
    rows = opened(cast)
    client = as_user(cast.cadre)
    assert client.get(rows[cast.places.village.pk].get_absolute_url()).status_code == 200
    assert client.get(rows[cast.places.second.pk].get_absolute_url()).status_code == 404
    assert not Acceptance.objects.visible_to(cast.unit).exists()


def test_the_village_shows_where_it_stands(cast, as_user):
    client, url = as_user(cast.cadre), cast.places.village.url
    assert "三年验收" not in client.get(url).content.decode()
    row = approved(cast)
    page = client.get(url).content.decode()
    assert row.get_absolute_url() in page
    assert "验收合格" in page


def test_by_township_adds_up(cast, as_user):
    rows = opened(cast, cast.places.village, cast.places.second, cast.places.next_door)
    approved(cast, row=rows[cast.places.village.pk])
    page = as_user(cast.county).get(reverse("cadres:acceptance_towns"))
    assert [row["counts"] for row in page.context["rows"]] == [
        [2, 1, 0, 0, 1, 0, 0],
        [1, 1, 0, 0, 0, 0, 0],
    ]
    assert page.context["total"] == [3, 2, 0, 0, 1, 0, 0]
    sheet = as_user(cast.county).get(reverse("cadres:acceptance_towns") + "?export=xlsx")
    table = load_workbook(io.BytesIO(sheet.content)).active
    assert [cell.value for cell in table[4]][:3] == ["合计", 3, 2]


def test_the_list_narrows_by_state_and_township(cast, as_user):
    rows = opened(cast, cast.places.village, cast.places.next_door)
    submitted(cast, rows[cast.places.village.pk])
    client, url = as_user(cast.county), reverse("cadres:acceptance_list")

    def found(query):
        table = client.get(f"{url}?{query}").context["table"]
        return {row.record.place_code for row in table.rows}

    assert found("standing=submitted") == {cast.places.village.pk}
    assert found("standing=passed") == set()
    neighbour = f"township={cast.places.neighbour.pk}&of_township=false"
    assert found(neighbour) == {cast.places.next_door.pk}
    assert found("q=九和") == {cast.places.neighbour.pk}


@pytest.mark.parametrize("name", ["acceptance_list", "acceptance_towns", "link_list"])
def test_lists_ask_as_often_for_many_as_for_few(
    cast, as_user, name, django_assert_max_num_queries, django_assert_num_queries
):
    client, url = as_user(cast.county), reverse(f"cadres:{name}")
    batch = three_years(cast, cast.places.village)
    towns = [cast.places.town, cast.places.neighbour]
    open_acceptances(cast.county, batch, towns, TODAY)
    linked(cast, cast.places.village)
    client.get(url)
    with django_assert_max_num_queries(25) as few:
        client.get(url)
    for place in (cast.places.second, cast.places.next_door):
        WorkTeam.objects.create(code=f"2023-{place.pk}", village=place, batch=batch, size=3)
        linked(cast, place)
    open_acceptances(cast.county, batch, towns, TODAY)
    with django_assert_num_queries(len(few)):
        client.get(url)


def test_opening_asks_as_often_for_many_villages_as_for_one(
    cast, django_assert_max_num_queries, django_assert_num_queries
):
    batch, towns = three_years(cast, cast.places.village), [cast.places.town]
    with django_assert_max_num_queries(35) as few:
        open_acceptances(cast.county, batch, towns, TODAY)
    Acceptance.objects.all().delete()
    WorkTeam.objects.create(code="2023-2", village=cast.places.second, batch=batch, size=3)
    with django_assert_num_queries(len(few)):
        open_acceptances(cast.county, batch, towns, TODAY)


def test_the_sheet_and_the_paper_say_the_same(cast, as_user, full):
    linked(cast, cast.places.village, post="副县长")
    client = as_user(cast.county)
    assert client.get(path("paper", full)).status_code == 409
    approved(cast, "mend", PROBLEM, row=full)
    sheet = client.get(path("sheet", full)).content.decode()
    for words in ("黄志远副县长", "32,000.5", "公开栏没有更新", WORDS.members):
        assert words in sheet
    paper = Document(io.BytesIO(client.get(path("paper", full)).content))
    text = "\n".join(each.text for each in paper.paragraphs)
    assert "公开栏没有更新（2026年6月30日前整改）" in text
    assert "继续安排领导干部挂点" in text
    income = next(row for row in paper.tables[0].rows if "集体" in row.cells[0].text)
    assert [cell.text for cell in income.cells][2:4] == ["21000 → 32000.5", "达标"]
