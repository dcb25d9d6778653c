"""`python -m bench`: totals first, then times; figures of the last run stand in README.md.

SQLite in a temporary folder, or a throw-away database of the PostgreSQL that DATABASE_URL names.
"""

import argparse
import os
import tempfile
from importlib import import_module
from pathlib import Path

import django


def options():
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--counties", type=int, default=10, help="how many to grow to (10)")
    parser.add_argument("--rounds", type=int, default=5, help="medians of how many rounds (5)")
    parser.add_argument("--listed", action="store_true", help="a workbook that looks facts up")
    return parser.parse_args()


def main():
    chosen = options()
    with tempfile.TemporaryDirectory() as folder:
        if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/unused.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        measure = import_module("bench.measure")  # its models exist only after setup
        measure.Bench(Path(folder), chosen).run()


if __name__ == "__main__":
    main()
