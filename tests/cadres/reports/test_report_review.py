"""The line of review: versions, two pens, stand-ins, who sits on what, and the board of a year."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import LedgerEntry
from cadres.models import EditingSession, QuarterlyReport
from cadres.periods import Quarter
from cadres.reports.diff import differences
from cadres.reports.holders import is_escalated, overdue_before, reports_by_holder, reviewers
from cadres.reports.opening import open_period
from cadres.reports.provenance import holder_history, share_of_records
from tests.conftest import make_user
from tests.stage import layer

Q2 = Quarter(2026, 2)


def at(day):
    return datetime(2026, 7, day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _third_of_july():
    with time_machine.travel(at(3), tick=False):
        yield


@layer
@time_machine.travel(at(3), tick=False)
def report(cast):
    open_period(cast.places.county, Q2, date(2026, 7, 3), cast.county)
    report = QuarterlyReport.objects.get(township=cast.places.town)
    report.sections = dict.fromkeys(report.outline, "已完成。")
    report.settled = dict.fromkeys(report.figures, "镇")
    report.save()
    return report


def url(name, report, *args):
    return reverse(f"cadres:report_{name}", args=[report.pk, *args])


def pen(client, report, **typed):
    opened = client.get(url("edit", report)).context["form"]["opened"].value()
    return client.post(url("pen", report), {"opened": opened, **typed})


def test_each_submission_is_kept_as_it_was(report, cast):
    report.submit(cast.township)
    report.send_back(cast.county, "请改")
    report.sections["next"] = "八月底前完成。"
    report.save()
    report.submit(cast.township)
    texts = [version.sections["next"] for version in report.versions.all()]
    assert texts == ["八月底前完成。", "已完成。"]


def test_two_versions_stand_side_by_side_with_what_differs_marked(report, cast, as_user):
    report.sections["next"] = "修渠。补齐后备干部。"
    report.save()
    report.submit(cast.township)
    report.send_back(cast.county, "请改")
    report.sections["next"] = "修三处渠。补齐后备干部。"
    report.save()
    page = as_user(cast.township).get(url("compare", report, 1))
    [changed] = page.context["changed"]
    assert changed.title == "下一步打算"
    assert changed.before == [("修渠。", True), ("补齐后备干部。", False)]
    assert changed.after == [("修三处渠。", True), ("补齐后备干部。", False)]
    assert as_user(cast.township).get(url("compare", report, 2)).status_code == 404


def test_equal_versions_differ_nowhere(report):
    assert differences(report.chapters, report.chapters) == []


def test_a_section_that_is_gone_still_shows_on_its_side(report):
    [gone] = differences(report.chapters, report.chapters[:-1])
    assert (gone.title, gone.after) == ("下一步打算", [])


def test_text_put_aside_is_no_part_of_the_report_and_stands_in_the_form_again(
    report, cast, as_user
):
    client, rows = as_user(cast.township), LedgerEntry.objects.count()
    answer = pen(client, report, next="写到一半").json()
    assert (answer["kept"], answer["others"], answer["changed"]) == ("12:00", [], False)
    report.refresh_from_db()
    assert report.sections["next"] == "已完成。"
    assert LedgerEntry.objects.count() == rows
    form = client.get(url("edit", report)).context["form"]
    assert form["next"].value() == "写到一半"
    client.post(url("edit", report), {"opened": form["opened"].value(), "next": "写完了"})
    assert not EditingSession.objects.exists()


def test_text_put_aside_never_takes_back_what_another_saved(report, cast, as_user):
    second = make_user("second", "township", "441621102")
    pen(as_user(cast.township), report, next="甲的打算", problems="已完成。")
    client = as_user(second)
    opened = client.get(url("edit", report)).context["form"]["opened"].value()
    sent = report.sections | {"next": "乙的打算", "problems": "乙的问题", "opened": opened}
    client.post(url("edit", report), sent)
    client = as_user(cast.township)
    form = client.get(url("edit", report)).context["form"]
    assert (form["next"].value(), form["problems"].value()) == ("甲的打算", "乙的问题")
    answer = client.post(url("edit", report), {each.name: each.value() for each in form})
    assert answer.status_code == 409
    [asked] = answer.context["form"].conflicts
    assert (asked["name"], asked["theirs"], asked["mine"]) == ("next", "乙的打算", "甲的打算")


def test_a_pen_that_does_not_say_what_it_was_opened_with_is_refused(report, cast, as_user):
    answer = as_user(cast.township).post(url("pen", report), {"next": "甲", "opened": "x"})
    assert answer.status_code == 400
    assert not EditingSession.objects.exists()


def test_two_authors_see_each_other(report, cast, as_user):
    second = make_user("second", "township", "441621102", name="李雪芳")
    pen(as_user(cast.township), report, next="甲", at="next")
    answer = pen(as_user(second), report, next="乙").json()
    assert answer["others"] == [["township", "下一步打算"]]
    page = as_user(second).get(url("edit", report)).content.decode()
    assert "township" in page
    with time_machine.travel(at(4)):
        assert not report.pens.of_others(second, at(4)).exists()


def test_the_pen_says_that_somebody_saved_meanwhile(report, cast, as_user):
    client = as_user(cast.township)
    opened = client.get(url("edit", report)).context["form"]["opened"].value()
    QuarterlyReport.objects.update(version=report.version + 1)
    answer = client.post(url("pen", report), {"opened": opened, "next": "甲"})
    assert answer.json()["changed"] is True


def test_nothing_is_put_aside_for_what_is_with_the_reviewer(report, cast, as_user):
    client = as_user(cast.township)
    opened = client.get(url("edit", report)).context["form"]["opened"].value()
    report.submit(cast.township)
    assert client.post(url("pen", report), {"opened": opened}).status_code == 409
    assert not EditingSession.objects.exists()


def test_a_stand_in_reviews_and_the_clock_runs_on(report, cast, as_user):
    second = make_user("second", "county", "441621", name="刘文彬")
    report.submit(cast.township)
    with time_machine.travel(at(8)):
        answer = as_user(cast.county).post(
            url("hand_over", report), {"to": second.pk, "reason": "出差"}
        )
        assert answer.status_code == 302
    report.refresh_from_db()
    assert (report.holder_name, report.days_held(date(2026, 7, 9))) == ("刘文彬", 6)


@pytest.mark.parametrize("to", ["stranger", "township", "nobody"])
def test_only_the_county_office_stands_in(report, cast, as_user, to):
    report.submit(cast.township)
    person = getattr(cast, to, None)
    sent = {"to": person.pk if person else "x", "reason": "出差"}
    assert as_user(cast.county).post(url("hand_over", report), sent).status_code == 404


def test_a_report_is_handed_over_only_while_it_is_under_review(report, cast):
    with pytest.raises(ValidationError):
        report.hand_over(cast.county, cast.county, "出差")


def test_a_liaison_of_the_unit_is_no_reviewer_of_its_report(report, cast):
    own = QuarterlyReport.objects.get(unit=cast.water)
    assert list(reviewers(own)) == [cast.county]
    cast.water.liaisons.add(cast.county)
    assert not reviewers(own).exists()


@pytest.mark.parametrize(("day", "late"), [(7, False), (8, False), (9, True)])
def test_a_review_is_overdue_after_three_working_days(report, cast, day, late):
    report.submit(cast.township)  # on a Friday
    assert is_escalated(report, overdue_before(date(2026, 7, day))) is late


def test_what_an_author_holds_is_never_an_overdue_review(report):
    assert is_escalated(report, overdue_before(date(2026, 9, 1))) is False


def test_the_board_says_who_sits_on_what_reviewers_first(report, cast, as_user):
    report.submit(cast.township)
    with time_machine.travel(at(20)):
        page = as_user(cast.leader).get(reverse("cadres:report_hands"))
    rows = [(hand.name, len(hand.reports), len(hand.escalated)) for hand in page.context["hands"]]
    assert rows[0] == ("县基层办", 1, 1)
    assert {name for name, _n, _late in rows[1:]} == {"九和镇", "县水务局", "县交通局"}
    assert [late for _name, _n, late in rows[1:]] == [0, 0, 0]


def test_a_draft_that_is_not_due_does_not_age(report, cast, as_user):
    assert as_user(cast.county).get(reverse("cadres:report_hands")).context["hands"] == []


def test_the_way_counts_the_days_of_each_hand(report, cast):
    with time_machine.travel(at(6)):
        report.submit(cast.township)
    with time_machine.travel(at(10)):
        report.send_back(cast.county, "请改")
    assert holder_history(report, date(2026, 7, 11)) == [(True, 3), (False, 4), (True, 1)]
    with time_machine.travel(at(12)):
        report.submit(cast.township)
        report.accept(cast.county)
    assert holder_history(report, date(2026, 9, 1)) == [
        (True, 3),
        (False, 4),
        (True, 2),
        (False, 0),
    ]


def test_what_the_records_say_and_what_was_typed_add_up(report):
    records, typed = share_of_records(report)
    assert records + typed == 100
    assert records > typed
    report.sections, report.figures = {}, {}
    assert share_of_records(report) is None


def test_the_board_of_a_year_has_one_row_per_township(report, cast, as_user):
    report.submit(cast.township)
    client, page = as_user(cast.county), reverse("cadres:report_grid")
    context = client.get(page).context
    assert [str(body) for body, _cells in context["rows"]] == ["龙窝镇", "九和镇"]
    assert context["sums"][1] == (1, 1, 2)
    units = client.get(page, {"kind": "unit", "year": "2026"}).context["rows"]
    assert {str(body) for body, _cells in units} == {"县水务局", "县交通局"}


def test_the_board_names_overdue_reviews_and_disputes_and_accepts_from_there(report, cast, as_user):
    report.dispute(cast.township, "matters.due", "9", "三件已上报")
    report.submit(cast.township)
    page, sent = reverse("cadres:report_grid"), {"chosen": [report.pk], "board": "1"}
    with time_machine.travel(at(20)):
        client = as_user(cast.county)
        found = {str(body): cells[1] for body, cells in client.get(page).context["rows"]}
        listed = client.get(reverse("cadres:report_list"), {"standing": "review_overdue"})
        answer = client.post(reverse("cadres:report_accept_many"), sent)
    assert (found["龙窝镇"].escalated, found["龙窝镇"].open_disputes) == (True, 1)
    assert (found["九和镇"].escalated, found["九和镇"].open_disputes) == (False, 0)
    assert (listed.context["found"], listed.context["overdue"]) == (1, 1)
    assert answer.url == page
    report.refresh_from_db()
    assert report.is_frozen


def test_a_leader_sees_the_board_and_accepts_nothing(report, cast, as_user):
    report.submit(cast.township)
    client = as_user(cast.leader)
    assert 'name="chosen"' not in client.get(reverse("cadres:report_grid")).content.decode()
    sent = {"chosen": [report.pk]}
    assert client.post(reverse("cadres:report_accept_many"), sent).status_code == 403


@pytest.mark.parametrize("query", ["year=1999", "year=x", "kind=county", "year=&kind="])
def test_a_board_of_nonsense_shows_the_newest_year(report, cast, as_user, query):
    context = as_user(cast.county).get(f"{reverse('cadres:report_grid')}?{query}").context
    assert (str(context["year"]), context["kind"]) == ("2026", "township")


@pytest.mark.parametrize("name", ["report_grid", "report_hands"])
def test_boards_take_as_many_selects_for_a_year_as_for_a_quarter(
    report, cast, as_user, name, django_assert_max_num_queries
):
    client, page = as_user(cast.county), reverse(f"cadres:{name}")
    with time_machine.travel(at(20)):
        with django_assert_max_num_queries(30) as few:
            client.get(page)
        for number in (1, 3):
            open_period(cast.places.county, Quarter(2026, number), date(2026, 7, 20))
        with django_assert_max_num_queries(len(few)):
            client.get(page)


def test_hands_of_nothing_are_none(db):
    assert reports_by_holder([], date(2026, 7, 3)) == []
