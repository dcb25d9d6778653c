"""The programme's numbers: read by all, changed by the county with a reason."""

from decimal import Decimal

from django.urls import reverse

from accounts.models import LedgerEntry
from villages.models import ProgrammeRule


def change(client, **data):
    url = reverse("villages:rule_edit", args=["warning_line"])
    opened = client.get(url).context["form"]["opened"].value()
    return client.post(url, {"value": "790", "clause": "意见 4", "opened": opened} | data)


def test_a_change_needs_its_reason_and_the_ledger_keeps_it(cast, as_user):
    client = as_user(cast.county)
    assert change(client).context["form"].errors["reason"]
    assert change(client, reason="县委常委会 2026年3号").status_code == 302
    assert ProgrammeRule.number("warning_line") == Decimal(790)
    entry = LedgerEntry.objects.get(object_id="warning_line")
    assert entry.note == "县委常委会 2026年3号"


def test_two_changes_at_once_are_asked(cast, as_user):
    client = as_user(cast.county)
    url = reverse("villages:rule_edit", args=["warning_line"])
    opened = client.get(url).context["form"]["opened"].value()
    data = {"clause": "意见 4", "reason": "理由", "opened": opened}
    assert client.post(url, data | {"value": "790"}).status_code == 302
    assert client.post(url, data | {"value": "780"}).status_code == 409


def test_every_rule_is_shown_with_its_clause(cast, as_user):
    page = as_user(cast.cadre).get("/villages/rules/").content.decode()
    for rule in ProgrammeRule.objects.all():
        assert rule.name in page
        assert rule.clause in page
