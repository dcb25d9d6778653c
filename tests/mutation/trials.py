"""Runs the tests against mutants: each mutant in a process of its own, forked from a warm one.

First the quick way: the tests are loaded and timed once, and a mutant meets only the tests that run
its lines, first those that noticed the faults before it, then the quickest; all of them where
`swap` cannot do it and the package is loaded again. What survives though it has a part in the
loading meets all the tests in a process that loads them, too, afresh.
"""

import gc
import mmap
import os
import resource
import signal
import sys
import time

import hypothesis  # noqa: F401  loaded before any fork
import pytest

from .answers import CASES, answered
from .loading import Finder, load_again
from .mutants import PACKAGE, name_of
from .swap import NeedsImport, live_functions, swap

TESTS = ("tests/scoring", "tests/examples/test_examples.py", "tests/mutation/seeds.py")
LEFT_OUT = ("tests/scoring/test_against_oracle.py", "tests/scoring/test_purity.py")
UNUSED = (
    "django",
    "cacheprovider",
    "xdist",
    "logging",
    "faulthandler",
    "threadexception",
    "unraisableexception",
    "warnings",
)
OPTIONS = [
    "-q",
    "-s",
    "-x",
    "--noconftest",
    "--tb=native",
    "-o",
    "addopts=",
    "-m",
    "not slow",
    *(f"-pno:{plugin}" for plugin in UNUSED),
    *(f"--ignore={path}" for path in LEFT_OUT),
    *TESTS,
]
KILLED, SURVIVED, UNREACHED, UNDECIDED = "killed", "survived", "unreached", "undecided"
CODES = {0: SURVIVED, 1: KILLED, 2: KILLED, 6: UNREACHED, 7: UNDECIDED}
"""By the exit codes of pytest: 1 a test failed, 2 a file of tests could not be loaded."""
BROKEN = 9
PLACE = 4
NOBODY = b"\xff" * PLACE
SECONDS, MEMORY = 25, 2 << 30
"""A mutant that runs longer (on the processor) or wants more is ended, which is a kill."""
PATIENCE = 3
"""Seconds for one test: where a fault never ends, the rest need not be waited for."""


def quickly(mutants, tell):
    """Try each mutant the quick way and `tell` (mutant, verdict)."""
    plugin = _Quick(mutants, tell)
    sys.settrace(plugin.loading.enter)
    pytest.main(OPTIONS, plugins=[plugin])
    assert plugin.finished, "the tests fail without any fault"


def afresh(mutants, tell):
    """Try each mutant against all the tests with the package loaded anew."""
    for seed in range(CASES):
        answered(seed)
    for mutant in mutants:
        tell(mutant, in_child(lambda mutant=mutant: _run_afresh(mutant)))


def in_child(action):
    """The verdict of what `action` returns or exits with, in a fork with limits."""
    child = os.fork()
    if child:
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return KILLED if code < 0 else CODES[code]
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    code = BROKEN
    try:
        code = action()
    finally:
        os._exit(code)


def _run_afresh(mutant):
    sys.meta_path.insert(0, Finder(mutant))
    return int(pytest.main(OPTIONS, plugins=[_OnlyPlainTests()]))


class _OnlyPlainTests:
    """No random examples: a verdict must be the same on every run."""

    def pytest_collection_modifyitems(self, items):
        items[:] = [item for item in items if not hasattr(item.function, "hypothesis")]


class _Quick(_OnlyPlainTests):
    """Instead of running the tests once, run for each mutant those that reach it."""

    def __init__(self, mutants, tell):
        self.mutants, self.tell = mutants, tell
        self.finished = False
        self.noticed = mmap.mmap(-1, PLACE)  # written by the fork, read by this process
        self.reached, self.loading = {}, _Tracer()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        sys.settrace(None)
        timed = [(self._observe(item), item) for item in session.items]
        self.order = [item for _, item in sorted(timed, key=lambda pair: pair[0])]
        functions = live_functions()
        gc.freeze()  # the forks then share their memory
        self._try_all(functions)
        return True

    def _try_all(self, functions):
        sound = in_child(lambda: load_again() or self._meets(self.order))
        assert sound == SURVIVED, "the tests fail when the package is loaded again"
        for mutant in self.mutants:
            self.noticed[:] = NOBODY
            self.tell(mutant, in_child(lambda mutant=mutant: self._try(mutant, functions)))
            if self.noticed[:] != NOBODY:
                place = int.from_bytes(self.noticed[:], "big")
                self.order.insert(0, self.order.pop(place))
        self.finished = True

    def _try(self, mutant, functions):
        gc.disable()
        lines = {(mutant.module, line) for line in range(mutant.first, mutant.last + 1)}
        try:
            swap(mutant, functions)
        except NeedsImport:
            return self._try_loaded_again(mutant)
        items = [item for item in self.order if lines & self.reached[item]]
        if self._meets(items):
            return 1
        if lines & self.loading.lines:
            return 7
        return 0 if items else 6

    def _try_loaded_again(self, mutant):
        try:
            load_again(mutant)
        except Exception:
            return 1
        return self._meets(self.order) or 7

    def _meets(self, items):
        """1 when one of the tests fails, which is `noticed`; 0 when all pass."""
        for item in items:
            signal.setitimer(signal.ITIMER_PROF, PATIENCE)
            if not _passes(item):
                self.noticed[:] = self.order.index(item).to_bytes(PLACE, "big")
                return 1
        return 0

    def _observe(self, item):
        """Seconds of processor time; the lines of the package it runs go to `reached`."""
        tracer = _Tracer()
        began = time.process_time()
        sys.settrace(tracer.enter)
        passed = _passes(item)
        sys.settrace(None)
        assert passed, f"{item.nodeid} fails without any fault"
        self.reached[item] = tracer.lines
        return time.process_time() - began


def _passes(item):
    hook = item.ihook
    item._initrequest()  # so that its fixtures are made again
    try:
        hook.pytest_runtest_setup(item=item)
        hook.pytest_runtest_call(item=item)
    except (Exception, pytest.fail.Exception):  # the latter of a `raises` in vain
        return False
    finally:
        hook.pytest_runtest_teardown(item=item, nextitem=None)
    return True


class _Tracer:
    """Notes the (module, line) of what runs in the package."""

    modules = {str(path): name_of(path) for path in PACKAGE.rglob("*.py")}

    def __init__(self):
        self.lines = set()

    def enter(self, frame, event, arg):
        return self.step if frame.f_code.co_filename in self.modules else None

    def step(self, frame, event, arg):
        self.lines.add((self.modules[frame.f_code.co_filename], frame.f_lineno))
        return self.step
