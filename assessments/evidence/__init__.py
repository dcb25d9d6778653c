"""What is known about the subjects of a period: recorded facts, and the answers of READERS.

    cohort = Cohort("441621", "village", Quarter(2026, 2))
    evidence = collect(cohort, scheme.facts_needed("2026-Q2"))
    evidence.facts["441621102223"]["matters.due"]      # FactValue; missing = no entry

The number of SELECTs depends on the readers a scheme names, never on the number of subjects.
"""

from . import acceptances, branches, commitments, matters, presence, reports, trainings
from .cohorts import Cohort, Member
from .collect import Evidence, Origin, collect, origins
from .figures import figure_readers
from .readers import READERS, Reader

__all__ = [
    "READERS",
    "Cohort",
    "Evidence",
    "Member",
    "Origin",
    "Reader",
    "all_readers",
    "collect",
    "named_readers",
    "origins",
]

# Each registers its readers on import.
GROUPS = (presence, trainings, matters, commitments, reports, branches, acceptances)


def named_readers(codes):
    """{code: Reader} of the fact codes that name one; a query only when figures are among them."""
    known = READERS
    if any("." in code and code not in known for code in codes):
        known = all_readers()
    return {code: known[code] for code in codes if code in known}


def all_readers():
    """{name: Reader}, the figures a county added later among them."""
    return READERS | figure_readers()
