"""The site with one guard off, to show that the guard is what holds: gunicorn runs
`tests.chaos.unguarded:short_bodies` and the like. A test that passes here tests nothing."""

import os
import uuid

from django.db import connection, transaction

from config.wsgi import application

if os.environ.get("DJANGO_ENV") != "test":
    raise RuntimeError("Only for tests.")

from accounts import ledger, middleware
from cadres.diary import receiving as diary


def without(guard):
    """A WSGI application that takes the guard off when its first request comes."""
    done = []

    def app(environ, start_response):
        if not done:
            done.append(guard())
        return application(environ, start_response)

    return app


def _short_bodies():
    middleware.WholeBody.is_whole = lambda self, request, declared: bool(request.body) or True


def _new_ids():
    genuine = diary._receive
    diary._receive = lambda by, pk, *rest: genuine(by, uuid.uuid4(), *rest)


def _two_transactions():
    """The ledger row is committed before the entry is written."""
    genuine = ledger.record

    def record(*args, **kwargs):
        row = genuine(*args, **kwargs)
        connection.connection.commit()
        if connection.vendor == "sqlite":
            connection.connection.execute("BEGIN IMMEDIATE")
        return row

    ledger.record = record


def _no_version():
    """Whoever writes last wins."""
    genuine = diary._receive

    @transaction.atomic
    def receive(by, pk, fields, today, replaces, skew):
        stands = diary.DiaryEntry.objects.filter(pk=pk).values_list("payload_sha256", flat=True)
        return genuine(by, pk, fields, today, stands.first() or "", skew)

    diary._receive = receive


short_bodies = without(_short_bodies)
new_ids = without(_new_ids)
two_transactions = without(_two_transactions)
no_version = without(_no_version)
