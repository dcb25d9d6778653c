"""What is wrong in a table, where, and what to write instead (§9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.scoring.cells.messages import MESSAGES
from assessments.scoring.cells.names import column_title

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True)
class Fault:
    """One fault of one cell. `row` is the row of the file (the header is row 1; 0 = no row),
    `column` the English key, `found` the text that is wrong. A warning stops nothing."""

    row: int
    column: str
    found: str
    key: str
    args: tuple[tuple[str, str], ...] = ()
    severity: str = ERROR

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR

    def message(self, lang: str = "zh") -> str:
        """What was found and what to write instead, without the place."""
        chinese, english = MESSAGES[self.key]
        template = chinese if lang.startswith("zh") else english
        return template.format(found=self.found, **dict(self.args))

    def text(self, lang: str = "zh") -> str:
        """The whole sentence: «第 14 行「分值」：12,5 不是数字。写成 12.5。»"""
        title = column_title(self.column, lang)
        if lang.startswith("zh"):
            place = f"第 {self.row} 行「{title}」：" if self.row else f"「{title}」："
        else:
            place = f"Row {self.row}, {title}: " if self.row else f"{title}: "
        return place + self.message(lang)


class Wrong(Exception):
    """Raised where a cell is read; whoever knows the row and the column makes a fault of it."""

    def __init__(self, key: str, found: str, **args: object) -> None:
        super().__init__(key, found)
        self.key = key
        self.found = found
        self.args_of_message: Mapping[str, str] = {name: str(arg) for name, arg in args.items()}

    def at(self, row: int, column: str, severity: str = ERROR) -> Fault:
        args = tuple(self.args_of_message.items())
        return Fault(row, column, self.found, self.key, args, severity)
