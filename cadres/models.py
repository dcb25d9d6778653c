"""Who, and when: units, cadres, teams, postings and what they write."""

from .absences import Absence
from .acceptance_problems import AcceptanceProblem
from .acceptances import Acceptance
from .attachments import Attachment
from .attendances import TrainingAttendance
from .cadres import Cadre
from .care import Care
from .circulars import Circular
from .commitments import Commitment, CommitmentStep
from .complaints import Complaint
from .county_reports import CountyReport
from .diary import DiaryEntry, Task
from .dispatch import DispatchLine, DispatchPlan
from .duty_checks import DutyCheck
from .holidays import Holiday
from .leave import Leave
from .links import LeaderLink
from .matters import Matter, MatterStep
from .nominations import Nomination
from .notices import Digest, Notice
from .photos import Photo
from .postings import Posting
from .report_disputes import ReportDispute
from .report_periods import ReportPeriod
from .report_sections import ReportSection
from .report_versions import ReportPen, ReportVersion
from .reports import QuarterlyReport
from .reviews import DutyReview
from .supports import UnitSupport
from .teams import Batch, WorkTeam
from .training_sessions import TrainingSession
from .trainings import Training
from .units import Unit
from .visits import LeaderVisit

__all__ = [
    "Absence",
    "Acceptance",
    "AcceptanceProblem",
    "Attachment",
    "Batch",
    "Cadre",
    "Care",
    "Circular",
    "Commitment",
    "CommitmentStep",
    "Complaint",
    "CountyReport",
    "DiaryEntry",
    "Digest",
    "DispatchLine",
    "DispatchPlan",
    "DutyCheck",
    "DutyReview",
    "Holiday",
    "LeaderLink",
    "LeaderVisit",
    "Leave",
    "Matter",
    "MatterStep",
    "Nomination",
    "Notice",
    "Photo",
    "Posting",
    "QuarterlyReport",
    "ReportDispute",
    "ReportPen",
    "ReportPeriod",
    "ReportSection",
    "ReportVersion",
    "Task",
    "Training",
    "TrainingAttendance",
    "TrainingSession",
    "Unit",
    "UnitSupport",
    "WorkTeam",
]
