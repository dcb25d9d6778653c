"""Is the ledger whole? Exit 0 with the count and the last hash, 1 with the first broken row."""

import sys

from django.core.management.base import BaseCommand

from ... import ledger
from ...models import LedgerEntry


class Command(BaseCommand):
    help = "Check every row of the ledger against its hash and its neighbour."

    def handle(self, *args, **options):
        broken = ledger.first_broken()
        if broken is not None:
            row = f"seq {broken.seq}: {broken.at:%Y-%m-%d %H:%M:%S} {broken.actor} {broken.action}"
            self.stderr.write(f"broken at {row} {broken.object_type} {broken.object_id}")
            sys.exit(1)
        last = LedgerEntry.objects.order_by("-seq").first()
        end = f", last {last.seq} {last.hash}" if last else ""
        self.stdout.write(f"whole: {LedgerEntry.objects.count()} rows{end}")
