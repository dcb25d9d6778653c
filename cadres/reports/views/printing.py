"""A report on paper: for the printer, as a Word file, and its tables as Excel."""

import io

from django.shortcuts import render

from accounts.access import for_roles
from accounts.roles import DESKS
from accounts.sheets import XLSX
from cadres.documents.downloads import DOCX, handed_out

from ..paper import docx, paper, title
from ..tables import workbook
from .writing import report_of


@for_roles(*DESKS)
def report_print(request, pk):
    report = report_of(request, pk)
    context = {"report": report, "title": title(report), "paper": paper(report)}
    return render(request, "cadres/reports/print.html", context)


@for_roles(*DESKS)
def report_paper(request, pk):
    report = report_of(request, pk)
    return handed_out(request, report, f"{title(report)}.docx", docx(report), DOCX)


@for_roles(*DESKS)
def report_tables(request, pk):
    report = report_of(request, pk)
    stream = io.BytesIO()
    workbook(report.tables).save(stream)
    return handed_out(request, report, f"{title(report)}.xlsx", stream.getvalue(), XLSX)
