"""A report on paper: for the printer, as a Word file, and its tables as Excel."""

import io

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.access import for_roles
from accounts.sheets import XLSX

from ..paper import docx, paper, title
from ..tables import workbook
from .writing import READERS, report_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@for_roles(*READERS)
def report_print(request, pk):
    report = report_of(request, pk)
    context = {"report": report, "title": title(report), "paper": paper(report)}
    return render(request, "cadres/reports/print.html", context)


@for_roles(*READERS)
def report_paper(request, pk):
    report = report_of(request, pk)
    return handed_out(request, report, f"{title(report)}.docx", docx(report), DOCX)


@for_roles(*READERS)
def report_tables(request, pk):
    report = report_of(request, pk)
    stream = io.BytesIO()
    workbook(report.tables).save(stream)
    return handed_out(request, report, f"{title(report)}.xlsx", stream.getvalue(), XLSX)


def handed_out(request, record, name, content, content_type):
    """A file, and on the ledger who took it."""
    with transaction.atomic():
        ledger.record(request.user, gettext_noop("export"), record, note=name)
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=content_type, headers=headers)
