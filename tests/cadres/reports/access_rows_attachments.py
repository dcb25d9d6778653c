"""Who may add, take off and read attachments of a report."""

from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.reports.attachments import attach
from tests.cadres.access_work import OFFICES, of_report, row
from tests.cadres.reports.access_rows import AUTHORS, abroad, own

PDF = b"%PDF-1.7 access\n%%EOF"


def attached(report, by):
    return {"pk": report.pk, "file": attach(report, by, "台账.pdf", PDF).pk}


def of_attachment(url, allow, method="get"):
    return row(
        url,
        allow,
        method,
        lambda cast: attached(own(cast), cast.township),
        lambda cast: attached(abroad(cast), cast.stranger),
    )


ROWS = [
    of_report("attachment_create", AUTHORS),
    of_report("attachment_create", AUTHORS, "post")
    | {"data": lambda cast: {"file": SimpleUploadedFile("台账.pdf", PDF)}},
    of_attachment("attachment_file", OFFICES),
    of_attachment("attachment_remove", AUTHORS, "post"),
]
