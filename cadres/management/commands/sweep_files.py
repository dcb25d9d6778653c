"""Delete the files that nobody refers to: `manage.py sweep_files [--pretend]`."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from cadres.overviews.sweeping import sweep
from villages.models import ProgrammeRule


class Command(BaseCommand):
    help = "Delete photos no entry ever listed, attachments taken off early, files without a row."

    def add_arguments(self, parser):
        parser.add_argument("--pretend", action="store_true", help="only count them")

    def handle(self, *args, pretend, **options):
        days = int(ProgrammeRule.number("file_grace_days"))
        gone = sweep(timezone.now(), days, pretend)
        for what, count in gone.items():
            self.stdout.write(f"{what}: {count}")
