"""Figures of a village's year that trainings and pay are judged by; missing is not nought."""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from villages.models import Activity, ActivityKind, AnnualFigure, CommitteeMember, ProgrammeRule

MET, UNMET, UNKNOWN = "met", "unmet", "unknown"


def with_figures(villages, **named):
    """Annotates figures: with_figures(rows, members=("party_members", 2026)); None = missing."""
    for name, (kind, year) in named.items():
        found = AnnualFigure.objects.filter(village=OuterRef("pk"), kind=kind, year=year)
        villages = villages.annotate(**{name: Subquery(found.values("value")[:1])})
    return villages


def with_trainings(villages, year):
    """Annotates what is known of the training of members in a year, and the courses held."""
    rows = with_figures(
        villages,
        members=("party_members", year),
        trained=("trained_members", year),
        skilled=("skilled_members", year),
    )
    return rows.annotate(
        courses=_held(ActivityKind.MEMBER_TRAINING, year),
        skill_courses=_held(ActivityKind.SKILL_TRAINING, year),
    )


def _held(kind, year):
    held = Activity.objects.filter(village=OuterRef("pk"), kind=kind, on__year=year)
    counted = held.order_by().values("village").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def share(part, whole):
    """Percent, one decimal; None when either is missing or there is nobody."""
    if part is None or not whole:
        return None
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def trained_standing(village, percent):
    """As many members trained in the year as the rule asks for, which is all (S3 二(二))?"""
    if village.trained is None or village.members is None:
        return UNKNOWN
    return MET if village.trained * 100 >= village.members * percent else UNMET


def with_pay(villages, year):
    """Annotates the secretary's pay of a year and the income per head of the year before."""
    secretary = CommitteeMember.objects.filter(
        village=OuterRef("pk"), party_post=CommitteeMember.PartyPost.SECRETARY, until__isnull=True
    )
    rows = with_figures(villages, pay=("secretary_pay", year), income=("income_per_head", year - 1))
    return rows.annotate(secretary=Subquery(secretary.values("name")[:1]))


def pay_floor(village, times):
    """What the pay must reach: so many times last year's income per head; None if not known."""
    return None if village.income is None else village.income * times


def pay_standing(village, times):
    floor = pay_floor(village, times)
    if floor is None or village.pay is None:
        return UNKNOWN
    return MET if village.pay >= floor else UNMET


def trained_percent():
    return ProgrammeRule.number("members_trained")


def pay_times():
    return ProgrammeRule.number("base_pay_times")
