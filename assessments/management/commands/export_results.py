"""`export_results SCHEME PERIOD FILE`: the results or their lines as .csv, .xlsx or .json."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from assessments.cards import exports
from assessments.cards.models.cards import Card

from . import _scheme


class Command(BaseCommand):
    help = "Write the cards of a period to a file; --lines writes every line of every card."

    def add_arguments(self, parser):
        _scheme.add_arguments(parser)
        parser.add_argument("file", type=Path, metavar="FILE", help=".csv, .xlsx or .json")
        parser.add_argument("--lines", action="store_true")
        parser.add_argument("--zh", action="store_true", help="Chinese headers")
        _scheme.add_json(parser)

    def handle(self, *args, scheme, period, county, file, **options):
        found, parsed = _scheme.scheme_and_period(scheme, period, county)
        cards = Card.objects.current().of_period(parsed).filter(scheme=found)
        count = cards.count()
        if not count:
            raise CommandError(_("This period has no cards. Grade it first."))
        try:
            exports.write(file, cards, options["lines"], options["zh"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(_scheme.file_said(error, file)) from error
        self.stdout.write(_scheme.counts_text({"cards": count}, options["json"]))
