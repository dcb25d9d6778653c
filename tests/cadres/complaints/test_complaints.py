"""The suggestion box: with or without a name, answered within the limit, open to count."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts import ledger
from accounts.models import LedgerEntry
from cadres.models import Complaint

LIST, NEW, FIND = (reverse(f"cadres:complaint_{name}") for name in ("list", "create", "find"))
DAY = date(2026, 3, 2)


def hand_in(by, text="同一张表填三遍", unnamed=False, on=DAY):
    return Complaint.hand_in(by, kind="burden", text=text, unnamed=unnamed, today=on)


def test_the_answer_is_due_after_the_rules_days(cast):
    complaint, code = hand_in(cast.cadre)
    assert (complaint.author, complaint.due_on, code) == (cast.cadre, DAY + timedelta(15), "")


def test_without_a_name_nothing_stored_tells_who_it_was(cast, as_user):
    before = LedgerEntry.objects.count()
    as_user(cast.cadre).post(NEW, {"kind": "fault", "text": "页面打不开", "unnamed": "on"})
    complaint = Complaint.objects.get()
    assert complaint.author is None
    rows = LedgerEntry.objects.order_by("seq")[before:]
    told = [(row.actor, row.actor_name, row.role, row.address) for row in rows]
    assert told == [("anonymous", "anonymous", "", "")]
    assert cast.cadre.username not in str([row.after for row in rows])
    assert ledger.first_broken() is None


def test_with_a_name_the_ledger_says_who(cast):
    hand_in(cast.cadre)
    assert LedgerEntry.objects.latest("seq").actor == cast.cadre.username


def test_the_code_is_shown_once_and_finds_the_answer(cast, as_user):
    client = as_user(cast.cadre)
    page = client.post(NEW, {"kind": "fault", "text": "页面打不开", "unnamed": "on"})
    code = page.context["code"]
    assert code in page.content.decode()
    assert code not in str(Complaint.objects.values().get())
    found = client.post(FIND, {"code": f" {code[:5].lower()} {code[5:]} "}).content.decode()
    assert "页面打不开" in found


def test_a_wrong_code_finds_nothing_and_says_so(cast, as_user):
    hand_in(cast.cadre)
    page = as_user(cast.cadre).post(FIND, {"code": "2222222222"})
    assert page.context["complaint"] is None
    assert 'role="status"' in page.content.decode()
    assert as_user(cast.cadre).post(FIND, {"code": ""}).context["complaint"] is None


def test_everybody_sees_his_own_and_the_county_sees_all(cast):
    mine, _code = hand_in(cast.cadre)
    hidden, _code = hand_in(cast.township, unnamed=True)
    seen = {
        name: set(Complaint.objects.visible_to(getattr(cast, name)))
        for name in ("cadre", "township", "county", "leader", "stranger")
    }
    assert seen == {
        "cadre": {mine},
        "township": set(),
        "county": {mine, hidden},
        "leader": {mine, hidden},
        "stranger": set(),
    }


def test_a_published_answer_is_read_by_all_of_the_county_without_the_name(cast, as_user):
    cast.cadre.name = "温国强"
    cast.cadre.save()
    complaint, _code = hand_in(cast.cadre)
    complaint.reply(cast.county, "已合并", DAY, published=True)
    page = as_user(cast.township).get(complaint.get_absolute_url()).content.decode()
    assert "已合并" in page
    assert str(cast.cadre) not in page
    office = as_user(cast.county).get(complaint.get_absolute_url())
    assert str(cast.cadre) in office.content.decode()
    assert as_user(cast.stranger).get(complaint.get_absolute_url()).status_code == 404
    rows = as_user(cast.township).get(LIST, {"export": "csv"}).content.decode("utf-8-sig")
    assert str(cast.cadre) not in rows


def test_an_answer_is_given_once(cast):
    complaint, _code = hand_in(cast.cadre)
    complaint.reply(cast.county, " 已合并 ", DAY)
    with pytest.raises(ValidationError):
        complaint.reply(cast.county, "再答", DAY)
    complaint.refresh_from_db()
    assert (complaint.answer, complaint.answered_on) == ("已合并", DAY)


def test_an_empty_answer_is_refused_and_the_page_says_so(cast, as_user):
    complaint, _code = hand_in(cast.cadre)
    with pytest.raises(ValidationError):
        complaint.reply(cast.county, "  ", DAY)
    answer = as_user(cast.county).post(
        reverse("cadres:complaint_reply", args=[complaint.pk]), {"answer": ""}
    )
    assert answer.status_code == 422
    complaint.refresh_from_db()
    assert complaint.is_open


def test_the_counts_tell_how_the_limit_is_kept(cast):
    made = [hand_in(cast.cadre, str(n))[0] for n in range(4)]
    made[0].reply(cast.county, "及时", made[0].due_on)
    made[1].reply(cast.county, "迟了", made[1].due_on + timedelta(1))
    last = made[2].due_on
    standing = Complaint.objects.of_county_of(cast.township).standing(last)
    assert standing == {"received": 4, "in_time": 1, "late": 1, "open": 2, "overdue": 0}
    late = Complaint.objects.standing(last + timedelta(1))
    assert late["overdue"] == 2


@pytest.mark.parametrize("role", ["county", "cadre"])
def test_the_list_asks_as_often_for_many_as_for_few(
    cast, as_user, django_assert_num_queries, django_assert_max_num_queries, role
):
    client = as_user(getattr(cast, role))
    for n in range(3):
        hand_in(cast.cadre, str(n))
    client.get(LIST)
    with django_assert_max_num_queries(30) as few:
        client.get(LIST)
    for n in range(9):
        hand_in(cast.cadre, str(n))
    with django_assert_num_queries(len(few)):
        client.get(LIST)


def test_what_was_typed_stays_when_something_is_missing(cast, as_user):
    page = as_user(cast.unit).post(NEW, {"kind": "", "text": "少填一张表"})
    assert "少填一张表" in page.content.decode()
    assert not Complaint.objects.exists()
