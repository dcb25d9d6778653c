"""Places in a ranking: who shares one, and which comes next."""

from collections.abc import Iterable
from decimal import Decimal


def places(values: Iterable[Decimal], *, high: bool, ties: str) -> dict[Decimal, int]:
    """The place of each value: with `high` the greatest is first. Equal values share the better
    place; the next place skips over them (`1224`) or follows on (`1223`)."""
    result: dict[Decimal, int] = {}
    for passed, value in enumerate(sorted(values, reverse=high), start=1):
        if value not in result:
            result[value] = passed if ties == "1224" else len(result) + 1
    return result
