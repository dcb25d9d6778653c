"""What was so when: the dated rows of a cadre, team or place, for whoever looks from outside."""

import json
from datetime import timedelta
from itertools import zip_longest

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models.dated import BEGINNING
from cadres.registry.models.cadres import Cadre
from cadres.registry.models.postings import Posting
from cadres.registry.models.sending import CadreUnit
from cadres.registry.models.teams import WorkTeam
from villages.models import Village, VillageClass, VillageFlag

COLUMNS = ("from", "until", "what", "why", "who")


def row(since, until, what, why="", who=""):
    """`since` None or BEGINNING: from the beginning; `until` None: still so."""
    since = None if since == BEGINNING else since
    return dict(zip(COLUMNS, (since, until, str(what), str(why), str(who)), strict=True))


def cadre(code):
    person = Cadre.objects.get(pk=code)
    rows = list(CadreUnit.objects.filter(cadre=person).order_by("since").select_related("unit"))
    ends = [_day_before(later.since) for later in rows[1:]]
    units = [
        row(each.since, end, each.unit, each.basis, each.by)
        for each, end in zip_longest(rows, ends)
    ]
    return (units or [row(None, None, person.unit)]) + _postings(person.postings)


def team(code):
    return _postings(WorkTeam.objects.get(pk=code).postings)


def place(code):
    village = Village.objects.get(pk=code)
    dated = [
        *VillageClass.objects.filter(village=village),
        *VillageFlag.objects.filter(village=village),
    ]
    return [row(None, None, village)] + [
        row(each.since, each.until, each, getattr(each, "basis", "")) for each in dated
    ]


def _day_before(day):
    return day - timedelta(days=1)


def _postings(postings):
    rows = postings.order_by("since").select_related("cadre", "team__village")
    return [
        row(each.since, each.until, each, Posting.End(each.end_kind).label if each.end_kind else "")
        for each in rows
    ]


KINDS = {"cadre": cadre, "team": team, "place": place}


class Command(BaseCommand):
    help = "Print the dated rows of a cadre, team or place: from, until, what, why, who."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("code")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args, **options):
        try:
            rows = KINDS[options["kind"]](options["code"])
        except (Cadre.DoesNotExist, WorkTeam.DoesNotExist, Village.DoesNotExist):
            raise CommandError(_("There is no %(code)s.") % {"code": options["code"]}) from None
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, default=str))
            return
        for each in rows:
            days = f"{each['from'] or '—'} – {each['until'] or '—'}"
            self.stdout.write("\t".join([days, each["what"], each["why"], each["who"]]))
