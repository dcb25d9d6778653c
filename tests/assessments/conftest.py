"""A county that only commands have touched."""

from tests.assessments.county import County
from tests.cadres.conftest import shared_database  # noqa: F401
from tests.stage import layer


@layer
def county():
    """Four villages in two classes, two units, three cadres, two teams; nothing graded."""
    return County().settle()
