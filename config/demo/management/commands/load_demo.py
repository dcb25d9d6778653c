"""`make demo`: build the invented county once, then print the log-ins."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from villages.models import County

from ... import people
from ...load import GRADED, load

STEPS = 8 + len(GRADED)


class Command(BaseCommand):
    help = "Build the demo county (real places, invented people) on an empty database."

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("演示数据不能装入正式环境。")
        if people.demo_county():
            self.stdout.write("演示数据已在库中。")
        elif County.objects.exists():
            raise CommandError(
                "数据库里已有正式数据。请换一个空库：DATABASE_URL=sqlite:///demo.sqlite3"
            )
        else:
            self.build()
        self.print_accounts()

    def build(self):
        self.begun, self.done = time.monotonic(), 0
        load(self.progress)
        self.stdout.write(f"[{'█' * STEPS}] 完成，用时 {time.monotonic() - self.begun:.0f} 秒")

    def progress(self, words):
        seconds = time.monotonic() - self.begun
        bar = "█" * self.done + "░" * (STEPS - self.done)
        self.stdout.write(f"[{bar}] {seconds:3.0f} 秒  {words}", ending="\n")
        self.stdout.flush()
        self.done += 1

    def print_accounts(self):
        self.stdout.write(f"\n登录账号（口令都是 {people.PASSWORD}）：")
        accounts = User.objects.in_bulk(people.SHARED, field_name="username")
        for user in map(accounts.get, people.SHARED):
            told = f"{user.get_role_display()}  {user.office} {user.name}"
            self.stdout.write(f"  {user.username:10} {told}")
