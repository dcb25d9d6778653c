#!/usr/bin/env python
"""Entry point of every command; `python manage.py help` lists them."""

import os
import sys

from django.conf import settings
from django.core.management import ManagementUtility

from accounts.checks import refusal_of_a_file


class Commands(ManagementUtility):
    """Django's, but none is run on a database file that another version made."""

    def fetch_command(self, subcommand):
        if settings.configured and (said := refusal_of_a_file()):
            sys.exit(said)
        return super().fetch_command(subcommand)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    Commands(sys.argv).execute()
