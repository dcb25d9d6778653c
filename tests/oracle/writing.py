"""Tables and cohorts in a few characters, for cases worked by hand."""

from . import oracle

COLUMNS = ("level", "code", "points", "method", "fact", "params", "period", "applies")


def rows_of(text):
    """`level | code | points | method | fact | params | period | applies`, a row a line."""
    written = [line for line in text.strip().splitlines() if line.strip()]
    return [(number, _cells(line)) for number, line in enumerate(written, start=2)]


def _cells(line):
    values = [value.strip() for value in line.split("|")]
    return dict(zip(COLUMNS, values, strict=False)) | {"name": f"名称{values[1]}"}


def cohort(text):
    """`A B/先进村 C:20`: codes, with a class after the slash and days after the colon."""
    subjects = []
    for word in text.split():
        word, _, days = word.partition(":")
        code, _, name = word.partition("/")
        subjects.append({"code": code, "class": name, "days": int(days) if days else None})
    return subjects


def facts_of(**given):
    """`late="3 5 - NA"`: a fact's texts for A, B, C, …; `-` is missing; `__` stands for a dot."""
    return {
        (subject, fact.replace("__", ".")): value
        for fact, texts in given.items()
        for subject, value in zip("ABCDEFGH", texts.split(), strict=False)
        if value != "-"
    }


def cards(table, subjects="A", facts=None, period="2026", **more):
    """The oracle's cards for a table in short."""
    return oracle.grade(rows_of(table), period, cohort(subjects), facts or {}, **more)


def points(table, code, facts, subjects="A", **more):
    """The points of one line, subject by subject, as texts; `None` where it waits, `-` off."""
    run = cards(table, subjects, facts, **more)
    shown = [card["lines"].get(code, ("-",))[0] for card in run.values()]
    return " ".join(map(plain, shown))


def column(run, name):
    """One field of every card, as texts."""
    return " ".join(plain(card[name]) for card in run.values())


def plain(value):
    return format(value, "f") if hasattr(value, "as_tuple") else str(value)


def figures(card):
    """A card's lines as `code points/full`, in the table's order."""
    shown = card["lines"].items()
    return [f"{code} {'-' if got is None else f'{got:f}'}/{full:f}" for code, (got, full) in shown]
