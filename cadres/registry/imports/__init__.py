"""The tables of this room that can be imported (columns: the table contract).

An empty cell of an optional column leaves what is stored as it is.
"""

from .cadres import CadresImport
from .postings import PostingsImport
from .teams import TeamsImport
from .units import UnitsImport

IMPORTS = {each.kind: each for each in (UnitsImport, CadresImport, TeamsImport, PostingsImport)}
