"""What python-docx has no word for: the line grid, East Asian fonts, indents in characters, page
numbers that change sides, lines under a paragraph.

The 28 characters of a line come from the characters' own spacing: with a grid of characters some
programs give a character of 16 pt two cells of 15.79 pt.
"""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

PAGE = (11906, 16838)  # A4
MARGINS = {"top": 2098, "left": 1587, "right": 1474, "bottom": 1984}
LINE = 579  # 28.95 pt: 22 lines in 225 mm
CHARACTER = 316  # 15.79 pt: 28 characters in 156 mm
TIGHTER = -5  # twips that a character of 16 pt gives up for that
FOOTER = 1304  # from the paper's edge: the number stands 7 mm under the text
BODY_SIZE = 16
ASCII = "Times New Roman"


def element(tag, **attributes):
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def typeset(run, font, size):
    """Font and size for Chinese and for digits."""
    run.font.name, run.font.size = ASCII, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    return run


def plain_normal(document, font):
    """Every paragraph on the grid, with nothing before or after it; Chinese signs as on the
    mainland, whatever font stands in."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = ASCII, Pt(BODY_SIZE)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    normal.element.rPr.insert_element_before(
        element("w:spacing", val=TIGHTER), "w:w", "w:kern", "w:position", "w:sz", "w:szCs"
    )
    normal.element.rPr.append(element("w:lang", val="en-US", eastAsia="zh-CN"))
    form = normal.paragraph_format
    form.space_before = form.space_after = Twips(0)
    form.line_spacing = Twips(LINE)
    form.widow_control = False


def lay_out(section):
    section.page_width, section.page_height = (Twips(length) for length in PAGE)
    section.top_margin, section.bottom_margin = Twips(MARGINS["top"]), Twips(MARGINS["bottom"])
    section.left_margin, section.right_margin = Twips(MARGINS["left"]), Twips(MARGINS["right"])
    section.footer_distance = Twips(FOOTER)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    section._sectPr.append(element("w:docGrid", type="lines", linePitch=LINE))


def off_the_grid(paragraph):
    """Its line keeps its own height: on the grid a tall font would take two lines."""
    paragraph._p.get_or_add_pPr().insert_element_before(
        element("w:snapToGrid", val=0), "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def chars(paragraph, side, count):
    """Indent by characters, as official papers are measured: firstLine, left or right."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn(f"w:{side}Chars"), str(round(100 * count)))
    indent.set(qn(f"w:{side}"), str(round(CHARACTER * count)))


def bottom_line(paragraph, colour, eighths):
    """A line under a paragraph, 4 mm below its text; its width in eighths of a point."""
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz=eighths, space=11, color=colour))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def page_numbers(document, font):
    """— 1 — in 四号, odd pages at the right, even pages at the left, a character from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph._p.get_or_add_pPr().get_or_add_jc().set(qn("w:val"), side)
        chars(paragraph, side, 1)
        for text in ("— ", None, " —"):
            run = typeset(paragraph.add_run(text or ""), font, 14)
            if text is None:
                _page_field(run)


def _page_field(run):
    instruction = element("w:instrText")
    instruction.text = "PAGE"
    for part in (
        element("w:fldChar", fldCharType="begin"),
        instruction,
        element("w:fldChar", fldCharType="end"),
    ):
        run._element.append(part)
