"""How well. `ROOMS`, lowest first; each imports only those above it in this list.

A room has the plain Django names and, where it has something to say there, `inbox`, `notices`,
`menu`, `panels` and `readings`: these are imported when the site starts, so a new room needs no
edit but its line here, in `models.py` and in the layers of pyproject.toml.
"""

ROOMS = (
    "scoring",  # the scoring language, pure Python: no Django, no database, no clock
    "evidence",  # facts as recorded, and readers of the system's own records
    "schemes",  # 考核办法: tables, versions, editing, the template
    "facts",  # entering and importing facts
    "cards",  # 考核卡 as stored: lines, scores, exports, their pages
    "outcomes",  # 结果运用: proposals and decisions
    "grading",  # runs, publishing, corrections
    "my_cards",  # a cadre's own cards and what can still be done
    "trials",  # 试算 of another table
    "desks",  # the first page of each role, search
)
