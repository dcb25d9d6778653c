"""`python -m bench`: totals first, then times; figures of the last run stand in README.md.

SQLite in a temporary folder, or a throw-away database of the PostgreSQL that DATABASE_URL names.
"""

import os
import tempfile
from importlib import import_module
from pathlib import Path

import django


def main():
    with tempfile.TemporaryDirectory() as folder:
        if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/unused.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        import_module("bench.measure").run(Path(folder))  # its models exist only after setup


if __name__ == "__main__":
    main()
