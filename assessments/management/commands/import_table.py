"""`import_table KIND FILE`: a table into the database, whole or not at all (the table contract)."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.imports import IMPORTS as ASSESSMENT_IMPORTS
from cadres.imports import IMPORTS as CADRE_IMPORTS
from villages.imports import IMPORTS as VILLAGE_IMPORTS
from villages.tables_in.sheets import mark
from villages.tables_in.workbooks import Unreadable

from ._scheme import file_said

KINDS = {**VILLAGE_IMPORTS, **CADRE_IMPORTS, **ASSESSMENT_IMPORTS}


class Command(BaseCommand):
    help = "Import a csv or xlsx table. Any bad row: nothing is stored and the exit code is 1."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=sorted(KINDS))
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="judge the table, store nothing")
        parser.add_argument("--errors", type=Path, metavar="FILE.xlsx", help="bad cells marked red")
        parser.add_argument("--json", action="store_true", help="print the outcome as JSON")

    def handle(self, kind, file, **options):
        run = KINDS[kind](progress=self.progress)
        try:
            sheet = run.read(file)
        except OSError as error:
            raise CommandError(file_said(error, file)) from error
        outcome = run.check(sheet) if options["check"] else run.commit(sheet, note=file.name)
        if options["errors"] and outcome.faults:
            self.write_marked(file, outcome.faults, options["errors"])
        (self.print_json if options["json"] else self.print_words)(outcome, options["check"])
        if outcome.faults:
            raise CommandError(_("Nothing was stored: %(n)d faults.") % {"n": len(outcome.faults)})

    def progress(self, done, total):
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} / {total}", ending="")

    def write_marked(self, file, faults, target):
        try:
            target.write_bytes(mark(file, faults))
        except (Unreadable, OSError) as refusal:
            self.stderr.write(str(refusal))

    def print_words(self, outcome, checked):
        for warning in outcome.warnings:
            self.stderr.write(warning)
        for fault in outcome.faults:
            self.stderr.write(str(fault))
        counts = " ".join(f"{name}={count}" for name, count in outcome.totals.items())
        self.stdout.write(counts + (" checked" if checked else ""))

    def print_json(self, outcome, checked):
        faults = [
            {"row": f.row, "column": f.column, "found": f.found, "remedy": f.remedy, "text": str(f)}
            for f in outcome.faults
        ]
        said = outcome.totals | {
            "stored": outcome.ok and not checked,
            "faults": faults,
            "warnings": outcome.warnings,
        }
        self.stdout.write(json.dumps(said, ensure_ascii=False))
        for fault in outcome.faults:
            self.stderr.write(str(fault))
