"""Did this version of the program make the database? What another one made is left as it is."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext as _


def made_by_this_version(app_configs, databases, **kwargs):
    """Looked at by `migrate`, `check --database default`, and a production server's start."""
    said = refusal() if "default" in (databases or ()) else ""
    return [Error(said, id="accounts.E001")] if said else []


def refusal_of_a_file():
    """What manage.py says instead of any command, mostly ""; looking makes no file."""
    if connection.vendor != "sqlite" or not Path(connection.settings_dict["NAME"]).is_file():
        return ""
    said = refusal()
    connection.close()
    return said


def refusal():
    """One sentence on a database that has seen migrations of ours that no file holds; else ""."""
    missing = [".".join(each) for each in _applied() if _is_missing(*each)]
    if not missing:
        return ""
    with translation.override(settings.LANGUAGE_CODE):  # `migrate` by itself speaks English
        return _(
            "The database %(name)s was made by another version of this program (it has seen the "
            "migration %(migration)s, which is not here): open it with that version, or move it "
            "away and build a new one with make demo, on a real site with manage.py migrate."
        ) % {"name": connection.settings_dict["NAME"], "migration": missing[-1]}


def _applied():
    """[(app, name)] in the order they were applied; none before the first `migrate`."""
    if "django_migrations" not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return cursor.fetchall()


def _is_missing(app, name):
    folder = settings.BASE_DIR / app / "migrations"
    return folder.is_dir() and not (folder / f"{name}.py").exists()
