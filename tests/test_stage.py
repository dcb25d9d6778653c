"""What tests share is shared without their noticing (tests/stage.py)."""

import pytest
from django.db import connection

from accounts.models import User
from tests.conftest import build_cast, build_places
from tests.stage import Stage, builds_of, layer
from villages.models import Village


@layer
def neighbours(cast):
    """A layer of this module's own."""
    cast.places.next_door.name = "新村"
    cast.places.next_door.save()
    return Village.objects.exclude(pk=cast.places.next_door.pk).count()


@pytest.mark.parametrize("turn", range(2))
def test_each_test_finds_the_cast_as_it_was_built(cast, turn):
    """Each looks first and changes everything after: whichever comes second would see it."""
    assert (cast.county.name, cast.places.village.name) == ("county", "洋头村村民委员会")
    assert Village.objects.get(pk=cast.places.village.pk).name == "洋头村村民委员会"
    assert (Village.objects.count(), hasattr(cast, "more")) == (4, False)
    cast.more, cast.county.name, cast.places.village.name = True, "changed", "changed"
    cast.places.village.save()
    cast.next_posting.delete()
    User.objects.update(name="changed")


@pytest.mark.parametrize("turn", range(2))
def test_a_layer_over_the_cast_is_seen_by_whoever_asks(cast, neighbours, turn):
    assert (neighbours, cast.places.next_door.name) == (3, "新村")
    assert Village.objects.get(pk=cast.places.next_door.pk).name == "新村"
    Village.objects.update(name="changed")


def test_who_does_not_ask_sees_the_cast_alone(cast):
    assert cast.places.next_door.name == "五一村村民委员会"
    assert Village.objects.get(pk=cast.places.next_door.pk).name == "五一村村民委员会"


def test_who_asks_for_nothing_finds_empty_tables(db):
    assert (User.objects.count(), Village.objects.count()) == (0, 0)


def test_where_commits_are_real_each_builds_its_own(request, committed, cast):
    assert (builds_of(request.node), connection.in_atomic_block) == ([], False)
    assert User.objects.get(pk=cast.county.pk) == cast.county


# The stage itself


def ground():
    return build_places()


def people(ground):
    return build_cast(ground)


def failing(ground):
    ground.village.delete()
    raise LookupError


def counted():
    return Village.objects.count(), User.objects.count()


@pytest.fixture
def own(db):
    made = Stage()
    yield made
    made.show([])


def test_layers_come_and_go_one_over_the_other(own):
    seen = []
    for builds in ([ground, people], [ground], [ground, people], []):
        own.show(builds)
        seen.append(counted())
    assert seen == [(4, 11), (4, 0), (4, 11), (0, 0)]


def test_what_stands_is_not_built_again(own):
    own.show([ground, people])
    user = own.copies[people].county.pk
    own.show([ground, people])
    assert own.copies[people].county.pk == user


def test_the_copies_of_a_test_are_of_one_piece(own):
    own.show([ground, people])
    assert own.copies[people].places is own.copies[ground]


def test_a_layer_that_fails_leaves_the_lower_ones_as_they_were(own):
    own.show([ground])
    for _time in range(2):
        with pytest.raises(LookupError):
            own.show([ground, failing])
    assert counted() == (4, 0)
    own.show([ground, people])
    assert counted() == (4, 11)
