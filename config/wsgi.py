"""WSGI entry point: `gunicorn config.wsgi`."""

import os

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

if settings.PRODUCTION:  # refuse to start on demo data, or with a fault that a check knows
    call_command("check", databases=["default"])
