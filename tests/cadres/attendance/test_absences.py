"""Absences: recorded by an office, explained by the cadre, settled by an office."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from accounts.models import LedgerEntry
from cadres.models import Absence

pytestmark = pytest.mark.both

URL = "/cadres/absences/"


@pytest.fixture
def absence(cast):
    return Absence.objects.create(
        posting=cast.posting, since=date(2026, 3, 2), until=date(2026, 3, 3), found_by="township"
    )


def test_the_township_records_with_a_reason(cast, as_user):
    data = {"posting": cast.posting.pk, "since": "2026-03-02", "until": "2026-03-02"}
    client = as_user(cast.township)
    assert "reason" in client.post(f"{URL}add/", data).context["form"].errors
    client.post(f"{URL}add/", data | {"reason": "抽查时不在村"})
    row = Absence.objects.get()
    assert (row.found_by, row.explained) == ("township", False)
    assert LedgerEntry.objects.about(row).count() == 1


def test_a_township_cannot_record_about_its_neighbours_people(cast, as_user):
    data = {"posting": cast.next_posting.pk, "since": "2026-03-02", "until": "2026-03-02"}
    page = as_user(cast.township).post(f"{URL}add/", data | {"reason": "x"})
    assert "posting" in page.context["form"].errors


def test_the_cadre_explains_and_the_township_accepts(cast, as_user, absence):
    as_user(cast.cadre).post(f"{URL}{absence.pk}/explain/", {"words": "送村民就医"})
    as_user(cast.township).post(f"{URL}{absence.pk}/settle/", {"accepted": "1"})
    absence.refresh_from_db()
    assert (absence.explanation, absence.explained) == ("送村民就医", True)
    assert absence.confirmed_by == "township"


def test_a_new_explanation_is_settled_anew(cast, absence):
    absence.explain(cast.cadre, "送村民就医")
    absence.settle(cast.township, True)
    absence.explain(cast.cadre, "更正：去镇里开会")
    assert (absence.explained, absence.confirmed_by) == (False, "")


def test_without_an_explanation_there_is_nothing_to_accept(cast, absence):
    with pytest.raises(ValidationError):
        absence.settle(cast.township, True)


@pytest.mark.parametrize("words", ["", "x" * 301])
def test_an_explanation_has_some_words_and_not_too_many(cast, as_user, absence, words):
    as_user(cast.cadre).post(f"{URL}{absence.pk}/explain/", {"words": words})
    absence.refresh_from_db()
    assert absence.explanation == ""
