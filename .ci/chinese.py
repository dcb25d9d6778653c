"""Where Chinese stands in code: `python .ci/chinese.py` names every place that chinese.txt forgot.

Texts of pages are English and translated. A literal in Chinese is right only where the thing itself
is Chinese whatever the page's language; `.ci/chinese.txt` lists those files, each with its reason
(docs/architecture.md, Texts). A line of the list that no file needs any more is a fault too.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("accounts", "villages", "cadres", "assessments", "config")
CHINESE = re.compile(r"[\u3400-\u9fff]")


def literals(source: str) -> Iterator[int]:
    """The lines of texts with a Chinese character, docstrings left out."""
    tree = ast.parse(source)
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    for text in texts:
        if isinstance(text.value, str) and id(text) not in prose and CHINESE.search(text.value):
            yield text.lineno


def listed(root: Path) -> list[str]:
    lines = (root / ".ci" / "chinese.txt").read_text().splitlines()
    return [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]


def faults(root: Path) -> list[str]:
    """A sentence for each file that the list forgot, and each line of the list without a file."""
    found = {}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            if lines := list(literals(path.read_text())):
                found[path.relative_to(root).as_posix()] = lines
    allowed = listed(root)

    def covers(entry: str, name: str) -> bool:
        return name.startswith(entry) if entry.endswith("/") else name == entry

    said = [
        f"{name}:{line}: a Chinese text in code"
        for name, lines in found.items()
        if not any(covers(entry, name) for entry in allowed)
        for line in lines
    ]
    return said + [
        f".ci/chinese.txt: {entry} holds no Chinese text"
        for entry in allowed
        if not any(covers(entry, name) for name in found)
    ]


if __name__ == "__main__":
    print("\n".join(said := faults(ROOT)) or "Chinese stands only where .ci/chinese.txt says why")
    sys.exit(bool(said))
