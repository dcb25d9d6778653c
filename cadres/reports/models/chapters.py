"""A report chapter by chapter: what the records say, what the author wrote, what is missing.

Plain Python over what the report's row holds; `assessments` asks it too.
"""

import re
from dataclasses import dataclass

from cadres.documents.numbers import ORDINALS

from .sections import PLACE, numbers_in

CLAUSE = re.compile(r"[^；。]*[；。]?")


@dataclass(frozen=True)
class Chapter:
    """`figures` {number code: text or None} as read from the records; `settled` the codes that the
    author confirmed or disputed; `remark` why it came back."""

    at: int
    key: str
    title: str
    sentence: str
    hint: str
    needs_text: bool
    text: str
    remark: str
    figures: dict
    settled: dict

    @property
    def ordinal(self):
        return ORDINALS[self.at]

    @property
    def known(self):
        """The clauses of the sentence whose numbers are known; '' when the records say nothing."""
        clauses = [
            clause
            for clause in CLAUSE.findall(self.sentence)
            if all(self.figures.get(code) for code in numbers_in(clause))
        ]
        return re.sub("；$", "。", "".join(clauses))

    @property
    def numbers(self):
        """The codes of the numbers it tells."""
        return numbers_in(self.known)

    @property
    def told(self):
        """The sentence with its numbers; '' when the records say nothing."""
        return PLACE.sub(lambda place: self.figures[place[1]], self.known)

    @property
    def pieces(self):
        """[(text, number code or '')]: the sentence cut at its numbers."""
        cut = PLACE.split(self.known)
        return [
            (self.figures[part], part) if at % 2 else (part, "")
            for at, part in enumerate(cut)
            if part
        ]

    @property
    def unsettled(self):
        """Numbers that nobody confirmed or disputed yet."""
        return [code for code in self.numbers if code not in self.settled]

    @property
    def is_answered(self):
        return bool(self.text.strip() or (self.known and not self.needs_text))

    @property
    def is_whole(self):
        return self.is_answered and not self.unsettled


def chapters(layout, sections, figures, settled, remarks):
    """[Chapter] in the order of the paper."""
    return [
        Chapter(
            at=at,
            key=row["key"],
            title=row["title"],
            sentence=row["sentence"],
            hint=row.get("hint", ""),
            needs_text=row["needs_text"],
            text=sections.get(row["key"], ""),
            remark=remarks.get(row["key"], ""),
            figures=figures,
            settled=settled,
        )
        for at, row in enumerate(layout)
    ]


def is_whole(layout, sections, figures, settled):
    """Every section answered, every number confirmed or disputed."""
    parts = chapters(layout, sections, figures, settled, {})
    return bool(parts) and all(chapter.is_whole for chapter in parts)
