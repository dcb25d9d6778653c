"""How an attachment is received: known by its content, its file first, then its row.

Whatever a name or a browser says, a file is what its bytes are: PDF, Word, Excel, JPEG or PNG.
"""

import hashlib
from io import BytesIO
from pathlib import Path
from unicodedata import category
from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from PIL import Image

from accounts import ledger
from cadres.documents.pictures import MB, PIXELS, one_at_a_time, without_metadata
from cadres.documents.storage import put_away
from cadres.workflow.transitions import WrongState
from villages.models import ProgrammeRule

from .models.attachments import Attachment
from .models.reports import QuarterlyReport

LONGEST = 100  # characters of a name without its ending
UNPACKED = 200 * MB  # more is an attack on memory, not an office file
PARTS = 5000
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
PICTURES = {b"\xff\xd8\xff": ("jpg", "JPEG"), b"\x89PNG\r\n\x1a\n": ("png", "PNG")}


def largest():
    """Bytes an attachment may have."""
    return int(ProgrammeRule.number("report_file_mb")) * MB


def examine(data):
    """(kind, bytes to keep) by content alone; ValidationError for anything else or broken."""
    with one_at_a_time:
        try:
            found = _examined(data)
        except ValidationError:
            raise
        except Exception:  # readers fed by strangers fail in every way there is
            found = None
    if not found:
        raise ValidationError(_("Only PDF, Word (.docx), Excel (.xlsx), JPEG and PNG, unbroken."))
    return found


def _examined(data):
    if data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:]:
        return "pdf", data
    if data.startswith(b"PK\x03\x04"):
        return _office(data), data
    for start, (kind, form) in PICTURES.items():
        if data.startswith(start):
            return kind, _anew(data, form)
    return None


def _office(data):
    with ZipFile(BytesIO(data)) as parts:
        names = parts.namelist()
        if len(names) > PARTS or sum(part.file_size for part in parts.infolist()) > UNPACKED:
            raise ValidationError(_("Unpacked, this file is too large."))
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise ValidationError(_("A file with macros is not taken."))
        if parts.testzip() or "[Content_Types].xml" not in names:
            raise ValueError("broken")
        return next(kind for name, kind in OFFICE.items() if name in names)


def _anew(data, form):
    """The picture turned upright, without place, time and camera."""
    with Image.open(BytesIO(data), formats=[form]) as picture:
        if picture.width * picture.height > PIXELS:
            raise ValidationError(_("A photo may have 40 million pixels at most."))
        out = BytesIO()
        without_metadata(picture).save(out, form, **({"quality": 90} if form == "JPEG" else {}))
        return out.getvalue()


def file_name(name, kind):
    """The name without folders, control and direction signs, with the ending of its kind."""
    clean = "".join(sign for sign in Path(name.replace("\\", "/")).name if category(sign)[0] != "C")
    stem = Path(clean).stem.strip(" .")[:LONGEST]
    return f"{stem or _('Attachment')}.{kind}"


def attach(report, by, name, data):
    """Keep `data` as an attachment of a report; the same again is the one that is there."""
    _still_written(report)
    kind, kept = examine(data)
    new = Attachment(
        report=report,
        name=file_name(name, kind),
        kind=kind,
        size=len(kept),
        added_by=str(by),
        sent_sha256=hashlib.sha256(data).hexdigest(),
        sha256=hashlib.sha256(kept).hexdigest(),
    )
    put_away(new.path, kept)
    return _write_down(new, by)


@transaction.atomic
def _write_down(new, by):
    report = locked(new.report)
    standing = report.attachments.standing()
    if same := standing.filter(sent_sha256=new.sent_sha256).first():
        return same
    most = int(ProgrammeRule.number("report_files"))
    if standing.count() >= most:
        raise ValidationError(_("A report carries %(n)d attachments at most.") % {"n": most})
    new.save()
    ledger.record(by, gettext_noop("attach"), report, after=new.told, note=new.name)
    return new


@transaction.atomic
def take_off(attachment, by):
    """While its author has the report in hand."""
    locked(attachment.report)
    attachment.refresh_from_db()
    return attachment.take_off(by)


def locked(report):
    """The report as it now stands, held until the transaction ends; WrongState if handed in."""
    found = QuarterlyReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    _still_written(found)
    return found


def _still_written(report):
    if not report.is_with_author:
        raise WrongState(report, report.get_state_display())
