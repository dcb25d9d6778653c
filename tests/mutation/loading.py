"""Loads the package anew with a fault in it, for faults in what runs at import."""

import importlib
import importlib.abc
import importlib.util
import sys

NAME = "assessments.scoring"


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads the mutant's module with the fault in it."""

    def __init__(self, mutant):
        self.mutant = mutant

    def find_spec(self, name, path, target=None):
        if name != f"{NAME}.{self.mutant.module}":
            return None
        return importlib.util.spec_from_loader(name, self)

    def exec_module(self, module):
        exec(self.mutant.code(), module.__dict__)  # noqa: S102  our own code


def load_again(mutant=None):
    """Load the package again and give it to the loaded tests in the place of the old one."""
    old = {name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith(NAME)}
    if mutant is not None:
        sys.meta_path.insert(0, Finder(mutant))
    for name in old:
        importlib.import_module(name)
    for name, module in list(sys.modules.items()):
        if name.startswith("tests."):
            _hand_over(vars(module), old)


def _hand_over(names, old):
    """Let `names` of a test's module that came out of the package come out of the new one."""
    for name, value in list(names.items()):
        for home, module in old.items():
            if vars(module).get(name, names) is value:
                names[name] = vars(sys.modules[home]).get(name)
                break
