"""The rows of access_rows are complete; tests/test_access.py walks them by role and scope."""

from django.urls import reverse

from tests.villages.access_rows import ROWS
from villages.urls import urlpatterns


def test_every_url_has_a_row():
    assert {f"villages:{pattern.name}" for pattern in urlpatterns} == {row["url"] for row in ROWS}


def test_a_township_cannot_edit_its_neighbours_village(cast, as_user):
    client = as_user(cast.neighbour)
    url = reverse("villages:village_edit", args=[cast.places.village.pk])
    assert client.get(url).status_code == 404
