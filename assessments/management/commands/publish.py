"""`publish SCHEME PERIOD --by USERNAME --second USERNAME`: two people of the county office sign."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.grading import publishing
from assessments.schemes.refusals import GradingRefused

from . import _scheme


class Command(BaseCommand):
    help = (
        "Publish the drafts of a period. Refused while a card waits, and when facts have changed "
        "since the grading: grade again, or say with --as-graded why. Published cards stand."
    )

    def add_arguments(self, parser):
        _scheme.add_arguments(parser)
        parser.add_argument("--by", required=True, metavar="USERNAME")
        parser.add_argument("--second", required=True, metavar="USERNAME")
        parser.add_argument("--as-graded", default="", metavar="REASON", help="facts have changed")
        _scheme.add_json(parser)

    def handle(self, *args, scheme, period, county, by, second, as_graded, **options):
        found, parsed = _scheme.scheme_and_period(scheme, period, county)
        _scheme.warn_of_early(self, parsed)
        try:
            if lack := publishing.State(found, parsed).lack:
                self.stderr.write(lack)
            count = publishing.publish(found, parsed, user(by), user(second), as_graded)
        except GradingRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(_scheme.counts_text({"published": count}, options["json"]))


def user(username):
    found = User.objects.filter(username=username).first()
    if found is None:
        raise CommandError(_("There is no account %(name)s.") % {"name": username})
    return found
