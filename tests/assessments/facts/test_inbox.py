"""收件箱: scores that are missing are asked of whom the scheme names."""

import pytest

from assessments.models import Fact
from cadres.inbox.sources import inbox
from tests.assessments.graded import VILLAGES, put, put_scheme
from tests.assessments.inboxes import TODAY, waits

pytestmark = pytest.mark.usefixtures("on_that_day")


def test_scores_are_asked_of_whom_the_scheme_names_while_one_is_missing(cast, as_user):
    put_scheme(cast.places.county, VILLAGES)
    type(cast.scorer).objects.filter(pk=cast.scorer.pk).update(office="县农业农村局")
    cast.scorer.refresh_from_db()
    asked = waits(cast, "/entry/")
    assert set(asked) == {"township", "neighbour", "scorer"}
    paper = inbox(cast.township, TODAY)[0]
    assert as_user(cast.township).get(paper.url).status_code == 200
    for village in (cast.places.village, cast.places.second):
        for period in ("2026-Q1", "2026-Q2"):
            put(village.pk, "lead", "200", period)
    assert set(waits(cast, "/entry/")) == {"neighbour", "scorer"}
    Fact.objects.all().delete()
    assert waits(cast, "/entry/") == asked
