"""Every kind of table that this app takes in, by its name."""

from .calendar.imports import IMPORTS as CALENDAR
from .registry.imports import IMPORTS as REGISTRY

IMPORTS = {**CALENDAR, **REGISTRY}
