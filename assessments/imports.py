"""The tables of this app that can be imported: schemes and facts (SCORING §§2, 9, 10)."""

from .facts_import import FactsImport
from .scheme_import import SchemeImport

IMPORTS = {each.kind: each for each in (SchemeImport, FactsImport)}
