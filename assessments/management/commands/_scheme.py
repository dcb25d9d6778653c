"""SCHEME and PERIOD on the command line."""

import json

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.schemes.models.schemes import Scheme
from assessments.schemes.periods import has_ended
from cadres.periods import parse_period


def add_arguments(parser):
    parser.add_argument("scheme", metavar="SCHEME", help="its code, as ZJ-VILLAGE-2026")
    parser.add_argument("period", metavar="PERIOD", help="2026-Q1 or 2026")
    parser.add_argument("--county", default="", help="its code, where several have the scheme")


def add_json(parser):
    parser.add_argument("--json", action="store_true", help="print the outcome as JSON")


def counts_text(counts, as_json):
    """{name: number} as `name=number …`, or as JSON for machines."""
    if as_json:
        return json.dumps(counts)
    return " ".join(f"{name}={count}" for name, count in counts.items())


def warn_of_early(command, period):
    """Say on stderr that a Quarter or Year has not ended; a command goes on."""
    if not has_ended(period, timezone.localdate()):
        said = _("The period ends on %(day)s; its records are not complete.")
        command.stderr.write(said % {"day": period.last_day})


def file_said(error, path):
    """What to do about a file that cannot be read or written, for an OSError."""
    if isinstance(error, FileNotFoundError):
        return _("There is no file %(path)s. Check its name and folder.") % {"path": path}
    if isinstance(error, IsADirectoryError):
        return _("%(path)s is a folder. Name a file.") % {"path": path}
    return _("The file %(path)s cannot be opened: %(why)s.") % {"path": path, "why": error.strerror}


def scheme_and_period(scheme, period, county):
    """The Scheme and the Quarter or Year; CommandError when there is none or not one."""
    found = Scheme.objects.filter(code=scheme, county__code__startswith=county)
    if not found:
        raise CommandError(_("There is no scheme %(code)s. Import it first.") % {"code": scheme})
    if len(found) > 1:
        raise CommandError(_("Several counties have this scheme. Name one with --county."))
    try:
        return found[0], parse_period(period)
    except ValueError as error:
        said = _("%(text)s is not a period. Write 2026-Q1 or 2026.")
        raise CommandError(said % {"text": period}) from error
