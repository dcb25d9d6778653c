"""The tables of this app that can be imported: schemes and facts (SCORING §§2, 9, 10)."""

from assessments.facts.imports import FactsImport
from assessments.schemes.imports import SchemeImport

IMPORTS = {each.kind: each for each in (SchemeImport, FactsImport)}
