"""How well: schemes, facts, cards, proposals."""

from assessments.cards.models.cards import Card, CardQuerySet
from assessments.cards.models.publications import Publication
from assessments.evidence.models import Fact
from assessments.grading.models import GradingRun
from assessments.outcomes.models import Proposal
from assessments.schemes.models.period_rules import PeriodRules
from assessments.schemes.models.schemes import Scheme, SchemeVersion, SubjectKind
from assessments.schemes.models.worksheets import Worksheet

__all__ = [
    "Card",
    "CardQuerySet",
    "Fact",
    "GradingRun",
    "PeriodRules",
    "Proposal",
    "Publication",
    "Scheme",
    "SchemeVersion",
    "SubjectKind",
    "Worksheet",
]
