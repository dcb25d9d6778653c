"""The scoring language: a table a county can print, and the engine that runs it.

Pure: the standard library and `cadres.periods` only; no Django, no database, no clock, no float.
"""

from assessments.scoring.cards import Card, Line, Note, Run
from assessments.scoring.evaluate import grade
from assessments.scoring.facts import FactValue, OtherResult, Standing, Subject
from assessments.scoring.faults import Fault
from assessments.scoring.names import COLUMNS, LEVELS, METHODS, PERIODS, SUBJECTS, english
from assessments.scoring.parse import Parsed, parse
from assessments.scoring.rules import Rule
from assessments.scoring.scheme import Row, Scheme
from assessments.scoring.words import words

__all__ = [
    "COLUMNS",
    "LEVELS",
    "METHODS",
    "PERIODS",
    "SUBJECTS",
    "Card",
    "FactValue",
    "Fault",
    "Line",
    "Note",
    "OtherResult",
    "Parsed",
    "Row",
    "Rule",
    "Run",
    "Scheme",
    "Standing",
    "Subject",
    "english",
    "grade",
    "parse",
    "words",
]
