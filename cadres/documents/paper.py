"""Official papers as .docx by the national layout (GB/T 9704-2012, the county's form 11): page,
grid of 22 lines × 28 characters, head, body, signature, annexes, page numbers outside.

Lengths are in twips (1/20 pt) as Word stores them.
"""

import io
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt, RGBColor, Twips

from .imprint import add_imprint
from .layout import (
    BODY_SIZE,
    CHARACTER,
    LINE,
    bottom_line,
    chars,
    lay_out,
    off_the_grid,
    page_numbers,
    plain_normal,
    typeset,
)
from .tables import add_table

SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
RED = RGBColor(0xE6, 0x00, 0x12)
TEXT_WIDTH = 442  # pt
FALLBACKS = (
    "字体 方正小标宋简体 ← 华文中宋、宋体；仿宋_GB2312 ← 仿宋、华文仿宋；"
    "楷体_GB2312 ← 楷体；黑体 ← SimHei。缺字体时由打开文件的程序替代。"
)


@dataclass(frozen=True)
class Annex:
    """A table on a page of its own; the last of `rows` may be a total."""

    title: str
    header: list
    rows: list
    note: str = ""


@dataclass(frozen=True)
class Paper:
    """A line break in `title` is kept; `parts` [(heading or '', [paragraph])]; `mark` the red name
    of the issuing organ, '' for a plain paper; `number` its 发文字号, `signer` the 签发人 of an
    upward paper. `attached` names files that go with it; `printed_by` the office of the 版记, ''
    for none, with `copies` (抄送) and the day of printing."""

    title: str
    to: str
    intro: str
    parts: list
    organ: str
    on: str
    annexes: list = field(default_factory=list)
    mark: str = ""
    number: str = ""
    signer: str = ""
    attached: list = field(default_factory=list)
    printed_by: str = ""
    printed_on: str = ""
    copies: str = ""

    @property
    def enclosed(self):
        """Titles of all that goes with it: the annexes, then the files."""
        return [*(annex.title for annex in self.annexes), *self.attached]


def as_docx(paper):
    """The bytes of the file."""
    document = Document()
    plain_normal(document, FANG)
    lay_out(document.sections[0])
    page_numbers(document, "宋体")
    _head(document, paper)
    _body(document, paper)
    _end(document, paper)
    for number, annex in enumerate(paper.annexes, 1):
        _annex(document, annex, number if len(paper.enclosed) > 1 else "")
    if paper.printed_by:
        add_imprint(document, paper.copies, paper.printed_by, paper.printed_on, FANG)
    about = document.core_properties
    about.title, about.author = paper.title.replace("\n", ""), paper.organ
    about.comments = FALLBACKS
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _line(document, text="", font=FANG, size=BODY_SIZE, align=None, indent=0, before=0):
    """A paragraph on the line grid; `indent` in characters, `before` in lines."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.alignment = align
    form.space_before = Twips(round(before * LINE))
    if indent:
        chars(paragraph, "firstLine", indent)
    if size > BODY_SIZE:
        off_the_grid(paragraph)
    if text:
        typeset(paragraph.add_run(text), font, size)
    return paragraph


def _head(document, paper):
    """发文机关标志 35 mm under the top of the text, number and signer, the red line."""
    if not paper.mark:
        return
    size = min(48, TEXT_WIDTH // (len(paper.mark) + 1))
    mark = _line(document, paper.mark, SONG, size, ALIGN.CENTER)
    mark.paragraph_format.line_spacing = Pt(size * 1.2)
    mark.paragraph_format.space_before = Twips(1984)
    mark.runs[0].font.color.rgb = RED
    row = _line(document, paper.number, before=2)
    chars(row, "firstLine", 1)
    row.paragraph_format.tab_stops.add_tab_stop(Twips(27 * CHARACTER), alignment=2)
    typeset(row.add_run("\t签发人："), FANG, BODY_SIZE)
    typeset(row.add_run(paper.signer or "　　　"), KAI, BODY_SIZE)
    bottom_line(row, "E60012", 12)


def _body(document, paper):
    _line(document, paper.title, SONG, 22, ALIGN.CENTER, before=2 if paper.mark else 0)
    _line(document, f"{paper.to}：", before=1)
    if paper.intro:
        _line(document, paper.intro, indent=2)
    for heading, paragraphs in paper.parts:
        if heading:
            _line(document, heading, HEI, indent=2).paragraph_format.keep_with_next = True
        for text in paragraphs:
            _line(document, text, indent=2, align=ALIGN.JUSTIFY)


def _end(document, paper):
    """附件说明, then organ and date; the last line of the text stays with them."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    for number, title in enumerate(paper.enclosed, 1):
        name = f"{number}.{title}" if len(paper.enclosed) > 1 else title
        first = number == 1
        row = _line(document, f"附件：{name}" if first else name, before=1 if first else 0)
        chars(row, "left", 2 if first else 5)
        row.paragraph_format.keep_with_next = True
    width = _width(paper.on)
    organ = _line(document, paper.organ, align=ALIGN.RIGHT, before=2)
    chars(organ, "right", max(0, 4 + (width - _width(paper.organ)) / 2))
    organ.paragraph_format.keep_with_next = True
    chars(_line(document, paper.on, align=ALIGN.RIGHT), "right", 4)


def _width(text):
    """In characters; a digit is half of one."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _annex(document, annex, number):
    label = _line(document, f"附件{number}", HEI)
    label.paragraph_format.page_break_before = True
    title = _line(document, annex.title, SONG, 22, ALIGN.CENTER, before=1)
    title.paragraph_format.space_after = Twips(LINE // 2)
    if annex.note:
        _line(document, annex.note, size=12)
    add_table(document, annex.header, annex.rows, FANG, HEI)


def day(moment):
    return date_format(timezone.localdate(moment), "DATE_FORMAT") if moment else ""
