"""In whose hands a quarterly report is, and how the townships' reports stand together."""

from collections import Counter
from decimal import Decimal

from cadres.models import QuarterlyReport

State = QuarterlyReport.State
MARKS = {
    State.ACCEPTED: "done",
    State.SUBMITTED: "todo",
    State.RETURNED: "back",
    State.DRAFT: "draft",
}
HOLDERS = {State.SUBMITTED: "county", State.ACCEPTED: ""}  # all others lie with the author


def is_overdue(report, today):
    return not report.first_submitted_at and report.due_on < today


def report_state(report, today):
    """{mark, label, holder, since, pk}: in whose hands a report is, since when; None of none."""
    if report is None:
        return None
    overdue = is_overdue(report, today)
    return {
        "pk": report.pk,
        "mark": "back" if overdue else MARKS[report.state],
        "label": report.get_state_display(),
        "overdue": overdue,
        "state": report.state,
        "holder": HOLDERS.get(report.state, "township"),
        "since": report.held_since,
    }


def report_figures(reports, today):
    """The townships' reports of the quarter: counts by state, the bar's parts, who is late."""
    towns = [report for report in reports if report.township_id]
    counts = Counter(report.state for report in towns)
    return {
        "total": len(towns),
        "states": counts,
        "bar": list(_bar(counts, len(towns))),
        "key": [(s, mark, s.label, counts[s]) for s, mark in MARKS.items() if counts[s]],
        "sent": sum(1 for report in towns if report.first_submitted_at),
        "late": [report for report in towns if is_overdue(report, today)],
    }


def _bar(counts, total):
    """(mark, where it begins, how wide it is) of each state, as SVG lengths."""
    x = Decimal(0)
    for state, mark in MARKS.items():
        width = Decimal(counts[state] * 100) / total if total else Decimal(0)
        yield "none" if state == State.DRAFT else mark, f"{x:.2f}%", f"{width:.2f}%"
        x += width
