"""Which texts does the code ask to translate? Read from Python's syntax tree and the templates.

Each text belongs to the catalogue of the app whose folder, or whose templates/ folder, it stands
in; everything else belongs to `site`.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

APPS = ("accounts", "villages", "cadres", "assessments")
NAMES = (*APPS, "site")

# function: positions of (context, text, plural) among its arguments
PLACES = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
LITERAL = r"""u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*\""""
TEMPLATE_CALL = re.compile(rf"\b(gettext|ngettext|pgettext|npgettext|_)\(((?:(?:{LITERAL}),?\s*)+)")


@dataclass
class Message:
    plural: str | None = None
    files: set[str] = field(default_factory=set)


Found = tuple[str | None, str, str | None]  # context, text, plural


def names_in_use(tree: ast.AST) -> dict[str, str]:
    """{name in this file: translation function}, from its imports; `_` alone means gettext."""
    names = {"_": "gettext", **{name: name for name in PLACES}}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
    return names


def python_messages(source: str) -> Iterator[Found | int]:
    """Each text asked for; the line number instead where it is put together at run time."""
    tree = ast.parse(source)
    names = names_in_use(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        places = PLACES.get(names.get(called, ""))
        if places is None:
            continue
        chosen = [None if at is None else node.args[at] for at in places]
        if any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in chosen):
            yield node.lineno
        elif all(part is None or isinstance(part, ast.Constant) for part in chosen):
            yield tuple(part and part.value for part in chosen)


def template_messages(source: str) -> Iterator[Found]:
    """Each text of {% translate %}, {% blocktranslate %} and _("…") in tags and variables."""
    for name, literals in TEMPLATE_CALL.findall(templatize(source)):
        arguments = [ast.literal_eval(text) for text in re.findall(LITERAL, literals)]
        places = PLACES[{"_": "gettext"}.get(name, name)]
        yield tuple(None if at is None else arguments[at] for at in places)


def sources(root: Path) -> Iterator[tuple[str, Path]]:
    """(catalogue, file) for every file that may hold texts."""
    for folder in (*APPS, "config"):
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield (folder if folder in APPS else "site"), path
    for path in sorted((root / "templates").rglob("*.*")):
        folder = path.relative_to(root / "templates").parts[0]
        yield (folder if folder in APPS else "site"), path


def extract(root: Path) -> tuple[dict[str, dict[tuple[str | None, str], Message]], list[str]]:
    """({catalogue: {(context, text): Message}}, faults) of the whole tree under `root`."""
    found: dict[str, dict[tuple[str | None, str], Message]] = {name: {} for name in NAMES}
    faults = []
    for name, path in sources(root):
        where = path.relative_to(root).as_posix()
        read = python_messages if path.suffix == ".py" else template_messages
        for item in read(path.read_text()):
            if isinstance(item, int):
                faults.append(f"{where}:{item}: translate a plain text, then fill in the values")
                continue
            context, text, plural = item
            message = found[name].setdefault((context, text), Message())
            message.plural = plural or message.plural
            message.files.add(where)
    return found, faults
