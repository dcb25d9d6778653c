"""The numbers that reports draw from the records, each with its source and the list behind them.

A number is a function of a ReportingEntity: one township's or unit's records of a period, read by
`records.py` for the whole county at once. It answers an int, a Decimal, or None when there is
nothing to say. This is also their order where all of them are offered.
"""

from cadres.documents.numbers import NUMBERS

# isort: off
from . import people  # noqa: F401
from . import villages  # noqa: F401
from . import matters  # noqa: F401
from . import leaders  # noqa: F401
from . import promises  # noqa: F401
from . import support  # noqa: F401
# isort: on

__all__ = ["NUMBERS"]
