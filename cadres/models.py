"""Who, and when: units, cadres, teams, postings and what they write."""

from cadres.acceptances.models.acceptances import Acceptance
from cadres.acceptances.models.problems import AcceptanceProblem
from cadres.attendance.models.absences import Absence
from cadres.attendance.models.leave import Leave
from cadres.calendar.models import Holiday
from cadres.care.models.care import Care
from cadres.care.models.duty_checks import DutyCheck
from cadres.circulars.models import Circular
from cadres.commitments.models.commitments import Commitment, CommitmentStep
from cadres.commitments.models.reviews import DutyReview
from cadres.complaints.models import Complaint
from cadres.diary.models.entries import DiaryEntry
from cadres.diary.models.photos import Photo
from cadres.dispatch.models.nominations import Nomination
from cadres.dispatch.models.plans import DispatchLine, DispatchPlan
from cadres.inbox.models import Digest, Notice
from cadres.leaders.models.links import LeaderLink
from cadres.leaders.models.visits import LeaderVisit
from cadres.matters.models import Matter, MatterStep
from cadres.registry.models.cadres import Cadre
from cadres.registry.models.postings import Posting
from cadres.registry.models.sending import CadreUnit
from cadres.registry.models.teams import Batch, WorkTeam
from cadres.registry.models.units import Unit
from cadres.registry.tasks import Task
from cadres.reports.models.attachments import Attachment
from cadres.reports.models.county_reports import CountyReport
from cadres.reports.models.deadlines import ReportPeriod
from cadres.reports.models.disputes import ReportDispute
from cadres.reports.models.reports import QuarterlyReport
from cadres.reports.models.sections import ReportSection
from cadres.reports.models.versions import EditingSession, ReportVersion
from cadres.support.models import UnitSupport
from cadres.trainings.models.attendance import TrainingAttendance
from cadres.trainings.models.sessions import TrainingSession
from cadres.trainings.models.trainings import Training

__all__ = [
    "Absence",
    "Acceptance",
    "AcceptanceProblem",
    "Attachment",
    "Batch",
    "Cadre",
    "CadreUnit",
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
    "EditingSession",
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
