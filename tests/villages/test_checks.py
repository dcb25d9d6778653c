"""Production refuses invented data, at `migrate` and at the start of the server."""

import os
import secrets
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from villages.checks import no_demo_data_in_production as check
from villages.models import County

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("production", "demo", "faults"), [(1, 1, 1), (1, 0, 0), (0, 1, 0)])
def test_demo_data_is_a_fault_in_production_only(places, settings, production, demo, faults):
    settings.PRODUCTION = bool(production)
    County.objects.filter(pk="441621").update(is_demo=bool(demo))
    assert len(check(None, databases=["default"])) == faults
    assert check(None, databases=None) == []


def start(folder, demo):
    """Import the WSGI application as a production server does, on a county of one row."""
    path = folder / "county.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE villages_county (code, name, is_demo)")
        database.execute("INSERT INTO villages_county VALUES ('441621', '紫金县', ?)", [demo])
    database.close()
    env = os.environ | {
        "DJANGO_ENV": "production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "zhucun.example.gov.cn",
        "DATABASE_URL": f"sqlite:///{path}",
    }
    command = [sys.executable, "-c", "import config.wsgi"]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


@pytest.mark.slow
def test_a_production_server_does_not_start_on_demo_data(tmp_path):
    refused = start(tmp_path, demo=True)
    assert refused.returncode != 0
    assert "villages.E001" in refused.stderr


@pytest.mark.slow
def test_a_production_server_starts_on_real_data(tmp_path):
    assert start(tmp_path, demo=False).returncode == 0
