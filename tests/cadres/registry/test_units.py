"""Units: what they owe, who is in post, who speaks for them."""

import pytest

from accounts.models import LedgerEntry
from cadres.models import Unit

pytestmark = pytest.mark.both


def test_the_list_shows_what_is_owed_and_in_post(cast, as_user):
    page = as_user(cast.county).get("/cadres/units/")
    row = next(r for r in page.context["table"].rows if r.record.pk == cast.water.pk)
    cells = {name: row.get_cell(name) for name in ("owed", "posted", "gap")}
    assert cells == {"owed": 8, "posted": 1, "gap": 7}


def test_a_unit_without_establishment_owes_nothing_known(cast, as_user):
    page = as_user(cast.county).get("/cadres/units/")
    row = next(r for r in page.context["table"].rows if r.record.pk == cast.roads.pk)
    assert (row.get_cell("owed"), row.get_cell("gap")) == ("—", "—")


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("county", {"U01", "U02"}),
        ("leader", {"U01", "U02"}),
        ("township", {"U01"}),
        ("neighbour", {"U02"}),
        ("unit", {"U01"}),
        ("cadre", {"U01"}),
        ("stranger", set()),
        ("sysadmin", set()),
    ],
)
def test_each_sees_the_units_of_its_scope(cast, who, codes):
    assert {unit.pk for unit in Unit.objects.visible_to(getattr(cast, who))} == codes


def test_the_county_says_who_speaks_for_a_unit(cast, as_user):
    client = as_user(cast.county)
    client.post(f"/cadres/units/{cast.roads.pk}/liaisons/", {"liaisons": [cast.unit.pk]})
    assert list(cast.roads.liaisons.all()) == [cast.unit]
    assert LedgerEntry.objects.about(cast.roads).first().after == {"liaisons": "unit"}


def test_an_account_of_another_role_cannot_speak_for_a_unit(cast, as_user):
    client = as_user(cast.county)
    page = client.post(f"/cadres/units/{cast.roads.pk}/liaisons/", {"liaisons": [cast.scorer.pk]})
    assert page.status_code == 200
    assert not cast.roads.liaisons.exists()


def test_a_unit_is_added_in_the_users_own_county(cast, as_user):
    data = {"code": "U09", "name": "县林业局", "level": "county", "establishment": "25"}
    as_user(cast.county).post("/cadres/units/add/", data)
    assert Unit.objects.get(pk="U09").county_id == "441621"


def test_a_code_that_is_taken_is_refused_and_keeps_what_was_typed(cast, as_user):
    data = {"code": "U01", "name": "另一个局", "level": "county"}
    page = as_user(cast.county).post("/cadres/units/add/", data)
    assert page.status_code == 200
    assert "另一个局" in page.content.decode()
    assert Unit.objects.get(pk="U01").name == "县水务局"


def test_a_renamed_unit_is_found_by_its_new_initials(cast, as_user):
    client = as_user(cast.county)
    form = client.get("/cadres/units/U01/edit/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"name": "县林业局"}
    assert client.post("/cadres/units/U01/edit/", data).status_code == 302
    assert [unit.pk for unit in Unit.objects.find("xlyj")] == ["U01"]
    assert not Unit.objects.find("xswj").exists()
