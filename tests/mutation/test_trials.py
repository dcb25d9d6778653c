"""How mutants are tried: what counts as a kill, and what a load of the package hands over."""

from types import SimpleNamespace

import pytest

from assessments.scoring.arithmetic import exact

from .loading import load_again
from .mutants import mutants_of
from .trials import KILLED, SURVIVED, _passes, in_child


def nothing(**options):
    pass


@pytest.mark.parametrize("error", [AssertionError, KeyError, pytest.fail.Exception])
def test_a_test_that_raises_does_not_pass(error):
    def call(item):
        raise error

    hook = SimpleNamespace(pytest_runtest_setup=nothing, pytest_runtest_teardown=nothing)
    sound = SimpleNamespace(**vars(hook), pytest_runtest_call=nothing)
    broken = SimpleNamespace(**vars(hook), pytest_runtest_call=call)
    assert _passes(SimpleNamespace(ihook=sound, _initrequest=nothing))
    assert not _passes(SimpleNamespace(ihook=broken, _initrequest=nothing))


@pytest.mark.parametrize(("code", "verdict"), [(0, SURVIVED), (1, KILLED)])
def test_a_verdict_comes_out_of_a_process_of_its_own(code, verdict):
    assert in_child(lambda: code) == verdict


@pytest.mark.parametrize(("fault", "precision"), [(None, 60), ("prec=61", 61)])
def test_a_load_puts_the_new_package_into_the_hands_of_the_tests(fault, precision):
    def loads():
        found = (mutant for mutant in mutants_of("arithmetic.exact") if fault in mutant.change)
        load_again(next(found) if fault else None)
        return int(exact.CONTEXT.prec != precision)

    before = exact
    assert in_child(loads) == SURVIVED
    assert exact is before
