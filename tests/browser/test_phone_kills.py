"""The browser is killed while somebody types: what was typed two seconds before is there again.

10 kills in every run of the browser's tests, 50 in `make chaos`. The control takes the writing to
the store away, and then the words are gone.
"""

import os
import random
import signal
import time
import uuid
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.browser.phones import SHELL, TASK, log_in, ready

LOSS = 2.0  # seconds of typing
PAUSE = 0.02
MOST = 0.1  # what one keystroke counts at the most: a machine that stands still is not typed on
NEVER = "IDBObjectStore.prototype.put = function (row) { return this.count(); }"

quick_and_whole = pytest.mark.parametrize(
    "kills",
    [
        pytest.param(10, marks=pytest.mark.browser, id="quick"),
        pytest.param(50, marks=pytest.mark.whole, id="whole"),
    ],
)


@pytest.fixture
def start(browser_type, browser_type_launch_args, site, tmp_path):
    """`with start() as page`: the same phone again, however it ended the last time."""

    @contextmanager
    def launch(script=None):
        context = browser_type.launch_persistent_context(
            tmp_path,
            base_url=site,
            locale="zh-CN",
            viewport={"width": 360, "height": 740},
            **browser_type_launch_args,
        )
        if script:
            context.add_init_script(script)
        yield context.pages[0]
        with suppress(Error):  # it was killed
            context.close()

    return launch


def processes(folder):
    """Of the browser whose profile lies in `folder`, the first one last."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if f"--user-data-dir={folder}".encode() in path.read_bytes():
                yield int(path.parent.name)
        except OSError:
            continue  # it ended meanwhile


def kill(folder):
    for pid in sorted(processes(folder)):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def type_for(page, seconds):
    """Numbers, typed for so long; → [(number, how many seconds of typing came after it)]."""
    moments, passed = [], 0
    while passed < seconds:
        before = time.monotonic()
        page.keyboard.insert_text(f"{len(moments):05d} ")
        moments.append(passed)
        time.sleep(PAUSE)
        passed += min(time.monotonic() - before, MOST)
    return [(number, passed - moment) for number, moment in enumerate(moments)]


def type_and_kill(page, folder):
    """→ (id of the entry, the numbers that must have outlived it)."""
    pk = str(uuid.uuid4())
    page.goto(f"{SHELL}#write/{pk}")
    page.locator(TASK).click()
    page.locator("#f-text").click()
    typed = type_for(page, random.uniform(LOSS + 0.2, LOSS + 1.6))
    kill(folder)
    return pk, [f"{number:05d}" for number, ago in typed if ago > LOSS]


def found(page, pk):
    page.goto(f"{SHELL}#today")
    page.goto(f"{SHELL}#write/{pk}")
    expect(page.locator("#f-text")).to_be_visible()
    return page.locator("#f-text").input_value().split()


@quick_and_whole
def test_a_killed_browser_loses_no_more_than_two_seconds_of_typing(start, tmp_path, kills):
    with start() as page:
        log_in(page)
        ready(page)
    before = None
    for _each in range(kills):
        with start() as page:
            if before:
                pk, expected = before
                assert found(page, pk)[: len(expected)] == expected
            before = type_and_kill(page, tmp_path)
            assert before[1]
    with start() as page:
        pk, expected = before
        assert found(page, pk)[: len(expected)] == expected


@pytest.mark.browser
def test_the_control_that_keeps_nothing_loses_the_words(start, tmp_path):
    with start() as page:
        log_in(page)
        ready(page)
    with start(NEVER) as page:
        pk, expected = type_and_kill(page, tmp_path)
    with start() as page:
        assert found(page, pk) == []
        assert expected
