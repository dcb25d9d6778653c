"""A county that only commands have touched."""

from ..stage import layer
from .county import County


@layer
def county():
    """Four villages in two classes, two units, three cadres, two teams; nothing graded."""
    return County().settle()
