"""Whom a thing concerns: the accounts of an office, a unit or a team, as queries of users."""

from django.db.models import Q

from accounts.access import within
from accounts.models import Role, User
from cadres.registry.models.postings import Posting

TOLD = frozenset(Role.values) - {Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR}


def people(who):
    """The accounts in use that a Q means, each once."""
    return User.objects.filter(who, is_active=True, role__in=TOLD).distinct()


def township(code):
    return Q(role=Role.TOWNSHIP, area_code=code)


def unit(pk):
    return Q(liaison_units=pk)


def cadre(pk):
    return Q(cadre=pk)


def team(village, day):
    """Who is posted in the village on a day."""
    there = Posting.objects.on(day).filter(team__village=village)
    return Q(cadre__in=there.values("cadre"))


def author(report):
    """The office that wrote a report."""
    return township(report.township_id) if report.township_id else unit(report.unit_id)


def everybody_of(area_code, day):
    """Cadres posted in an area, the liaisons of their units, its townships and its leaders."""
    there = Posting.objects.on(day).within(area_code)
    offices = Q(role__in=[Role.TOWNSHIP, Role.LEADER]) & within("area_code", area_code)
    return (
        Q(cadre__in=there.values("cadre"))
        | Q(liaison_units__in=there.values("cadre__unit"))
        | offices
    )
