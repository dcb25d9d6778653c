"""The demo county served by a real server, looked at in Debian's Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from pathlib import Path

import pytest
from playwright.sync_api import expect

from config.demo.people import PASSWORD
from tests.browser.phones import log_in, press, ready
from tests.browser.portal import Portal

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90  # seconds: a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE * 1000)
SMALL = {"width": 360, "height": 740}
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture(scope="session")
def site_env(tmp_path_factory):
    """The environment of a whole demo county."""
    folder = tmp_path_factory.mktemp("site")
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "DJANGO_ENV": "local",
    }
    for command in (["migrate", "--verbosity", "0"], ["load_demo"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True)
    return env


@pytest.fixture(scope="session")
def site(site_env):
    """Address of a server with the demo county; it stops with the session."""
    port = free_port()
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "config.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--no-control-socket",
            "--log-level",
            "warning",
        ],
        cwd=ROOT,
        env=site_env,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address + "/healthz")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def wait_for(url, seconds=PATIENCE):
    for _each in range(seconds * 5):
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310
                return answer.read()
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(url)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.fail("Chromium is missing: apt-get install chromium chromium-l10n fonts-noto-cjk")
    args = ["--no-sandbox", "--lang=zh-CN", "--disable-background-networking", "--disable-sync"]
    return browser_type_launch_args | {"executable_path": chromium, "args": args}


@pytest.fixture
def visit(browser, site):
    """`visit("county", "desk")` → a page of somebody logged in, with its faults collected.

    `page.faults` lists console errors, failed requests and requests to other hosts.
    """
    contexts = []

    def open_page(who, size="desk"):
        context = browser.new_context(
            viewport=SIZES[size],
            locale="zh-CN",
            base_url=site,
            reduced_motion="reduce",
            has_touch=size == "phone",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda m: m.type == "error" and page.faults.append(m.text))
        page.on("pageerror", lambda e: page.faults.append(str(e)))
        page.on(
            "request",
            lambda r: r.url.startswith((site, "data:", "blob:")) or page.faults.append(r.url),
        )
        page.goto("/accounts/login/")
        page.fill("input[name=username]", who)
        page.fill("input[name=password]", PASSWORD)
        press(page, page.locator("main button[type=submit]").first)
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def words():
    """A text of this test's own."""
    return f"看了灌渠 {uuid.uuid4().hex[:8]}"


@pytest.fixture
def portal(site):
    made = Portal(site)
    yield made
    made.close()


@pytest.fixture
def phone(browser, portal):
    """`phone()` → a page of the shell on a phone of its own, behind the portal."""
    contexts = []

    def open_page(who="cadre", script=None):
        context = browser.new_context(
            viewport=SMALL,
            locale="zh-CN",
            base_url=portal.address,
            reduced_motion="reduce",
            has_touch=True,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        log_in(page, who)
        ready(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def second(site_env):
    """The user name of another cadre of the county."""
    make = """
from accounts.models import User
from cadres.models import Cadre
one = User.objects.get(username="cadre")
two = User.objects.create(username="cadre2", name="乙", role=one.role, area_code=one.area_code,
                          password=one.password, must_change_password=False)
Cadre.objects.filter(pk=Cadre.objects.filter(user=None).values("pk")[:1]).update(user=two)
"""
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", make], cwd=ROOT, env=site_env, check=True
    )
    return "cadre2"
