"""提要: what is new, overdue and near, on the page and by mail; once a day, one fault at a time."""

from datetime import UTC, date, datetime
from io import StringIO
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import LedgerEntry, User
from cadres.inbox.inbox import morning, near_day
from cadres.models import Digest, Holiday, Matter, Notice
from villages.models import ProgrammeRule

TODAY = date(2026, 4, 20)  # a Monday
MORNING = datetime(2026, 4, 20, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_the_morning():
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def by_mail(settings, cast):
    """The county sends mail, and two people have an address."""
    settings.DIGEST_BY_MAIL, settings.SITE_URL = True, "https://zhucun.example.gov.cn"
    for user in (cast.township, cast.cadre):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.gov.cn")


def matter(cast, number, due_on, since=date(2026, 4, 1), holder="township"):
    return Matter.objects.create(
        number=f"441621-2026-{number:04}",
        village=cast.places.village,
        title=f"路灯{number}",
        category="roads",
        raised_on=since,
        held_since=since,
        due_on=due_on,
        holder=holder,
    )


def notice(user, at):
    return Notice.objects.create(
        user=user, event="cadres.leave approve leave", what="温国强", url="/inbox/", at=at
    )


def test_it_says_what_is_late_near_and_new(cast):
    matter(cast, 1, date(2026, 4, 17))
    matter(cast, 2, date(2026, 4, 23))
    matter(cast, 3, date(2026, 4, 24))
    matter(cast, 4, date(2026, 5, 5), since=date(2026, 4, 17))
    told = morning(cast.township, TODAY)
    assert (told.since, told.until) == (date(2026, 4, 17), date(2026, 4, 23))
    assert ["路灯1" in paper.text for paper in told.late] == [True]
    assert ["路灯2" in paper.text for paper in told.near] == [True]
    assert ["路灯1" in told.arrived[0].text, "路灯4" in told.arrived[1].text] == [True, True]


def test_near_is_counted_in_working_days_by_a_rule(cast):
    Holiday.objects.create(day=date(2026, 4, 21), is_working=False, name="节")
    assert near_day(TODAY) == date(2026, 4, 24)
    ProgrammeRule.objects.filter(pk="digest_days").update(value=1)
    assert near_day(TODAY) == date(2026, 4, 22)


def test_new_is_what_came_since_the_last_digest(cast):
    notice(cast.cadre, datetime(2026, 4, 15, 4, tzinfo=UTC))
    assert not morning(cast.cadre, TODAY)
    Digest.objects.create(user=cast.cadre, sent_on=date(2026, 4, 14))
    assert len(morning(cast.cadre, TODAY).notices) == 1
    Notice.objects.update(read_at=MORNING)
    assert not morning(cast.cadre, TODAY)


def test_it_stands_on_top_of_the_inbox_when_it_says_something(cast, as_user):
    client = as_user(cast.township)
    assert "今日提要" not in client.get(reverse("inbox")).content.decode()
    matter(cast, 1, date(2026, 4, 17))
    assert "今日提要" in client.get(reverse("inbox")).content.decode()


def run():
    told = StringIO()
    call_command("send_digest", stdout=told, stderr=told)
    return told.getvalue()


def test_it_is_mailed_in_words_to_who_has_an_address_and_something_to_hear(cast, by_mail):
    matter(cast, 1, date(2026, 4, 17))
    notice(cast.township, MORNING)
    before = LedgerEntry.objects.count()
    assert "sent=1" in run()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["township@example.gov.cn"], "4月20日提要")
    for words in (
        "路灯1",
        "4月17日前办",
        "请假已批准：温国强",
        "https://zhucun.example.gov.cn/inbox/",
    ):
        assert words in sent.body
    assert "<" not in sent.body and LedgerEntry.objects.count() == before


def test_run_twice_on_a_day_it_is_sent_once(cast, by_mail):
    matter(cast, 1, date(2026, 4, 17))
    run(), run()
    assert len(mail.outbox) == 1
    with time_machine.travel(datetime(2026, 4, 21, 0, 30, tzinfo=UTC), tick=False):
        run()
    assert len(mail.outbox) == 2


def test_a_fault_of_one_address_stops_nobody_and_is_tried_again(cast, by_mail, monkeypatch):
    matter(cast, 1, date(2026, 4, 17))
    matter(cast, 2, date(2026, 4, 17), holder="team")
    send = mail.EmailMessage.send

    def refused(message, **options):
        if message.to == ["cadre@example.gov.cn"]:
            raise SMTPRecipientsRefused({})
        return send(message, **options)

    monkeypatch.setattr(mail.EmailMessage, "send", refused)
    told = StringIO()
    with pytest.raises(CommandError):
        call_command("send_digest", stdout=told, stderr=told)
    assert [each.to for each in mail.outbox] == [["township@example.gov.cn"]]
    assert "cadre: SMTPRecipientsRefused" in told.getvalue()
    assert "example.gov.cn" not in told.getvalue()
    monkeypatch.undo()
    run()
    assert [each.to for each in mail.outbox][1:] == [["cadre@example.gov.cn"]]


def test_without_a_mail_server_nothing_is_sent_but_old_notices_go(cast, by_mail, settings):
    settings.DIGEST_BY_MAIL = False
    matter(cast, 1, date(2026, 4, 17))
    notice(cast.township, datetime(2025, 4, 17, tzinfo=UTC))
    assert run().split() == ["forgotten=1", "sent=0"]
    assert not mail.outbox and not Digest.objects.exists()


@pytest.mark.parametrize("fields", [{"is_active": False}, {"email": ""}, {"role": ""}])
def test_who_is_closed_or_gave_no_address_gets_none(cast, by_mail, fields):
    matter(cast, 1, date(2026, 4, 17))
    User.objects.filter(pk=cast.township.pk).update(**fields)
    assert "sent=0" in run()


def test_the_own_address_is_given_on_ones_own_page_and_masked_on_the_ledger(cast, as_user):
    client, path = as_user(cast.township), reverse("accounts:profile")
    opened = client.get(path).context["form"]["opened"].value()
    data = {"name": "温志强", "office": "", "email": "wen@example.gov.cn", "opened": opened}
    assert client.post(path, data).status_code == 302
    assert User.objects.get(pk=cast.township.pk).email == "wen@example.gov.cn"
    assert LedgerEntry.objects.latest("seq").after["email"] == "w***@example.gov.cn"
    assert "email" in client.post(path, data | {"email": "wen@"}).context["form"].errors
