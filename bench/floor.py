"""The floor F: every fact row read once inside the database, one plain row written per card."""

from django.db import connection, transaction

from assessments.models import Card

from .counties import PERIOD

READS = (
    "SELECT COUNT(*), SUM(LENGTH(value) + LENGTH(code) + LENGTH(source)) FROM assessments_fact "
    "WHERE period = %s AND area_code >= %s AND area_code < %s",
    "SELECT COUNT(*), MIN(since) FROM cadres_posting p "
    "JOIN cadres_workteam t ON t.code = p.team_id "
    "WHERE %s <> '' AND t.village_id >= %s AND t.village_id < %s",
    "SELECT COUNT(*), MIN(due_on) FROM cadres_matter "
    "WHERE %s <> '' AND village_id >= %s AND village_id < %s",
    'SELECT COUNT(*), MIN("on") FROM villages_activity '
    "WHERE %s <> '' AND village_id >= %s AND village_id < %s",
)
TABLE = (
    "CREATE TABLE IF NOT EXISTS bench_floor "
    "(subject VARCHAR(40) PRIMARY KEY, total VARCHAR(20), lines TEXT)"
)


def prepare():
    with connection.cursor() as cursor:
        cursor.execute(TABLE)


def rows_of(county):
    """What the engine wrote for a county, as plain rows of the same size."""
    cards = Card.objects.filter(scheme__county=county)
    return [
        (code, str(total), lines + evidence)
        for code, total, lines, evidence in cards.values_list(
            "subject_code", "total", "lines", "evidence"
        )
    ]


def run(county, rows):
    """Read and write once, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in READS:
            cursor.execute(statement, [PERIOD, county, str(int(county) + 1)])
            cursor.fetchall()
        cursor.execute("DELETE FROM bench_floor")
        cursor.executemany("INSERT INTO bench_floor VALUES (%s, %s, %s)", rows)
