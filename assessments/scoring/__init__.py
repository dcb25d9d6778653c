"""The scoring language: a table a county can print, and the engine that runs it.

Pure: the standard library and `cadres.periods` only; no Django, no database, no clock, no float.
"""

from assessments.scoring.cells.faults import Fault
from assessments.scoring.cells.names import COLUMNS, LEVELS, PERIODS, SUBJECTS, english
from assessments.scoring.cells.rules import Rule
from assessments.scoring.evaluation.evaluate import grade
from assessments.scoring.records.cards import Card, Line, Note, Run
from assessments.scoring.records.facts import FactValue, OtherResult, Standing, Subject
from assessments.scoring.registry import METHODS
from assessments.scoring.sentences.sentence import words
from assessments.scoring.table.parse import Parsed, parse
from assessments.scoring.table.scheme import Row, Scheme

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
