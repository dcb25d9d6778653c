"""Files that leave the system, each with its row on the ledger."""

from django.db import transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_noop

from accounts import ledger

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def handed_out(request, record, name, content, content_type):
    """A file, and on the ledger who took it."""
    with transaction.atomic():
        ledger.record(request.user, gettext_noop("export"), record, note=name)
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=content_type, headers=headers)
