"""Who, and when: units, cadres, teams, postings and what they write."""

from .absences import Absence
from .cadres import Cadre
from .diary import DiaryEntry, Task
from .circulars import Circular
from .dispatch import DispatchLine, DispatchPlan
from .leave import Leave
from .links import LeaderLink
from .matters import Matter, MatterStep
from .nominations import Nomination
from .photos import Photo
from .postings import Posting
from .reports import QuarterlyReport
from .teams import Batch, WorkTeam
from .trainings import Training, TrainingAttendance
from .units import Unit

__all__ = [
    "Absence",
    "Batch",
    "Cadre",
    "Circular",
    "DiaryEntry",
    "DispatchLine",
    "DispatchPlan",
    "LeaderLink",
    "Leave",
    "Matter",
    "MatterStep",
    "Nomination",
    "Photo",
    "Posting",
    "QuarterlyReport",
    "Task",
    "Training",
    "TrainingAttendance",
    "Unit",
    "WorkTeam",
]
