"""`grade SCHEME PERIOD`: draft cards; prints cards, waiting, changed (SCORING §10)."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.grading import grading
from assessments.schemes.refusals import GradingRefused

from . import _scheme

LISTED = 50  # crossings printed; all are counted


class Command(BaseCommand):
    help = "Grade a period into draft cards. A second run on the same facts changes nothing."

    def add_arguments(self, parser):
        _scheme.add_arguments(parser)
        parser.add_argument("--check", action="store_true", help="say what would change, no more")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, *args, scheme, period, county, **options):
        found, parsed = _scheme.scheme_and_period(scheme, period, county)
        _scheme.warn_of_early(self, parsed)
        try:
            if options["check"]:
                changes = grading.preview(found, parsed)
            else:
                changes = grading.grade(found, parsed, progress=self.progress).changes
        except GradingRefused as refused:
            raise CommandError(str(refused)) from refused
        (self.print_json if options["json"] else self.print_words)(changes, options["check"])

    def progress(self, text):
        if self.stderr.isatty():
            self.stderr.write(text)

    def print_words(self, changes, checked):
        for note in changes.notes:
            self.stderr.write(note)
        for each in changes.crossings[:LISTED]:
            self.stdout.write(crossing_words(each))
        counts = " ".join(f"{name}={count}" for name, count in counted(changes).items())
        self.stdout.write(counts + (" checked" if checked else ""))
        if not changes.cards:
            said = _("There is nobody to grade. Import the subjects first, or check the period.")
            self.stderr.write(said)
        if checked:
            self.stderr.write(_("This was a check; nothing was stored."))
        if changes.outdated:
            said = _("%(n)d published cards no longer agree with the facts; correct them.")
            self.stderr.write(said % {"n": len(changes.outdated)})

    def print_json(self, changes, checked):
        said = counted(changes) | {
            "stored": not checked,
            "notes": changes.notes,
            "crossings": [each.as_json() for each in changes.crossings],
        }
        self.stdout.write(json.dumps(said, ensure_ascii=False))


def counted(changes):
    """cards, waiting, changed (every card written), and how these came about."""
    return {
        "cards": changes.cards,
        "waiting": changes.waiting,
        "changed": changes.written,
        "new": len(changes.new),
        "removed": len(changes.removed),
        "unchanged": changes.unchanged,
        "outdated": len(changes.outdated),
        "crossing": len(changes.crossings),
    }


def crossing_words(each):
    """One subject's move: 洋头村 合格 → 优秀."""
    moves = [(each.grade[0] or "—", each.grade[1] or "—")] if each.grade[0] != each.grade[1] else []
    if each.outcomes[0] != each.outcomes[1]:
        moves.append(tuple(";".join(codes) or "—" for codes in each.outcomes))
    return f"{each.code} {each.name} " + ", ".join(f"{old} → {new}" for old, new in moves)
