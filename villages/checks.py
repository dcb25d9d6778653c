"""A real county never runs on invented data."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error
from django.db import connection


def no_demo_data_in_production(app_configs, databases, **kwargs):
    """Looked at by `migrate`, by `check --database default` and at every start of the server."""
    if not settings.PRODUCTION or "default" not in (databases or ()):
        return []
    county = apps.get_model("villages.County")
    if county._meta.db_table not in connection.introspection.table_names():
        return []  # before the first migrate
    if not county.objects.filter(is_demo=True).exists():
        return []
    remedy = "Use an empty database (DATABASE_URL), or start with DJANGO_ENV=local."
    return [Error("This database holds demo data.", hint=remedy, id="villages.E001")]
