"""What reports draw from the records: numbers, sentences, tables; settled, disputed, read again."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import LedgerEntry
from cadres.documents.numbers import number_text, percent
from cadres.models import Absence, Leave, Matter, QuarterlyReport, ReportDispute
from cadres.periods import Quarter
from cadres.reports.models.chapters import Chapter, chapters
from cadres.reports.numbers import NUMBERS
from cadres.reports.opening import open_period
from cadres.reports.records import Records
from cadres.workflow.transitions import WrongState
from tests.stage import layer
from villages.models import Activity, AnnualFigure, CommitteeMember, ReserveCadre

pytestmark = pytest.mark.both

Q2 = Quarter(2026, 2)
TODAY = date(2026, 7, 3)
NOON = datetime(2026, 7, 3, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def matter(village, number, due, closed=None, category="roads", raised=date(2026, 4, 2)):
    return Matter.objects.create(
        village=village,
        number=f"441621-2026-{number:04}",
        title="路灯不亮",
        category=category,
        raised_on=raised,
        due_on=due,
        held_since=raised,
        closed_on=closed,
    )


@layer
def work(cast):
    """A quarter of work in 洋头村 and next door."""
    village, member = cast.places.village, {"party_post": "secretary", "village_post": "director"}
    CommitteeMember.objects.create(village=village, name="甲", **member)
    CommitteeMember.objects.create(village=village, name="乙", party_post="member")
    ReserveCadre.objects.create(village=village, name="丙", since=date(2026, 1, 1))
    ReserveCadre.objects.create(village=village, name="丁")
    Activity.objects.create(village=village, kind="disclosure", on=date(2026, 5, 1), title="公开")
    Activity.objects.create(village=village, kind="disclosure", on=date(2026, 7, 1), title="公开")
    AnnualFigure.objects.create(
        village=village, year=2026, kind_id="collective_income", value="31250"
    )
    matter(village, 1, date(2026, 4, 17), date(2026, 4, 10))
    matter(village, 2, date(2026, 5, 1), date(2026, 5, 4), "water")
    matter(village, 3, date(2026, 6, 20))
    matter(village, 4, date(2026, 7, 10), raised=date(2026, 6, 25))
    matter(cast.places.next_door, 5, date(2026, 6, 1), date(2026, 5, 1))
    Leave.objects.create(
        posting=cast.posting,
        reason="家事",
        since=date(2026, 4, 7),
        until=date(2026, 4, 8),
        state="approved",
    )
    Absence.objects.create(
        posting=cast.posting, since=date(2026, 4, 9), until=date(2026, 4, 9), found_by="督查组"
    )
    return cast


@layer
@time_machine.travel(NOON, tick=False)
def report(work):
    open_period(work.places.county, Q2, TODAY, work.county)
    return QuarterlyReport.objects.get(township=work.places.town)


EXPECTED = {
    "villages.count": "2",
    "teams.count": "1",
    "teams.villages": "1",
    "people.posted": "1",
    "people.women": "0",
    "presence.expected": "59",
    "presence.present": "58",
    "presence.rate": "98.3",
    "leave.times": "1",
    "absences.open": "1",
    "committee.one_shoulder": "1",
    "committee.crossed": "0",
    "reserves.count": "1",
    "reserves.villages": "0",
    "figures.collective_income": "3.1",
    "figures.new_members": None,
    "activities.disclosure": "1",
    "matters.raised": "4",
    "matters.due": "3",
    "matters.on_time": "1",
    "matters.on_time_rate": "33.3",
    "matters.late": "2",
    "matters.told": "0",
    "trainings.courses": "0",
    "links.leaders": "0",
}


@pytest.mark.parametrize(("code", "value"), EXPECTED.items())
def test_a_number_says_what_the_records_say(report, code, value):
    assert report.figures[code] == value


def test_a_unit_is_told_of_its_own_people_and_their_villages(work):
    open_period(work.places.county, Q2, TODAY)
    figures = QuarterlyReport.objects.get(unit=work.roads).figures
    assert (figures["people.posted"], figures["villages.count"]) == ("1", "1")
    assert (figures["matters.due"], figures["matters.on_time_rate"]) == ("1", "100")


def test_the_tables_add_up_to_the_numbers(report):
    matters, teams = report.tables["matters"], report.tables["teams"]
    assert matters == [["roads", 2, 1, 1], ["water", 1, 0, 1]]
    assert teams == [["洋头村", 1, 59, 58]]
    assert str(sum(row[1] for row in matters)) == report.figures["matters.due"]


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 3, "0"),
        (3, 3, "100"),
        (9999, 10000, "99.9"),
        (1, 3, "33.3"),
        (2, 3, "66.6"),
        (1, 0, None),
    ],
)
def test_a_share_is_never_rounded_up_to_all(part, whole, text):
    assert number_text(percent(part, whole)) == text


def test_reading_takes_as_many_selects_for_many_bodies_as_for_few(
    work, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30) as few:
        Records(work.places.county, Q2, TODAY)
    records = Records(work.places.county, Q2, TODAY)
    open_period(work.places.county, Q2, TODAY)
    reports = list(QuarterlyReport.objects.all()) * 3
    assert len(few) < 25
    with django_assert_max_num_queries(0):
        assert all(set(records.of(each).figures()) == set(NUMBERS) for each in reports)


def told(sentence, **figures):
    row = {"key": "a", "title": "一", "sentence": sentence, "hint": "", "needs_text": False}
    return chapters([row], {}, {key.replace("_", "."): v for key, v in figures.items()}, {}, {})[0]


@pytest.mark.parametrize(
    ("sentence", "figures", "text"),
    [
        ("共{a.b}件；其中{c.d}件。", {"a_b": "3", "c_d": "1"}, "共3件；其中1件。"),
        ("共{a.b}件；其中{c.d}件。", {"a_b": "3", "c_d": None}, "共3件。"),
        ("共{a.b}件；其中{c.d}件。", {"a_b": None, "c_d": "1"}, "其中1件。"),
        ("共{a.b}件。", {"a_b": None}, ""),
        ("共{a.b}件。", {}, ""),
        ("照旧。", {}, "照旧。"),
        ("", {}, ""),
    ],
)
def test_a_clause_without_its_number_is_left_out(sentence, figures, text):
    chapter = told(sentence, **figures)
    assert chapter.told == text
    assert "".join(piece for piece, _code in chapter.pieces) == text


def test_a_chapter_is_whole_when_answered_and_every_number_settled():
    chapter = told("共{a.b}件。", a_b="3")
    assert (chapter.is_answered, chapter.unsettled, chapter.is_whole) == (True, ["a.b"], False)
    settled = Chapter(**vars(chapter) | {"settled": {"a.b": "镇"}})
    assert settled.is_whole
    assert not Chapter(**vars(settled) | {"needs_text": True}).is_whole


def test_confirming_is_on_the_record_and_unknown_numbers_are_not(report, cast):
    report.confirm(cast.township, ["matters.due", "matters.none"])
    assert report.settled == {"matters.due": "township"}
    assert LedgerEntry.objects.latest("seq").action == "confirm"


def test_a_disputed_number_keeps_both_and_waits_for_the_county(report, cast):
    dispute = report.dispute(cast.township, "matters.late", " 1 ", "一件已上报")
    assert (dispute.value, dispute.claimed, dispute.reason) == ("2", "1", "一件已上报")
    assert "matters.late" in report.settled
    assert list(QuarterlyReport.objects.disputed()) == [report]
    dispute.reply(cast.county, "已更正")
    assert not QuarterlyReport.objects.disputed().exists()
    with pytest.raises(WrongState):
        dispute.reply(cast.county, "再答")


def test_disputing_again_before_the_answer_changes_the_same_dispute(report, cast):
    for claimed in ("1", "0"):
        report.dispute(cast.township, "matters.late", claimed, "已上报")
    assert [each.claimed for each in ReportDispute.objects.all()] == ["0"]


@pytest.mark.parametrize(
    ("code", "claimed", "reason"),
    [
        ("matters.none", "1", "有"),
        ("matters.late", " ", "有"),
        ("matters.late", "1", ""),
    ],
)
def test_a_dispute_needs_a_number_and_a_reason(report, cast, code, claimed, reason):
    with pytest.raises(ValidationError):
        report.dispute(cast.township, code, claimed, reason)
    assert not ReportDispute.objects.exists()


def test_reading_again_asks_only_for_what_changed(report, work, as_user):
    report.confirm(work.township, list(report.figures))
    matter(work.places.village, 9, date(2026, 6, 25), date(2026, 6, 24))
    client = as_user(work.township)
    client.post(reverse("cadres:report_read", args=[report.pk]))
    report.refresh_from_db()
    changed = set(report.figures) - set(report.settled)
    assert changed == {
        "matters.raised",
        "matters.due",
        "matters.on_time",
        "matters.on_time_rate",
    }
    assert report.figures["matters.due"] == "4"


def test_a_reading_is_taken_back_with_what_was_settled(report, work, as_user):
    report.confirm(work.township, list(report.figures))
    before = {name: getattr(report, name) for name in ("figures", "tables", "taken_at")}
    settled, typed = report.settled, {"problems": "写在取数以后。"}
    matter(work.places.village, 9, date(2026, 6, 25), date(2026, 6, 24))
    client = as_user(work.township)
    client.post(reverse("cadres:report_read", args=[report.pk]))
    changed = client.get(report.get_absolute_url()).context["report"].changed_numbers
    assert ("3", "4") in [(was, now) for _label, was, now in changed]
    report.refresh_from_db()
    report.sections = typed
    report.save()
    client.post(reverse("cadres:report_read_back", args=[report.pk]))
    report.refresh_from_db()
    assert {name: getattr(report, name) for name in before} == before
    assert (report.settled, report.sections, report.before) == (settled, typed, {})


@pytest.mark.parametrize("verb", ["confirm", "dispute", "read", "read_back"])
def test_what_is_with_the_reviewer_is_not_settled_any_more(report, work, as_user, verb):
    QuarterlyReport.objects.update(state="submitted")
    sent = {"code": "matters.due", "claimed": "1", "reason": "有"}
    answer = as_user(work.township).post(reverse(f"cadres:report_{verb}", args=[report.pk]), sent)
    assert answer.status_code == 409


def test_the_page_shows_each_number_with_its_list(report, work, as_user):
    page = as_user(work.township).get(report.get_absolute_url()).content.decode()
    assert "standing=late" in page
    assert f"township={work.places.town.pk}" not in page
    page = as_user(work.county).get(report.get_absolute_url()).content.decode()
    assert f"township={work.places.town.pk}" in page


def test_the_list_behind_a_number_shows_as_many_rows(report, work, as_user):
    client = as_user(work.county)
    context = client.get(report.get_absolute_url()).context["origins"]
    for code in ("matters.due", "matters.on_time", "matters.late"):
        found = client.get(context[code].href).context["found"]
        assert str(found) == report.figures[code]


def test_what_was_promised_last_time_opens_as_a_checklist(work, as_user):
    open_period(work.places.county, Q2, TODAY)
    QuarterlyReport.objects.update(sections={"next": "修三处渠道。\n\n补齐后备干部。"})
    with time_machine.travel(datetime(2026, 10, 2, 4, tzinfo=ZoneInfo("UTC"))):
        open_period(work.places.county, Q2.next(), date(2026, 10, 2))
        report = QuarterlyReport.objects.get(township=work.places.town, period="2026-Q3")
        texts = [promise["text"] for promise in report.promises]
        assert texts == ["修三处渠道。", "补齐后备干部。"]
        client, page = as_user(work.township), reverse("cadres:report_edit", args=[report.pk])
        sent = {
            "opened": client.get(page).context["form"]["opened"].value(),
            "kept_0": "done",
            "kept_1": "partly",
            "why_1": "差一村",
        }
        client.post(page, sent)
    report.refresh_from_db()
    assert [promise["state"] for promise in report.promises] == ["done", "partly"]
    assert report.promises[1]["why"] == "差一村"


def test_a_promise_without_an_answer_holds_the_report_back(report, cast):
    report.promises = [{"text": "修渠道", "state": "", "why": ""}]
    assert any("1" in str(gap) and "上期打算" in str(gap) for gap in report.gaps)


def test_what_is_within_its_time_counts_neither_way(work, as_user):
    """On the way through a quarter: only what is past its day, or was answered, is counted."""
    village = work.places.village
    with time_machine.travel(datetime(2026, 6, 20, 4, tzinfo=ZoneInfo("UTC"))):
        open_period(work.places.county, Q2, date(2026, 6, 20))
        report = QuarterlyReport.objects.get(township=work.places.town)
        told = [report.figures[f"matters.{name}"] for name in ("due", "on_time", "late")]
        assert told == ["2", "1", "1"]  # number 3 is due today and open
        matter(village, 11, date(2026, 6, 30))
        matter(village, 12, date(2026, 6, 29), date(2026, 6, 19))
        client = as_user(work.township)
        client.post(reverse("cadres:report_read", args=[report.pk]))
        report.refresh_from_db()
        told = [report.figures[f"matters.{name}"] for name in ("due", "on_time", "late")]
        assert told == ["3", "2", "1"]
        origins = client.get(report.get_absolute_url()).context["origins"]
        found = client.get(origins["matters.due"].href).context["found"]
        assert str(found) == report.figures["matters.due"]
    with time_machine.travel(NOON, tick=False):
        as_user(work.township).post(reverse("cadres:report_read", args=[report.pk]))
    report.refresh_from_db()
    assert report.figures["matters.due"] == "5"
