"""Several people save rows of one draft at once: every row arrives, one row only once."""

import pytest

from accounts.ledger import first_broken
from assessments.models import Scheme, Worksheet
from assessments.schemes.editing import FIRST, Edit, RowChanged, rows_of, save
from tests.assessments.county import County
from tests.assessments.graded import put_scheme
from tests.assessments.grading.test_grading_races import at_once
from tests.assessments.schemes.test_worksheets import DRAFT
from villages.models import County as Places

pytestmark = pytest.mark.chaos


@pytest.fixture
def scheme(shared_database):
    County().settle()
    return put_scheme(Places.objects.get(), DRAFT)


def edit(scheme, number, **cells):
    opened = rows_of(scheme.current)[number - FIRST]
    return Edit(number, opened, opened | cells)


def test_different_rows_saved_at_once_all_arrive(scheme):
    edits = [edit(scheme, number, name=f"新名{number}") for number in (4, 5, 7)]
    at_once(3, lambda: save(scheme, edits.pop(), None))
    names = [rule.name for rule in Scheme.objects.get().current.table.rules]
    assert {"新名4", "新名5", "新名7"} <= set(names)
    assert first_broken() is None


def test_one_row_saved_at_once_takes_one_and_tells_the_other(scheme):
    edits = [edit(scheme, 4, points=points) for points in ("55", "5o")]

    def one():
        try:
            return save(scheme, edits.pop(), None)
        except RowChanged as changed:
            return changed

    results = at_once(2, one)
    assert sum(isinstance(each, RowChanged) for each in results) == 1
    assert (rows_of(scheme.current)[2]["points"] == "5o") == Worksheet.objects.exists()
