"""Puts a mutant's functions into the loaded package, without loading anything again.

A function that is alive gets the code of the mutant in place of its own, so whoever holds it calls
the mutant from then on. What only runs while the package is loaded cannot be changed in this way.
"""

import gc
import inspect
from types import CodeType, FunctionType

from .mutants import PACKAGE, path_of


class NeedsImport(Exception):
    """The fault lies in what runs at import: a default, a table, a decorator."""


def live_functions():
    """All functions of the package that anybody holds, those inside functions among them."""
    home = str(PACKAGE)
    found = [
        item
        for item in gc.get_objects()
        if type(item) is FunctionType and item.__code__.co_filename.startswith(home)
    ]
    assert found, "nothing of the package is loaded, or the collector was frozen"
    return found


def swap(mutant, functions):
    """Change `functions` as the mutant has it; NeedsImport where that is not enough."""
    path = path_of(mutant.module)
    whole = compile(path.read_text(encoding="utf-8"), str(path), "exec")
    changed = {}
    _compare(whole, mutant.code(), changed)
    for function in functions:
        code = changed.get(function.__code__)
        if code is not None:
            try:
                function.__code__ = code
            except ValueError as error:  # it closes over other names than before
                raise NeedsImport from error


def _compare(old, new, changed):
    if old == new:
        return
    if old.co_flags & inspect.CO_NEWLOCALS and old.co_flags & inspect.CO_OPTIMIZED:
        changed[old] = new
    elif _own(old) != _own(new):
        raise NeedsImport
    inner = _by_name(new)
    for key, code in _by_name(old).items():
        if key in inner:
            _compare(code, inner[key], changed)


def _own(code):
    """What a module or class does itself, without what its functions do when called."""
    plain = [item for item in code.co_consts if not isinstance(item, CodeType)]
    return code.co_code, code.co_names, [(type(item), item) for item in plain]


def _by_name(code):
    """{(name, line, how many before it)}: the codes inside a code."""
    found = {}
    for item in code.co_consts:
        if isinstance(item, CodeType):
            number = sum(key[:2] == (item.co_name, item.co_firstlineno) for key in found)
            found[item.co_name, item.co_firstlineno, number] = item
    return found
