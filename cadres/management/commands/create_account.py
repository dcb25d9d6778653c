"""Open an account from the command line; prints its one-time password and nothing else."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models import Role, User
from cadres.registry.accounts import open_account
from cadres.registry.models.cadres import Cadre
from cadres.registry.models.units import Unit
from villages.models import County, Township, Village

DIGITS = {2, 4, 6, 9, 12}  # province, city, county, township, village


class Command(BaseCommand):
    help = "Open an account; the one-time password it prints must be changed at the first log-in."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--area", required=True, help="statistical code, e.g. 441621")
        parser.add_argument("--name", default="")
        parser.add_argument("--office", default="")
        parser.add_argument("--unit", help="code of the unit of a liaison")
        parser.add_argument("--cadre", help="code of the person of a resident cadre")

    def handle(self, *args, username, role, area, **options):
        check_area(area)
        unit, cadre = find(Unit, options["unit"]), find(Cadre, options["cadre"])
        if role == Role.UNIT and not unit:
            raise CommandError("A liaison is hung on a unit: add --unit CODE.")
        if role == Role.CADRE and not cadre:
            raise CommandError("A resident cadre's log-in is hung on the person: add --cadre CODE.")
        user = User(username=username, role=role, area_code=area, office=options["office"])
        user.name = options["name"] or (cadre.name if cadre else "")
        try:
            user.full_clean(exclude=["password"])
            password = open_account(user, None, unit, cadre)
        except ValidationError as error:
            raise CommandError("\n".join(sentences(error))) from None
        self.stdout.write(password)


def sentences(error):
    for field, messages in error.message_dict.items():
        yield f"{field}: {' '.join(messages)}"


def check_area(area):
    """An area holds a known place; before the first import any code of a right length will do."""
    if not area.isdigit() or len(area) not in DIGITS:
        raise CommandError(f"{area} is no area code: 6 digits for a county, 9 for a township.")
    places = (County, Township, Village)
    if County.objects.exists() and not any(p.objects.within(area).exists() for p in places):
        raise CommandError(f"No place lies under {area}. Import the places, or mend the code.")


def find(model, code):
    if not code:
        return None
    row = model.objects.filter(pk=code).first()
    if row is None:
        name = model._meta.model_name
        raise CommandError(f"There is no {name} {code}. Import it first, or mend the code.")
    return row
