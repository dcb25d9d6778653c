"""Which methods there are: every file of `methods/`, so that a new one needs no entry anywhere."""

from __future__ import annotations

import pkgutil

from assessments.scoring import methods
from assessments.scoring.cells.messages import MESSAGES
from assessments.scoring.method import Method

BY_NAME: dict[str, Method] = {}
METHODS: dict[str, str] = {}
"""English names → Chinese names, in the order of lists."""


def register(method: Method) -> None:
    """Let tables use the method; ValueError when it takes a name or message of another's."""
    taken = {method.name, method.chinese} & {*METHODS, *METHODS.values()}
    taken |= method.messages.keys() & MESSAGES.keys()
    if taken:
        raise ValueError(f"{method.name}: {taken} is another's")
    BY_NAME[method.name] = method
    METHODS[method.name] = method.chinese
    MESSAGES.update(method.messages)


def forget(method: Method) -> None:
    """Undo `register`."""
    del BY_NAME[method.name], METHODS[method.name]
    for key in method.messages:
        del MESSAGES[key]


def _listed() -> list[Method]:
    names = [module.name for module in pkgutil.iter_modules(methods.__path__)]
    found = [pkgutil.resolve_name(f"{methods.__name__}.{name}:METHOD") for name in names]
    return sorted(found, key=lambda method: (method.order, method.name))


for _method in _listed():
    register(_method)
