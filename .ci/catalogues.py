"""The Chinese catalogues: one per app, kept complete without gettext installed.

    python .ci/catalogues.py update  [NAME ...]   collect the texts of the code into django.po
    python .ci/catalogues.py compile [NAME ...]   write django.mo (committed, byte-stable)
    python .ci/catalogues.py check   [NAME ...]   name every fault; exit 1 when there is one

Needs the tools of requirements-dev.lock. NAME is an app, or `site`: config/ and the templates that
belong to no app. `update` loses no translation: a text that is gone is kept as obsolete, and a new
one that another catalogue has already translated starts with that translation.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from messages import NAMES, Message, extract

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "zh_Hans"
METADATA = {
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdrif]|\{\w*\}")
CHINESE = re.compile(r"[\u3400-\u9fff]")


def po_path(root: Path, name: str) -> Path:
    return root / "locale" / name / LANGUAGE / "LC_MESSAGES" / "django.po"


def load(root: Path, name: str) -> polib.POFile:
    """The catalogue of one app; an empty one when it has none yet."""
    path = po_path(root, name)
    catalogue = polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile(wrapwidth=0)
    catalogue.metadata = dict(METADATA)
    return catalogue


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def texts(entry: polib.POEntry) -> list[str]:
    """The translations of an entry: one, or one for each plural form; never an empty list."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def refresh(entry: polib.POEntry, message: Message) -> None:
    """Bring an entry's use, plural and format flag up to the code; the translation stays."""
    entry.obsolete = False
    entry.occurrences = [(name, "") for name in sorted(message.files)]
    if message.plural and not entry.msgid_plural:
        entry.msgstr_plural, entry.msgstr = {0: entry.msgstr}, ""
    elif entry.msgid_plural and not message.plural:
        entry.msgstr, entry.msgstr_plural = entry.msgstr_plural.get(0, ""), {}
    entry.msgid_plural = message.plural or ""
    flags = {flag for flag in entry.flags if flag != "python-format"}
    if "%" in "".join(placeholders(entry.msgid)):
        flags.add("python-format")
    entry.flags = sorted(flags)


def update(root: Path, names: list[str]) -> None:
    wanted, _ = extract(root)
    catalogues = {name: load(root, name) for name in wanted}
    translated = {
        key(entry): texts(entry)[0]
        for catalogue in catalogues.values()
        for entry in catalogue
        if all(texts(entry)) and not entry.fuzzy
    }
    for name in names:
        catalogue = catalogues[name]
        known = {key(entry): entry for entry in catalogue}
        for entry in catalogue:
            entry.obsolete = True
        for identity, message in wanted[name].items():
            if identity not in known:
                context, msgid = identity
                known[identity] = polib.POEntry(
                    msgctxt=context, msgid=msgid, msgstr=translated.get(identity, "")
                )
                catalogue.append(known[identity])
            refresh(known[identity], message)
        catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
        path = po_path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))


def compile_(root: Path, names: list[str]) -> None:
    for name in names:
        path = po_path(root, name)
        if path.exists():
            path.with_suffix(".mo").write_bytes(load(root, name).to_binary())


def entry_faults(entry: polib.POEntry) -> Iterator[str]:
    if CHINESE.search(entry.msgid):
        yield "the text in the code is Chinese; write short English there"
    if not all(texts(entry)):
        yield "not translated"
        return
    if entry.fuzzy:
        yield "marked fuzzy; confirm the translation and remove the mark"
    source = entry.msgid_plural or entry.msgid
    for text in texts(entry):
        if placeholders(source) != placeholders(text):
            yield f"placeholders differ from those of «{text}»"


def catalogue_faults(root: Path, name: str, wanted: dict) -> Iterator[str]:
    catalogue = load(root, name)
    active = {key(entry): entry for entry in catalogue if not entry.obsolete}
    for _context, msgid in sorted(wanted.keys() - active, key=str):
        yield f"{name}: «{msgid}» is not in the catalogue; run `make locale`"
    for _context, msgid in sorted(active.keys() - wanted, key=str):
        yield f"{name}: «{msgid}» is no longer used; run `make locale`"
    for entry in active.values():
        for fault in entry_faults(entry):
            yield f"{name}: «{entry.msgid}»: {fault}"
    compiled = po_path(root, name).with_suffix(".mo")
    content = compiled.read_bytes() if compiled.exists() else b""
    if active and content != catalogue.to_binary():
        yield f"{name}: django.mo is not made from django.po; run `make locale`"


def conflicts(root: Path, names: list[str]) -> Iterator[str]:
    """Django merges the catalogues, so one text with two translations would lose one of them."""
    first: dict[tuple, tuple[str, list[str]]] = {}
    for name in names:
        for entry in load(root, name):
            if entry.obsolete or not all(texts(entry)):
                continue
            other, meaning = first.setdefault(key(entry), (name, texts(entry)))
            if meaning != texts(entry):
                yield (
                    f"{name}: «{entry.msgid}» is «{texts(entry)[0]}» here, «{meaning[0]}» in "
                    f"{other}; agree on one, or tell them apart with a context (pgettext)"
                )


def check(root: Path, names: list[str]) -> list[str]:
    """Every fault of the named catalogues, a sentence each; empty when all is well."""
    wanted, faults = extract(root)
    for name in names:
        faults += catalogue_faults(root, name, wanted[name])
    return faults + list(conflicts(root, sorted(wanted)))


def main(verb: str, names: list[str]) -> int:
    names = names or sorted(NAMES)
    if verb == "update":
        update(ROOT, names)
    elif verb == "compile":
        compile_(ROOT, names)
    else:
        faults = check(ROOT, names)
        print("\n".join(faults) or "locale: complete, and every django.mo matches")
        return 1 if faults else 0
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ("update", "compile", "check"):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
