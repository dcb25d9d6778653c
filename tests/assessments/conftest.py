"""A county that only commands have touched."""

import pytest
import time_machine

from tests.assessments.county import County
from tests.assessments.inboxes import TODAY
from tests.stage import layer


@layer
def county():
    """Four villages in two classes, two units, three cadres, two teams; nothing graded."""
    return County().settle()


@pytest.fixture
def on_that_day():
    """The day of `inboxes`."""
    with time_machine.travel(TODAY, tick=False):
        yield
