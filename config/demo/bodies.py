"""Entered facts of townships, units and teams for three quarters of 2026; all invented."""

from random import Random

from assessments.models import Fact
from cadres.models import Unit, WorkTeam
from villages.models import Township

from .facts import QUARTERS


def body_facts():
    """The entered quarter lines of ZJ-TOWNSHIP-2026, ZJ-UNIT-2026 and ZJ-TEAM-2026."""
    random = Random("zijin-bodies")
    bodies = [
        *((town.code, town.code, township_values) for town in Township.objects.order_by("code")),
        *((unit.code, _area(unit), unit_values) for unit in Unit.objects.order_by("code")),
        *((team.code, team.village_id, team_values) for team in WorkTeam.objects.order_by("code")),
    ]
    return _of_township_units() + [
        Fact(
            area_code=area,
            period=period,
            subject_code=subject,
            code=code,
            value=str(value),
            source=f"演示数据　{office}季度汇总",
            entered_by=office,
        )
        for subject, area, values in bodies
        for period in QUARTERS
        for code, value, office in values(random)
    ]


def _area(unit):
    return unit.township_id or unit.county_id


def _of_township_units():
    """A fifth of the establishment (S3 三(二)) is what units of the county owe, not townships'."""
    return [
        Fact(
            area_code=_area(unit),
            period=period,
            subject_code=unit.code,
            code="dispatch.fulfilled_rate",
            not_applicable=True,
            confirmed_by="县委基层办",
            source="演示数据　乡镇单位按镇内安排派驻，不按在编人数核定",
            entered_by="县委基层办",
        )
        for unit in Unit.objects.filter(establishment=None).order_by("code")
        for period in QUARTERS
    ]


def township_values(random):
    return [
        ("key_projects_rate", round(random.triangular(70, 112, 99), 1), "县发展和改革局"),
        (
            "land_handover",
            random.choices(("按期", "逾期", "未交付"), (14, 3, 1))[0],
            "县自然资源局",
        ),
        ("farm_development_rate", round(random.triangular(72, 108, 98), 1), "县农业农村局"),
        ("environment_review", round(random.triangular(24, 40, 34), 1), "县农业农村局"),
        ("disclosure_faults", random.choices((0, 1, 2), (13, 4, 1))[0], "县纪委监委"),
    ]


def unit_values(random):
    return [
        ("unapproved_withdrawals", random.choices((0, 1), (40, 1))[0], "县委基层办"),
        ("days_called_back", random.choices((0, 2, 5, 9), (20, 5, 3, 1))[0], "乡镇党委"),
        ("head_visits", random.choices((0, 1, 2, 3), (2, 8, 6, 2))[0], "乡镇党委"),
        ("care_talks", random.choices((0, 1, 2), (3, 12, 5))[0], "县委基层办"),
    ]


def team_values(random):
    return [("team_complaints", random.choices((0, 1), (30, 1))[0], "县纪委监委")]
