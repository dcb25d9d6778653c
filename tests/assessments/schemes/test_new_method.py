"""What the site says of a method comes from the method's own file."""

import pytest

from assessments.schemes import workbook_guide
from assessments.schemes.views.editing import method_notes
from tests.scoring.methods import made_up

pytestmark = pytest.mark.django_db
ROW = ("成对", "pair", "each", "free", "each=5", made_up.EXPLANATION)


def methods():
    return workbook_guide.sheets()[0][-1]


def test_the_template_explains_a_new_method_after_the_others():
    known = methods()
    with made_up.registered():
        assert [row for row in methods() if row not in known] == [ROW]
        assert methods().index(ROW) == 15
    assert methods() == known


def test_the_page_that_edits_a_row_explains_it_too():
    with made_up.registered():
        assert method_notes()[-1] == ("成对", "each=5", made_up.EXPLANATION)
