"""Opening the reports of a quarter or a year: calendar, template, numbers and promises at once."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger
from cadres.registry.models.postings import Posting
from cadres.registry.models.sending import Sending
from villages.models import County

from .models.deadlines import set_calendar
from .models.reports import QuarterlyReport
from .models.sections import ReportSection
from .records import Records


@transaction.atomic
def open_period(county, span, today, by=None):
    """Open the reports of a Quarter or Year of every township and unit with people posted in it.

    Townships' own stations report in the township's paper. Idempotent; returns the new reports.
    ValidationError when the period has not begun on `today`.
    """
    if span.first_day > today:
        raise ValidationError(_("%(quarter)s has not begun.") % {"quarter": span.label()})
    County.objects.select_for_update(no_key=True).get(pk=county.pk)
    bodies = _bodies(county, span)
    made = [_new(county, span, **body) for body in bodies]
    if not made:
        return []
    calendar = {kind: set_calendar(county, kind, span) for kind in {each.kind for each in made}}
    _fill(made, county, span, today, calendar)
    made = QuarterlyReport.objects.bulk_create(made)
    after = {"period": str(span), "reports": len(made)}
    ledger.record(by, gettext_noop("open quarter"), county, {}, after)
    return made


def _bodies(county, span):
    """[{township_id or unit_id}] of those who report and have no report yet."""
    posted = Posting.objects.within(county.code).during(span.first_day, span.last_day).order_by()
    townships = set(posted.values_list("team__village__township", flat=True))
    units = _units(county, span, posted.filter(cadre__unit__township=None))
    there = QuarterlyReport.objects.filter(county=county).of_period(span)
    townships -= set(there.values_list("township", flat=True))
    units -= set(there.values_list("unit", flat=True))
    return [{"township_id": pk} for pk in sorted(townships)] + [
        {"unit_id": pk} for pk in sorted(units)
    ]


def _units(county, span, posted):
    """Units that sent somebody in the period, whoever sends them today."""
    sending, last = Sending(county), span.last_day
    return {
        sending.unit_on(cadre, min(until or last, last), unit)
        for cadre, unit, until in posted.values_list("cadre", "cadre__unit", "until")
    }


def _new(county, span, **body):
    return QuarterlyReport(county=county, period=str(span), held_since=timezone.now(), **body)


def _fill(reports, county, span, today, calendar):
    layouts = {kind: ReportSection.objects.layout(kind) for kind in calendar}
    records, before, now = Records(county, span, today), promises(county, span), timezone.now()
    heads = letterheads(county, span)
    for report in reports:
        body = records.of(report)
        report.layout, report.due_on = layouts[report.kind], calendar[report.kind].due_on
        whose = (report.township_id, report.unit_id)
        report.promises = before.get(whose, [])
        report.signer, report.copies = heads.get(whose, ("", ""))
        report.take(body.figures(), body.tables(), now)


def promises(county, span):
    """{(township, unit): [{text, state, why}]}: the lines of «next steps» of the period before."""
    last = QuarterlyReport.objects.filter(county=county).of_period(span.previous())
    return {
        (township, unit): [
            {"text": line.strip(), "state": "", "why": ""}
            for line in sections.get("next", "").splitlines()
            if line.strip()
        ]
        for township, unit, sections in last.values_list("township", "unit", "sections")
    }


def letterheads(county, span):
    """{(township, unit): (signer, copies to)} of the paper of the period before."""
    last = QuarterlyReport.objects.filter(county=county).of_period(span.previous())
    return {
        (township, unit): tuple(head)
        for township, unit, *head in last.values_list("township", "unit", "signer", "copies")
    }
