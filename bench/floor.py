"""The floor F: every fact row read once inside the database, one plain row written per card.

No rules, no names, no index but the key; the row of a card has all the bytes of the engine's.
"""

from itertools import chain

from django.db import connection, transaction

from assessments.cards.models.cards import BATCH
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

INSERT = "INSERT INTO bench_floor VALUES"


def prepare():
    with connection.cursor() as cursor:
        cursor.execute(TABLE)


def rows_of(county):
    """What the engine wrote for a county, as plain rows of the same bytes."""
    names = [field.attname for field in Card._meta.concrete_fields]
    cards = Card.objects.filter(scheme__county=county).values(*names)
    return [
        (card.pop("subject_code"), str(card.pop("total")), "".join(map(str, card.values())))
        for card in cards
    ]


def empty():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM bench_floor")


def run(county, rows):
    """Read and write once, in one transaction, where `empty` has made room."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in READS:
            cursor.execute(statement, [PERIOD, county, str(int(county) + 1)])
            cursor.fetchall()
        for start in range(0, len(rows), BATCH):
            part = rows[start : start + BATCH]
            values = ", ".join(["(%s, %s, %s)"] * len(part))
            cursor.execute(" ".join([INSERT, values]), [*chain.from_iterable(part)])
