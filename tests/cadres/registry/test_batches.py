"""The year's batch: once per county."""

import pytest

from cadres.models import Batch

pytestmark = pytest.mark.both


def test_a_batch_that_exists_is_refused_in_words(cast, as_user):
    page = as_user(cast.county).post("/cadres/batches/add/", {"code": "2026"})
    assert page.context["form"].non_field_errors() == ["这个批次已经有了。"]
    assert Batch.objects.count() == 1


def test_the_same_batch_code_belongs_to_each_county(cast, as_user):
    assert as_user(cast.stranger).post("/cadres/batches/add/", {"code": "2026"}).status_code == 302
    assert Batch.objects.count() == 2
