"""In whose hands a quarterly report is, and how the townships' reports stand together."""

from decimal import Decimal

from cadres.models import QuarterlyReport

STATES = {
    "accepted": ("done", QuarterlyReport.State.ACCEPTED.label),
    "submitted": ("todo", QuarterlyReport.State.SUBMITTED.label),
    "returned": ("back", QuarterlyReport.State.RETURNED.label),
    "draft": ("draft", QuarterlyReport.State.DRAFT.label),
}


def is_overdue(report, today):
    return not report.first_submitted_at and report.due_on < today


def report_state(report, today):
    """{mark, label, holder, since, pk}: in whose hands a report is, since when; None of none."""
    if report is None:
        return None
    mark, label = STATES[report.state]
    overdue = is_overdue(report, today)
    return {
        "pk": report.pk,
        "mark": "back" if overdue else mark,
        "label": label,
        "overdue": overdue,
        "state": report.state,
        "holder": {"submitted": "county", "accepted": ""}.get(report.state, "township"),
        "since": report.held_since,
    }


def report_figures(reports, today):
    """The townships' reports of the quarter: counts by state, the bar's parts, who is late."""
    towns = [report for report in reports if report.township_id]
    counts = dict.fromkeys(STATES, 0)
    for report in towns:
        counts[report.state] += 1
    bar, x = [], 0
    for state, (mark, _label) in STATES.items():
        width = Decimal(counts[state] * 100) / len(towns) if towns else Decimal(0)
        bar.append(("none" if state == "draft" else mark, f"{x:.2f}%", f"{width:.2f}%"))
        x += width
    return {
        "total": len(towns),
        "states": counts,
        "bar": bar,
        "key": [(s, mark, label, counts[s]) for s, (mark, label) in STATES.items() if counts[s]],
        "sent": sum(1 for report in towns if report.first_submitted_at),
        "late": [report for report in towns if is_overdue(report, today)],
    }
