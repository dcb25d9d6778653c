"""版记: who gets a copy, who printed it and when, at the foot of the last page, an even one.

It is the foot of a section of its own, which begins on the next even page and carries no page
number, as the standard has it for a page without text: no program that opens the file has to count
pages for it to come right.
"""

from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt, Twips

from .layout import MARGINS, PAGE, element, typeset

SIZE = 14
CHARACTER = 280  # twips of a character of 14 pt
THICK, THIN = 8, 6  # eighths of a point: 0.35 mm and 0.25 mm
WIDTH = PAGE[0] - MARGINS["left"] - MARGINS["right"]


def add_imprint(document, copies, printed_by, printed_on, font):
    """Its last line stands on the lower edge of the text block."""
    section = document.add_section(WD_SECTION.EVEN_PAGE)
    section.footer_distance = Twips(MARGINS["bottom"])
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False
        table = footer.add_table(0, 2, Twips(WIDTH))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        if copies:
            row = table.add_row()
            whole = row.cells[0].merge(row.cells[1])
            _write(whole, f"抄送：{copies.rstrip('。')}。", font)
        row = table.add_row()
        _write(row.cells[0], printed_by, font)
        _write(row.cells[1], f"{printed_on}印发", font, ALIGN.RIGHT)
        _rule(table)
        _flatten(footer)


def _write(cell, text, font, align=ALIGN.LEFT):
    """A character in from both sides."""
    paragraph = cell.paragraphs[0]
    form = paragraph.paragraph_format
    form.alignment, form.line_spacing = align, Pt(22)
    form.left_indent = form.right_indent = Twips(CHARACTER)
    typeset(paragraph.add_run(text), font, SIZE)


def _rule(table):
    """Ruled across, thick outside and thin between."""
    borders = element("w:tblBorders")
    for side, size in (("top", THICK), ("bottom", THICK), ("insideH", THIN)):
        borders.append(element(f"w:{side}", val="single", sz=size, space=0, color="000000"))
    table._tbl.tblPr.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"
    )


def _flatten(footer):
    """The paragraph that a footer begins with goes behind the table, a point high."""
    first = footer.paragraphs[0]
    footer._element.append(first._p)
    first.paragraph_format.line_spacing = Pt(1)
