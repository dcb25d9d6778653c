"""Who, and when. `ROOMS`, lowest first; each imports only those above it in this list.

A room has the plain Django names (`models forms views urls filters`) and, where it has something to
say there, `inbox` (open items), `notices`, `menu`, `panels`, `leave_conflicts`, `handover`: these
are imported when the site starts (`apps.py`), so a new room needs no edit but its line here, in
`models.py` and in the layers of pyproject.toml.
"""

ROOMS = (
    "workflow",  # how a record moves on and how a page says so; frames and tabs
    "documents",  # papers, workbooks, tables, stored files
    "calendar",  # holidays and working days
    "registry",  # units, cadres, batches, teams, postings
    "inbox",  # what waits for whom, notices, the morning's digest
    "matters",  # 民情事项
    "attendance",  # leave and absences, presence
    "care",  # visits, medical checks, allowances, pay
    "commitments",  # 公开承诺、述职测评
    "complaints",  # the suggestion box
    "diary",  # 驻村工作日记 and its photos
    "support",  # 单位帮扶
    "acceptances",  # 三年验收
    "circulars",  # 月通报
    "trainings",  # courses, sign-in, files
    "leaders",  # 领导挂点、调研
    "dispatch",  # plans, nominations, quotas, annexes
    "reports",  # 季度书面报告 and the county's own
    "phone",  # the offline app, its sync, Today
    "overviews",  # pages that tell of several rooms
)
