"""`python -m bench.rush`: the evening on which everybody sends at once, to a server of its own.

780 people each open their state, send an entry and three photos of about 300 kB, and open their
diary, at random moments of `--minutes`; then entries alone are sent as fast as they go. Two
gunicorn workers of eight threads; SQLite in a temporary folder, or the PostgreSQL of DATABASE_URL.
Exits with 1 when anything was answered with 5xx, or what was acknowledged is not there.
"""

import argparse
import hashlib
import os
import random
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from io import BytesIO
from pathlib import Path
from statistics import quantiles

import django
from PIL import Image, ImageFilter

from tests.chaos.phones import Entry

PHOTOS = 3
WORDS = "上午与支委商量补选后备干部，下午看村务公开栏，晚上入户。"


def options():
    parser = argparse.ArgumentParser(prog="python -m bench.rush")
    parser.add_argument("--people", type=int, default=780)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--phones", type=int, default=96, help="how many at the same moment (96)")
    parser.add_argument("--flood", type=int, default=2000, help="entries sent without a pause")
    return parser.parse_args()


def pictures(count):
    """JPEG photos of 1600 × 1200, 250–350 kB, each different."""
    noise = Image.effect_noise((400, 300), 90).resize((1600, 1200))
    base = Image.merge("RGB", (noise, noise.filter(ImageFilter.BLUR), noise))
    made = []
    for at in range(count):
        base.paste((at % 256, at // 256, 9), (at % 64, 0, at % 64 + 40, 40))
        out = BytesIO()
        base.save(out, "JPEG", quality=50)
        made.append(out.getvalue())
    return made


class Rush:
    """One run. `taken`: {what: [seconds]}; `statuses`: how every request ended."""

    def __init__(self, chosen, site, phones):
        self.chosen, self.site, self.phones = chosen, site, phones
        self.pool = pictures(40)
        self.taken, self.statuses, self.kept = {}, {}, []

    def timed(self, what, send, *arguments):
        started = time.perf_counter()
        answer = send(*arguments)
        self.taken.setdefault(what, []).append(time.perf_counter() - started)
        self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
        return answer

    def moment(self, at):
        """Seconds after the beginning at which this person starts."""
        return random.Random(at).uniform(0, self.chosen.minutes * 60)

    def one(self, at):
        """An evening of one person; who comes late because others are slow starts at once."""
        phone, chance = self.phones[at], random.Random(at)
        time.sleep(max(0, self.moment(at) - self.elapsed()))
        self.timed("state", phone.send, phone.raw("GET", "/cadres/sync/me/"))
        photos = [chance.choice(self.pool) + f"{at} {each}".encode() for each in range(PHOTOS)]
        entry = Entry(self.site.today, WORDS, tuple(map(sha256_of, photos)))
        if phone.is_kept(self.timed("entry", phone.put, entry), entry):
            self.kept.append(entry)
        for photo in photos:
            self.timed("photo", phone.put_photo, photo)
        self.timed("list", phone.send, phone.raw("GET", "/cadres/diary/"))

    def elapsed(self):
        return time.perf_counter() - self.started

    def evening(self):
        """Everybody, in the order of their moments."""
        self.started = time.perf_counter()
        with ThreadPoolExecutor(self.chosen.phones) as pool:
            list(pool.map(self.one, sorted(range(self.chosen.people), key=self.moment)))
        print(f"{self.chosen.people} people in {self.elapsed():.0f} s")
        self.tell()

    def flood(self):
        """Entries alone, without a pause."""
        self.taken.clear()
        entries = [Entry(self.site.today, f"{WORDS}{at}") for at in range(self.chosen.flood)]

        def send(pair):
            at, entry = pair
            phone = self.phones[at % len(self.phones)]
            if phone.is_kept(self.timed("entry", phone.put, entry), entry):
                self.kept.append(entry)

        started = time.perf_counter()
        with ThreadPoolExecutor(32) as pool:
            list(pool.map(send, enumerate(entries)))
        seconds = time.perf_counter() - started
        print(f"{len(entries)} entries in {seconds:.1f} s: {len(entries) / seconds:.0f} a second")
        self.tell()

    def tell(self):
        for what, seconds in self.taken.items():
            cuts = quantiles(seconds, n=100)
            print(
                f"  {what}: {len(seconds)}, median {cuts[49] * 1000:.0f} ms, "
                f"p95 {cuts[94] * 1000:.0f}, p99 {cuts[98] * 1000:.0f}, max {max(seconds):.2f} s"
            )

    def fault(self):
        """What went wrong, or nothing."""
        figures = self.site.figures(self.kept)
        print(f"answers {self.statuses}; lost, duplicated, truncated {figures}")
        asked = self.chosen.people + self.chosen.flood
        bad = [status for status in self.statuses if status not in {200, 201}]
        return bad or figures != (0, 0, 0) or len(self.kept) != asked or not self.site.is_sound()


def sha256_of(data):
    return hashlib.sha256(data).hexdigest()


def run(chosen, folder):
    """True when something was lost or failed."""
    server = import_module("tests.chaos.server")  # its models exist only after setup
    crowd = import_module("bench.crowd")
    with crowd.database(folder) as name:
        site = server.Site(folder, name, None)
        people = crowd.people(chosen.people)
        with site.served():
            rush = Rush(chosen, site, [site.phone(user) for user in people])
            rush.evening()
            rush.flood()
        return rush.fault()


def main():
    chosen = options()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        os.environ["MEDIA_ROOT"] = f"{folder}/media"
        if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/unused.sqlite3"
        django.setup()
        sys.exit(1 if run(chosen, Path(folder)) else 0)


if __name__ == "__main__":
    main()
