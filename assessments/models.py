"""How well: schemes, facts, cards, proposals."""

from .cards import Card, CardQuerySet
from .facts import Fact
from .outcomes import Proposal
from .publications import Publication
from .runs import GradingRun
from .schemes import Scheme, SchemeVersion, SubjectKind
from .worksheets import Worksheet

__all__ = [
    "Card",
    "CardQuerySet",
    "Fact",
    "GradingRun",
    "Proposal",
    "Publication",
    "Scheme",
    "SchemeVersion",
    "SubjectKind",
    "Worksheet",
]
