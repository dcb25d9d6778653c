"""`send_digest`: once each morning; forgets old notices and mails the digests."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.inbox.digest import send_all
from cadres.inbox.notices import forget


class Command(BaseCommand):
    help = "Forget notices older than their rule, and mail everybody the digest of the morning."

    def handle(self, *args, **options):
        forgotten = forget(timezone.now())
        if not settings.DIGEST_BY_MAIL:
            self.stdout.write(f"forgotten={forgotten} sent=0")
            return
        sent, failed = send_all(timezone.localdate())
        self.stdout.write(f"forgotten={forgotten} sent={len(sent)}")
        for user, fault in failed:
            self.stderr.write(f"{user.username}: {fault}")
        if failed:
            raise CommandError(_("%(n)d digests could not be sent.") % {"n": len(failed)})
