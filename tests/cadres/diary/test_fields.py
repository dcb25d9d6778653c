"""A diary field is declared once: what the declaration has not is on no page and goes nowhere."""

import importlib
import json
import re
import uuid
from functools import partial

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cadres.diary import fields as declared
from cadres.diary import forms, receiving
from cadres.diary.fields import DIARY, Field
from cadres.diary.receiving import content, digest, receive
from cadres.diary.views import entries
from cadres.models import DiaryEntry
from tests.cadres.diary.test_diary import NOON, TODAY, entry_data, put
from tests.conftest import BACKEND

SURFACES = {"form", "phone", "sync", "print", "difference"}
VALUE = "半岭组谢屋"
# A field of a later year, over the column of a place that nobody declares any more.
LATER = Field("place", said="自然村小组")


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def declare():
    """`declare(fields)`: the site as it starts with this declaration; afterwards as it was."""
    with pytest.MonkeyPatch.context() as patch:
        yield partial(start, patch)
    importlib.reload(forms)


def start(patch, fields):
    patch.setattr(declared, "DIARY", fields)
    made = importlib.reload(forms).DiaryForm  # a form's class lists its fields once
    for module in (receiving, entries):
        patch.setattr(module, "DiaryForm", made)


class Site:
    """What a cadre and the township see of the field `name`, which an entry has as VALUE."""

    def __init__(self, cast, name):
        self.name, self.phone, self.desk = name, Client(), Client()
        self.phone.force_login(cast.cadre, backend=BACKEND)
        self.desk.force_login(cast.township, backend=BACKEND)
        self.entry = receive(cast.cadre, uuid.uuid4(), content(entry_data()), TODAY).entry
        DiaryEntry.objects.filter(pk=self.entry.pk).update(**{name: VALUE})

    def surfaces(self):
        """The surfaces on which the field is."""
        return {name for name in SURFACES if getattr(self, f"is_in_{name}")()}

    def is_in_form(self):
        page = self.phone.get(reverse("cadres:diary_write")).content.decode()
        return f'name="{self.name}"' in page

    def is_in_phone(self):
        """Whether the shell asks for it and tells its scripts of it: never the one alone."""
        shell = self.phone.get(reverse("cadres:phone")).content.decode()
        told = json.loads(re.search(r'<script id="fields"[^>]*>(.*?)</script>', shell)[1])
        found = {f'id="f-{self.name}"' in shell, self.name in [each["name"] for each in told]}
        assert len(found) == 1
        return found.pop()

    def is_in_sync(self):
        """Whether it is stored when it is sent, and told when it is asked for: both or neither."""
        sent = uuid.uuid4()
        status = put(self.phone, sent, entry_data(**{self.name: VALUE})).status_code
        stored = DiaryEntry.objects.filter(pk=sent).values_list(self.name, flat=True)
        told = self.phone.get(reverse("cadres:sync_diary", args=[self.entry.pk])).json()
        found = {status == 201, list(stored) == [VALUE], told.get(self.name) == VALUE}
        DiaryEntry.objects.filter(pk=sent).delete()
        assert len(found) == 1
        return found.pop()

    def is_in_print(self):
        paper = self.desk.get(reverse("cadres:diary_month", args=["C001", 2026, 7]))
        page = self.desk.get(self.entry.get_absolute_url())
        found = {VALUE in each.content.decode() for each in (paper, page)}
        assert len(found) == 1
        return found.pop()

    def is_in_difference(self):
        sent = entry_data(id=str(self.entry.pk), text="后来又想到的")
        answer = self.phone.post(reverse("cadres:diary_write"), sent)
        assert answer.status_code == 409
        return VALUE in answer.content.decode()

    def version(self):
        return self.phone.get(reverse("phone_worker")).content


def without(name):
    return tuple(each for each in DIARY if each.name != name)


@pytest.mark.parametrize("name", ["place", "late_reason"])
def test_a_field_dropped_from_the_declaration_is_gone_from_all_five_surfaces(cast, declare, name):
    site = Site(cast, name)
    assert site.surfaces() == SURFACES
    declare(without(name))
    assert site.surfaces() == set()
    declare(DIARY)
    assert site.surfaces() == SURFACES


def test_a_field_added_to_the_declaration_is_on_all_five_surfaces(cast, declare):
    declare(without("place"))
    site = Site(cast, "place")
    assert site.surfaces() == set()
    declare((*without("place"), LATER))
    assert site.surfaces() == SURFACES
    assert LATER.said in site.desk.get(site.entry.get_absolute_url()).content.decode()


def test_a_phone_hears_of_another_declaration_by_the_version_of_its_shell(cast, declare):
    site = Site(cast, "place")
    first = site.version()
    declare(without("place"))
    dropped = site.version()
    declare((*without("place"), LATER))
    assert len({first, dropped, site.version()}) == 3
    declare(DIARY)
    assert site.version() == first


def test_a_field_that_comes_later_changes_no_fingerprint_of_before(declare):
    declare(without("place"))
    before = content(entry_data())
    declare((*without("place"), LATER))
    assert digest(content(entry_data(place=" "))) == digest(before)
    assert content(entry_data(place=VALUE)) == before | {"place": VALUE}


def test_a_line_stands_in_the_difference_only_where_the_texts_differ_in_it():
    one, other = content(entry_data(late_reason="没有信号")), content(entry_data())
    said = [(each.name, value) for each, value in declared.differing(one, other)]
    assert said == [("late_reason", "没有信号")]
    assert declared.differing(other, one) == declared.differing(one, dict(one)) == []
