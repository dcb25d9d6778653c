"""Dated class and flags: changed from a day on, the history kept."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import LedgerEntry
from villages.models import VillageClass, VillageFlag

pytestmark = pytest.mark.both


def test_a_new_class_ends_the_old_one_the_day_before(kept, cast, as_user):
    url = reverse("villages:class_change", args=[cast.places.village.pk])
    data = {"name": "中间村", "since": "2026-07-01", "basis": "2026年7号"}
    assert as_user(cast.township).post(url, data).status_code == 302
    old, new = VillageClass.objects.order_by("since")
    assert (old.name, old.until) == ("后进村", date(2026, 6, 30))
    assert (new.name, new.until, new.basis) == ("中间村", None, "2026年7号")
    classes = cast.places.village.classes
    assert list(classes.on(date(2026, 6, 30))) == [old]
    assert list(classes.on(date(2026, 7, 1))) == [new]
    assert LedgerEntry.objects.filter(object_type="villages.villageclass").count() == 2


def test_a_class_before_the_present_one_is_refused(kept, cast, as_user):
    with pytest.raises(ValidationError):
        cast.places.village.change_class("中间村", date(2026, 1, 8), cast.county)
    url = reverse("villages:class_change", args=[cast.places.village.pk])
    answer = as_user(cast.county).post(url, {"name": "中间村", "since": "2026-01-08"})
    assert answer.context["form"].errors["since"]
    assert VillageClass.objects.count() == 1


def test_a_class_needs_its_first_day(cast, as_user):
    url = reverse("villages:class_change", args=[cast.places.village.pk])
    assert as_user(cast.county).post(url, {"name": "中间村"}).context["form"].errors["since"]


def test_a_flag_is_set_once_and_ended(kept, cast, as_user):
    client, village = as_user(cast.county), cast.places.village
    url = reverse("villages:flag_add", args=[village.pk])
    again = client.post(url, {"kind": "poor", "since": "2026-02-01"})
    assert again.context["form"].errors["kind"]
    assert client.post(url, {"kind": "weak", "since": "2026-02-01"}).status_code == 302
    end = reverse("villages:flag_end", args=[kept.flag.pk])
    assert client.post(end, {"until": "2025-01-01"}).context["form"].errors["until"]
    assert client.post(end, {"until": "2026-06-30"}).status_code == 302
    assert list(village.flags.on(date(2026, 7, 1)).values_list("kind", flat=True)) == ["weak"]
    assert client.get(end).status_code == 404
    assert VillageFlag.objects.count() == 2
