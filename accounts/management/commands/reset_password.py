"""Print a one-time password for an account, an administrator's above all."""

from django.core.management.base import BaseCommand, CommandError

from ... import rights
from ...models import User


class Command(BaseCommand):
    help = "Replace an account's password by a one-time one and print it; the ledger says so."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *args, username, **options):
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account {username}. Names are case sensitive.")
        self.stdout.write(rights.reset_password(user, None))
