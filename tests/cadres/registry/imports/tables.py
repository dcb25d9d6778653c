"""Tables of the registry as a clerk sends them."""

import io

from openpyxl import Workbook

from cadres.registry.imports import IMPORTS

UNITS = ("unit_code", "unit_name", "level")
CADRES = ("cadre_code", "name", "unit_code", "sex", "birth_year", "party_member", "phone")
TEAMS = ("team_code", "village_code", "batch", "level")
POSTINGS = ("cadre_code", "team_code", "role", "from", "to")


def upload(*rows):
    book = Workbook()
    for row in rows:
        book.active.append([None if cell is None else str(cell) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    stream.name = "table.xlsx"
    return stream


def run(kind, *rows, by=None):
    importer = IMPORTS[kind](by=by)
    return importer.commit(importer.read(upload(*rows)))
