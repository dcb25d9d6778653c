"""Who is told of what became of a report; one returned is an open item instead (`inbox.py`)."""

from django.utils.translation import gettext_lazy as _

from cadres.inbox import recipients
from cadres.inbox.notices import notify


@notify("cadres.quarterlyreport", "accept", _("Report accepted: %(what)s"))
def _author(report, by, today):
    return recipients.author(report)


@notify(
    "cadres.reportdispute",
    "answer",
    _("The county office answered your number in %(what)s"),
    lambda dispute: dispute.report,
)
def _disputer(dispute, by, today):
    return recipients.author(dispute.report)
