"""Where: places, their party branches, annual figures, activities, and the programme's rules."""

from .activities import Activity, ActivityKind
from .branches import CommitteeMember, PartyBranch, ReserveCadre, ReserveStep
from .figures import AnnualFigure, FigureKind
from .places import County, Township, Village, VillageClass, VillageFlag
from .rules import ProgrammeRule

__all__ = [
    "Activity",
    "ActivityKind",
    "AnnualFigure",
    "CommitteeMember",
    "County",
    "FigureKind",
    "PartyBranch",
    "ProgrammeRule",
    "ReserveCadre",
    "ReserveStep",
    "Township",
    "Village",
    "VillageClass",
    "VillageFlag",
]
