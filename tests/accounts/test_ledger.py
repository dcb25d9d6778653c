"""The ledger: in the change's own transaction, chained, append-only, masked; a lie is found."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts import ledger
from accounts.models import LedgerEntry, StaleRecord
from cadres.models import Cadre

pytestmark = pytest.mark.both

UPDATE = "UPDATE accounts_ledgerentry SET FIELD = %s WHERE seq = %s"
LEDGER = reverse("accounts:ledger_list")


@pytest.fixture
def chain(cast):
    """Five changes of one village, by the county."""
    for number in range(5):
        cast.places.village.note = f"note {number}"
        ledger.write(cast.places.village, cast.county)
    return LedgerEntry.objects.order_by("seq")


def verify():
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_ledger", stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, err.getvalue()
    return 0, out.getvalue()


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_change_and_its_row_come_together_or_not_at_all(cast):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        cast.places.village.note = "new"
        ledger.write(cast.places.village, cast.county)
        raise ZeroDivisionError
    cast.places.village.refresh_from_db()
    assert (cast.places.village.note, LedgerEntry.objects.count()) == ("", 0)


def test_a_row_outside_a_transaction_is_refused(committed, places):
    with pytest.raises(RuntimeError, match="transaction"):
        ledger.record(None, "update", places.village)
    assert not LedgerEntry.objects.exists()


def test_a_stale_record_leaves_no_row(cast):
    stale = type(cast.places.village).objects.get(pk=cast.places.village.pk)
    ledger.write(cast.places.village, cast.county)
    with pytest.raises(StaleRecord):
        ledger.write(stale, cast.township)
    assert LedgerEntry.objects.count() == 1


def test_a_row_says_who_when_where_what_and_the_difference_only(cast, as_user):
    as_user(cast.county).post(
        reverse("accounts:user_close", args=[cast.township.pk]), REMOTE_ADDR="10.1.2.3"
    )
    entry = LedgerEntry.objects.get()
    assert (entry.actor, entry.role, entry.address) == ("county", "county", "10.1.2.3")
    assert (entry.object_type, entry.object_id) == ("accounts.user", str(cast.township.pk))
    assert entry.area_code == "441621102"
    assert (entry.before, entry.after) == ({"is_active": True}, {"is_active": False})


def test_the_timeline_speaks_in_words(cast, as_user):
    client = as_user(cast.county)
    client.post(reverse("accounts:user_close", args=[cast.township.pk]))
    page = client.get(reverse("accounts:user_page", args=[cast.township.pk])).content.decode()
    entry = LedgerEntry.objects.get()
    assert [[str(part) for part in change] for change in entry.changes] == [["在用", "是", "否"]]
    assert "停用" in page and "is_active" not in page


def test_a_row_of_a_model_or_field_that_is_gone_can_still_be_read():
    entry = LedgerEntry(object_type="old.thing", before={"x": 1}, after={"x": 2}, action="update")
    assert (entry.object_label, entry.changes) == ("old.thing", [("x", 1, 2)])


def test_phones_and_passwords_never_reach_the_ledger(cast):
    cast.person.phone = "13999990000"
    ledger.write(cast.person, cast.county)
    ledger.write(Cadre(code="C9", name="新", unit=cast.water, phone="020-8765"), cast.county)
    ledger.write(cast.township, cast.sysadmin)
    cast.posting.delete()
    ledger.erase(cast.person, cast.county)
    stored = "".join(
        f"{entry.before}{entry.after}{entry.note}" for entry in LedgerEntry.objects.all()
    )
    assert "139****0000" in stored and "138****5678" in stored
    for secret in ("13999990000", "13812345678", "020-8765", cast.township.password):
        assert secret not in stored


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("13812345678", "138****5678"),
        ("+8613812345678", "+86****5678"),
        ("020-8765", "02***"),
        ("", ""),
    ],
)
def test_a_phone_is_masked(value, shown):
    assert ledger.mask_phone(value) == shown


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_ledgerentry SET note = 'x'",
        "DELETE FROM accounts_ledgerentry",
        "DELETE FROM accounts_ledgerentry WHERE actor = 'county'",
    ],
)
def test_the_database_itself_refuses_to_change_a_row(chain, statement):
    rows = list(chain.values())
    with pytest.raises(DatabaseError, match="append-only"):
        sql(statement)
    assert list(chain.values()) == rows


def test_not_even_the_orm_or_a_truncate_gets_through(chain):
    entry = chain.first()
    entry.note = "x"
    for attempt in (entry.save, entry.delete, chain.delete, lambda: chain.update(note="x")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            attempt()
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="append-only"):
            sql("TRUNCATE accounts_ledgerentry")
    assert chain.count() == 5


def test_a_whole_ledger_is_said_to_be_whole(chain):
    code, words = verify()
    assert code == 0
    assert words.startswith("whole: 5 rows") and chain.last().hash in words


def test_an_empty_ledger_is_whole(db):
    assert verify() == (0, "whole: 0 rows\n")


FIELDS = sorted({f.name for f in LedgerEntry._meta.concrete_fields} - {"seq"})
OTHER = {
    "at": "2020-01-01 00:00:00+00:00",
    "before": '{"note": "lie"}',
    "after": '{"note": "lie"}',
    "hash": "f" * 64,
    "prev_hash": "e" * 64,
}


@pytest.mark.parametrize("field", FIELDS)
def test_a_lie_in_any_field_is_found_and_named(chain, unguarded_ledger, field):
    third = chain[2].seq
    sql(UPDATE.replace("FIELD", field), OTHER.get(field, "lie"), third)
    code, words = verify()
    assert code == 1
    assert f"seq {third}:" in words


def test_a_row_taken_out_is_found_at_the_next_one(chain, unguarded_ledger):
    third, fourth = chain[2].seq, chain[3].seq
    sql("DELETE FROM accounts_ledgerentry WHERE seq = %s", third)
    assert f"seq {fourth}:" in verify()[1]


def test_a_row_put_in_between_is_found(chain, unguarded_ledger):
    last = chain.last()
    sql("UPDATE accounts_ledgerentry SET seq = seq + 10 WHERE seq = %s", last.seq)
    with transaction.atomic():
        LedgerEntry.objects.create(
            seq=last.seq,
            actor="x",
            action="x",
            object_type="x",
            object_id="x",
            prev_hash="d" * 64,
            hash="c" * 64,
        )
    assert verify()[0] == 1


def test_the_auditor_reads_its_area_and_what_belongs_to_none(cast, as_user, client):
    ledger.write(cast.places.abroad, cast.stranger)
    client.post(reverse("accounts:login"), {"username": "nobody", "password": "x"})
    ledger.write(cast.places.village, cast.county)
    seen = LedgerEntry.objects.visible_to(cast.auditor)
    assert sorted(seen.values_list("actor", flat=True)) == ["county", "no***"]
    assert not LedgerEntry.objects.visible_to(cast.county).exists()


def test_reading_and_exporting_the_ledger_are_on_the_ledger(cast, as_user):
    client = as_user(cast.auditor)
    client.get(LEDGER, {"q": "county"})
    client.get(LEDGER, {"export": "csv"})
    entries = LedgerEntry.objects.order_by("seq")
    assert [(entry.actor, entry.action) for entry in entries] == [
        ("auditor", "read"),
        ("auditor", "export"),
    ]
    assert "q=county" in entries[0].note


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"q": "洋头"}, 5),
        ({"q": "nobody"}, 0),
        ({"action": "update"}, 5),
        ({"since": "2999-01-01"}, 0),
        ({"object_type": "villages.village"}, 5),
        ({"object_type": "accounts.user"}, 0),
        ({"area": "441621102"}, 5),
        ({"area": "441621103"}, 0),
        ({"until": "soon"}, 0),
    ],
)
def test_the_ledger_is_narrowed_by_who_what_when_and_where(chain, cast, as_user, chosen, found):
    assert as_user(cast.auditor).get(LEDGER, chosen).context["found"] == found
