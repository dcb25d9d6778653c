"""A person's training file; excuses; the notice names nobody before he was heard."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from docx import Document

from accounts.models import LedgerEntry
from cadres.models import Training
from cadres.periods import Year
from cadres.trainings.attendance_bulletin import notice, sentences
from cadres.trainings.records import training_file
from cadres.trainings.sign_in import hold, sign_in
from cadres.trainings.timetable import fit
from cadres.trainings.views.trainings import listed

FIRST, ASKED = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def course(cast):
    """温国强 missed both half-days, 李海燕 came."""
    training = Training.objects.create(
        batch=cast.batch,
        title="财务培训",
        since=FIRST,
        until=FIRST,
        place="县委党校",
        guests="村党组织书记",
        guests_called=20,
        guests_came=18,
    )
    fit(training)
    training.add(cast.county, [cast.person, cast.other])
    training.call(cast.county, FIRST)
    for session in training.sessions.all():
        sign_in(session, cast.county, ASKED, ["C002"], [], is_complete=True)
    hold(training, cast.county, ASKED)
    return training


def row_of(course, code="C001"):
    return course.attendances.select_related("training").get(cadre=code)


def told(course, user, today=ASKED):
    return notice(course, listed(course, user), today)


def text(notice):
    return "".join(line for _heading, lines in sentences(notice) for line in lines)


def test_the_file_counts_the_hours_of_courses_in_which_the_person_took_part(cast, course):
    file = training_file(cast.other, Year(2026))
    assert (file.hours, file.due, file.missing, file.percent) == (8, 90, 82, 8)
    assert training_file(cast.person, Year(2026)).hours == Decimal(0)
    assert training_file(cast.other, Year(2025)).rows == []


def test_a_draft_stands_in_nobodys_file(cast, course):
    draft = Training.objects.create(batch=cast.batch, title="草稿", since=FIRST, until=FIRST)
    draft.add(cast.county, [cast.other])
    assert [row.training for row in training_file(cast.other, Year(2026)).rows] == [course]


def test_a_cadre_opens_the_own_file_and_explains_on_the_phone(cast, as_user, course):
    client = as_user(cast.cadre)
    own = client.get(reverse("cadres:training_own"))
    assert own["Location"] == reverse("cadres:training_file", args=["C001"])
    path = reverse("cadres:training_explain", args=[row_of(course).pk])
    assert path in client.get(own["Location"] + "?year=2026").content.decode()
    client.post(path, {"words": "送群众就医"})
    assert (row_of(course).excuse, row_of(course).may_settle) == ("送群众就医", True)
    entry = LedgerEntry.objects.latest("seq")
    assert (entry.action, entry.object_type) == ("explain", "cadres.trainingattendance")


def test_an_empty_explanation_is_refused_and_a_settled_one_stays(cast, as_user, course):
    path = reverse("cadres:training_explain", args=[row_of(course).pk])
    client = as_user(cast.cadre)
    assert client.post(path, {"words": "  "}).status_code == 422
    client.post(path, {"words": "送医"})
    row_of(course).settle(cast.county, False)
    assert client.post(path, {"words": "再说明"}).status_code == 409
    assert row_of(course).excuse == "送医"


def test_a_unit_explains_for_its_own_people_only(cast, as_user, course):
    client = as_user(cast.unit)
    for code, status in (("C001", 302), ("C002", 404)):
        path = reverse("cadres:training_explain", args=[row_of(course, code).pk])
        assert client.post(path, {"words": "另有任务"}).status_code == status


def test_an_excuse_is_settled_once(cast, as_user, course):
    row_of(course).explain(cast.cadre, "送医")
    path = reverse("cadres:training_settle", args=[row_of(course).pk])
    client = as_user(cast.county)
    assert path in client.get(course.get_absolute_url()).content.decode()
    clicks = [client.post(path, {"accepted": "1"}).status_code for _click in range(2)]
    assert clicks == [302, 409]
    assert row_of(course).accepted is True


def test_before_the_answer_an_absence_is_counted_and_nobody_is_named(cast, course):
    said = text(told(course, cast.county))
    assert "应到2人，实到1人，请假0人，缺席0人，到课率50.0%" in said
    assert "另有1人正在说明期内或说明待认定" in said
    assert "村党组织书记应到20人，实到18人。" in said
    assert "温国强" not in said
    row_of(course).explain(cast.cadre, "路上堵车")
    assert "温国强" not in text(told(course, cast.county, date(2026, 4, 1)))


def test_an_explanation_that_was_refused_is_named_with_the_words(cast, course):
    row_of(course).explain(cast.cadre, "路上堵车")
    row_of(course).settle(cast.county, False)
    found = told(course, cast.county)
    assert "温国强（县水务局）：本人说明：路上堵车（未予采纳）。" in text(found)
    assert found.is_final


def test_an_accepted_explanation_is_leave_and_names_nobody(cast, course):
    row_of(course).explain(cast.cadre, "送医")
    row_of(course).settle(cast.county, True)
    found = told(course, cast.county)
    assert (found.whole.excused, found.whole.absent, found.named) == (1, 0, [])


@pytest.mark.parametrize(("day", "named"), [(6, False), (7, True)])
def test_who_lets_the_days_pass_is_named(cast, course, day, named):
    assert ("温国强" in text(told(course, cast.county, date(2026, 3, day)))) is named


def test_the_notice_comes_as_a_word_file_and_stands_on_the_ledger(cast, as_user, course):
    answer = as_user(cast.county).get(reverse("cadres:training_paper", args=[course.pk]))
    paper = "".join(line.text for line in Document(io.BytesIO(answer.content)).paragraphs)
    assert "关于财务培训考勤情况的通报" in paper
    assert LedgerEntry.objects.latest("seq").action == "export"


def test_the_table_of_the_notice_adds_up(cast, as_user, course):
    page = as_user(cast.county).get(reverse("cadres:training_notice", args=[course.pk]))
    rows, total = page.context["rows"], page.context["total"]
    assert [sum(row[at] for row in rows) for at in range(1, 6)] == total[1:6]


def test_no_year_is_404(cast, as_user):
    path = reverse("cadres:training_file", args=["C001"])
    assert as_user(cast.county).get(path, {"year": "20x6"}).status_code == 404
