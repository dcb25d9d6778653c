"""What units gave, and circulars."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from cadres.documents.numbers import HUNDREDTH, number
from cadres.support.models import UnitSupport

from .units_and_lists import HOUSEHOLDS, ITEMS, PAPERS, SUPPORT, SUPPORT_LIST, TIMES

Kind = UnitSupport.Kind


def given_as(*kinds):
    """Their query on the list of supports; it shows a unit's own rows too."""
    return {
        "url": SUPPORT_LIST,
        "by_unit": True,
        "query": lambda first, last: {"since": first, "until": last, "kind": kinds},
    }


def worth(code, label, *kinds):
    """In 10,000 yuan; what has no value on record counts nothing."""

    @number(f"supports.{code}", label, "万元", SUPPORT, step=HUNDREDTH, **given_as(*kinds))
    def add_up(body):
        amounts = [each.amount or 0 for each in body.supports if each.kind in kinds]
        return sum(amounts, Decimal(0)) / 10000


def how_many(code, label, unit, kind):
    @number(f"supports.{code}", label, unit, SUPPORT, **given_as(kind))
    def count(body):
        return sum(each.kind == kind for each in body.supports)


worth(
    "money",
    _("money from units, projects included, 10,000 yuan"),
    Kind.MONEY,
    Kind.PROJECT,
)
worth("goods", _("goods from units, their worth in 10,000 yuan"), Kind.GOODS)
how_many("projects", _("projects of units"), ITEMS, Kind.PROJECT)
how_many("visits", _("visits of units' principals"), TIMES, Kind.VISIT)


@number(
    "supports.households", _("households that had a part in it"), HOUSEHOLDS, SUPPORT, **given_as()
)
def support_households(body):
    known = [each.households for each in body.supports if each.households is not None]
    return sum(known) if known else None


@number(
    "circulars.issued",
    _("monthly circulars of townships"),
    PAPERS,
    _("monthly circulars"),
    "cadres:circular_list",
)
def circulars(body):
    return body.circulars
