"""The people: scope, search, and the telephone that nobody sees by accident."""

import pytest

from accounts.models import LedgerEntry
from cadres.models import Cadre

PHONE = "13812345678"


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("county", {"C001", "C002"}),
        ("leader", {"C001", "C002"}),
        ("township", {"C001"}),
        ("neighbour", {"C002"}),
        ("unit", {"C001"}),
        ("cadre", {"C001"}),
        ("scorer", {"C001", "C002"}),
        ("stranger", set()),
        ("auditor", set()),
    ],
)
def test_each_sees_the_people_of_its_scope(cast, who, codes):
    assert {cadre.pk for cadre in Cadre.objects.visible_to(getattr(cast, who))} == codes


@pytest.mark.parametrize(
    "path",
    [
        "people/",
        "people/C001/",
        "people/C001/edit/",
        "people/?export=csv",
        "postings/",
        "postings/roster/",
        "units/U01/",
    ],
)
def test_no_page_sends_the_whole_number(cast, as_user, path):
    page = as_user(cast.county).get(f"/cadres/{path}").content.decode()
    assert PHONE not in page


def test_the_number_is_shown_for_a_reason_that_is_recorded(cast, as_user):
    page = as_user(cast.township).post("/cadres/people/C001/phone/", {"reason": "防汛联络"})
    assert PHONE in page.content.decode()
    entry = LedgerEntry.objects.about(cast.person).first()
    assert (entry.action, entry.actor, entry.note) == ("reveal phone", "township", "防汛联络")


@pytest.mark.parametrize("data", [{}, {"reason": ""}, {"reason": "x" * 121}])
def test_without_a_reason_the_number_stays_masked(cast, as_user, data):
    page = as_user(cast.township).post("/cadres/people/C001/phone/", data)
    assert PHONE not in page.content.decode()
    assert not LedgerEntry.objects.about(cast.person).exists()


def edited(as_user, cast, **changes):
    client = as_user(cast.county)
    form = client.get("/cadres/people/C001/edit/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | changes
    return client.post("/cadres/people/C001/edit/", data)


def test_an_empty_number_in_the_form_keeps_the_stored_one(cast, as_user):
    assert edited(as_user, cast, name="温国强甲").status_code == 302
    cast.person.refresh_from_db()
    assert (cast.person.name, cast.person.phone) == ("温国强甲", PHONE)


def test_a_renamed_person_is_found_by_the_new_initials(cast, as_user):
    edited(as_user, cast, name="钟伟明")
    assert [cadre.pk for cadre in Cadre.objects.find("zwm")] == ["C001"]


def test_a_new_number_is_stored_and_masked_in_the_ledger(cast, as_user):
    edited(as_user, cast, new_phone="13700001111")
    entry = LedgerEntry.objects.about(cast.person).first()
    assert entry.after["phone"] == "137****1111"


@pytest.mark.parametrize("year", ["85", "1885", "2030", "一九八五"])
def test_a_birth_year_that_is_none_is_refused(cast, as_user, year):
    page = edited(as_user, cast, birth_year=year)
    assert page.status_code == 200
    assert "birth_year" in page.context["form"].errors


def test_a_liaison_cannot_move_a_person_into_another_unit(cast, as_user):
    page = as_user(cast.unit).post(
        "/cadres/people/add/", {"code": "C077", "name": "某人", "unit": "U02"}
    )
    assert "unit" in page.context["form"].errors


@pytest.mark.parametrize("text", ["温国强", "C001", "wgq", "国强"])
def test_people_are_found_by_name_code_or_initials(cast, text):
    assert [cadre.pk for cadre in Cadre.objects.find(text)] == ["C001"]
