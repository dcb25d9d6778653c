"""Official papers: what the .docx holds, read back from the file (GB/T 9704-2012, form 11)."""

import io
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from openpyxl import load_workbook

from accounts.models import LedgerEntry
from cadres.documents.paper import Annex, Paper, as_docx
from cadres.models import Matter, QuarterlyReport
from cadres.periods import Quarter
from cadres.reports.attachments import attach
from cadres.reports.opening import open_period
from cadres.reports.paper import docx, printer

PAPER = Paper(
    title="龙窝镇关于2026年第2季度\n干部驻村工作情况的报告",
    to="中共紫金县委组织部",
    intro="现将有关情况报告如下。",
    parts=[("一、基本情况", ["现有驻村干部98名。", "全部住村。"]), ("", ["此外无事。"])],
    organ="中共龙窝镇委员会",
    on="2026年7月3日",
    annexes=[
        Annex("民情事项分类表", ["类别", "应办结"], [["道路", 7], ["合计", 7]]),
        Annex("说明", ["事项"], [[None]]),
    ],
    mark="中共龙窝镇委员会文件",
    number="〔2026〕　号",
    signer="邓建军",
    attached=["现场照片"],
    printed_by="龙窝镇党政综合办公室",
    printed_on="2026年7月3日",
    copies="县委办公室，县农业农村局",
)


def read(content):
    return Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def document():
    return read(as_docx(PAPER))


def line(document, start):
    return next(each for each in document.paragraphs if each.text.startswith(start))


def font(paragraph):
    run = paragraph.runs[0]
    return run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt


def indent(paragraph, side):
    return paragraph._p.pPr.ind.get(qn(f"w:{side}Chars"))


def test_the_page_is_a4_with_the_margins_of_the_standard(document):
    section = document.sections[0]
    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.left_margin,
        section.right_margin,
        section.bottom_margin,
    )
    assert [length.twips for length in lengths] == [11906, 16838, 2098, 1587, 1474, 1984]


def test_twenty_two_lines_fit_the_text_and_not_one_more(document):
    pitch = int(document.sections[0]._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")))
    normal = document.styles["Normal"].paragraph_format
    assert normal.line_spacing.twips == pitch == 579
    assert (16838 - 2098 - 1984) // pitch == 22


def test_chinese_signs_are_those_of_the_mainland(document):
    language = document.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language.get(qn("w:eastAsia")) == "zh-CN"


def test_twenty_eight_characters_fit_a_line_and_not_one_more(document):
    properties = document.styles["Normal"].element.rPr
    character = 16 * 20 + int(properties.find(qn("w:spacing")).get(qn("w:val")))
    assert (11906 - 1587 - 1474) // character == 28


@pytest.mark.parametrize(
    ("start", "name", "size"),
    [
        ("中共龙窝镇委员会文件", "方正小标宋简体", 44),
        ("龙窝镇关于", "方正小标宋简体", 22),
        ("一、", "黑体", 16),
        ("现有驻村", "仿宋_GB2312", 16),
        ("附件1", "黑体", 16),
    ],
)
def test_each_part_has_its_font(document, start, name, size):
    found, points = font(line(document, start))
    assert found == name
    assert points <= size if start.endswith("文件") else points == size


def test_the_mark_is_red_and_the_rule_under_the_number_too(document):
    assert str(line(document, "中共龙窝镇委员会文件").runs[0].font.color.rgb) == "E60012"
    rule = line(document, "〔2026〕")._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert rule.get(qn("w:color")) == "E60012"
    row = line(document, "〔2026〕")
    assert (indent(row, "firstLine"), indent(row, "left"), indent(row, "right")) == (
        "100",
        None,
        None,
    )
    assert 0.3528 * int(rule.get(qn("w:space"))) == pytest.approx(4, abs=0.2)  # mm
    assert line(document, "〔2026〕").text == "〔2026〕　号\t签发人：邓建军"


def test_the_addressee_stands_flush_left_and_paragraphs_two_in(document):
    to = line(document, "中共紫金县委组织部")
    assert to.text.endswith("：")
    assert to._p.pPr is None or to._p.pPr.ind is None
    assert indent(line(document, "现有驻村"), "firstLine") == "200"
    assert indent(line(document, "一、"), "firstLine") == "200"


def test_the_date_stands_four_characters_from_the_edge_and_the_organ_centred_on_it(document):
    on = line(document, "2026年7月3日")
    organ = next(each for each in document.paragraphs if each.text == "中共龙窝镇委员会")
    assert (on.alignment, indent(on, "right")) == (ALIGN.RIGHT, "400")
    assert indent(organ, "right") == "300"  # a date of 6 characters over an organ of 8


def test_no_page_holds_only_the_signature(document):
    texts = [each.text for each in document.paragraphs]
    last = document.paragraphs[texts.index("此外无事。")]
    organ = document.paragraphs[texts.index("中共龙窝镇委员会")]
    assert last.paragraph_format.keep_with_next
    assert organ.paragraph_format.keep_with_next


def test_annexes_are_named_in_the_text_and_each_begins_a_page(document):
    texts = [each.text for each in document.paragraphs]
    assert "附件：1.民情事项分类表" in texts
    assert texts[texts.index("2.说明") :][:2] == ["2.说明", "3.现场照片"]
    for name in ("附件1", "附件2"):
        assert document.paragraphs[texts.index(name)].paragraph_format.page_break_before


def test_one_annex_has_no_number():
    paper = Paper("标题", "某", "", [], "镇", "2026年7月3日", annexes=[Annex("表", ["甲"], [])])
    texts = [each.text for each in read(as_docx(paper)).paragraphs]
    assert "附件：表" in texts
    assert "附件" in texts


def test_tables_repeat_their_head_and_rows_do_not_break(document):
    table = document.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in table.rows[2].cells] == ["合计", "7"]
    assert table.rows[1].cells[1].paragraphs[0].alignment == ALIGN.RIGHT
    assert document.tables[1].rows[1].cells[0].text == "—"


def test_page_numbers_stand_outside(document):
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph._p.pPr.jc.get(qn("w:val")) == side
        assert indent(paragraph, side) == "100"
        assert paragraph.text == "—  —"
        assert "PAGE" in paragraph._p.xml


def test_the_fonts_to_fall_back_on_are_recorded(document):
    about = document.core_properties
    assert "仿宋_GB2312" in about.comments
    assert "\n" not in about.title


def test_a_paper_without_a_mark_begins_with_its_title():
    paper = Paper("标题", "某", "", [("", ["一。"])], "镇", "2026年7月3日")
    assert read(as_docx(paper)).paragraphs[0].text == "标题"


def imprint(document):
    return document.sections[-1].even_page_footer


def test_the_imprint_stands_at_the_foot_of_the_next_even_page(document):
    section = document.sections[-1]
    assert section.start_type == WD_SECTION.EVEN_PAGE
    assert section.footer_distance.twips == section.bottom_margin.twips == 1984
    rows = imprint(document).tables[0].rows
    assert rows[0].cells[0].text == "抄送：县委办公室，县农业农村局。"
    assert [cell.text for cell in rows[1].cells] == ["龙窝镇党政综合办公室", "2026年7月3日印发"]
    assert font(rows[1].cells[0].paragraphs[0]) == ("仿宋_GB2312", 14)


def test_the_page_of_the_imprint_carries_no_number_and_the_text_does(document):
    text, last = document.sections
    assert "PAGE" in text.even_page_footer._element.xml
    for footer in (last.footer, last.even_page_footer):
        assert not footer.is_linked_to_previous
        assert "instrText" not in footer._element.xml


def test_the_imprint_is_ruled_thick_outside_and_thin_between(document):
    borders = imprint(document).tables[0]._tbl.tblPr.find(qn("w:tblBorders"))
    sizes = {line.tag.split("}")[1]: line.get(qn("w:sz")) for line in borders}
    assert sizes == {"top": "8", "bottom": "8", "insideH": "6"}


def test_without_copies_the_imprint_has_one_line_and_without_a_printer_there_is_none():
    plain = Paper("标题", "某", "", [("", ["一。"])], "镇", "2026年7月3日")
    assert len(read(as_docx(plain)).sections) == 1
    printed = replace(plain, printed_by="镇办公室", printed_on="2026年7月3日")
    assert len(imprint(read(as_docx(printed))).tables[0].rows) == 1


def test_a_column_is_as_wide_as_its_words_need(document):
    widths = [column.width.twips for column in document.tables[0].columns]
    assert widths[0] > widths[1] / 2
    assert sum(widths) == pytest.approx(8845, abs=2)


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("县委办公室", "县委办公室"),
        ("县水务局", "县水务局办公室"),
    ],
)
def test_a_unit_prints_by_its_own_office(name, office):
    assert printer({"unit": name}) == office


@pytest.fixture
def report(cast):
    Matter.objects.create(
        village=cast.places.village,
        number="441621-2026-0001",
        title="路灯",
        category="roads",
        raised_on=date(2026, 4, 2),
        due_on=date(2026, 4, 17),
        held_since=date(2026, 4, 2),
    )
    with time_machine.travel(datetime(2026, 7, 3, 12, tzinfo=ZoneInfo("Asia/Shanghai"))):
        open_period(cast.places.county, Quarter(2026, 2), date(2026, 7, 3))
        report = QuarterlyReport.objects.get(township=cast.places.town)
        report.sections = {"next": "修渠。\n\n补后备干部。"}
        report.promises = [{"text": "=修渠", "state": "partly", "why": ""}]
        report.save()
        report.dispute(cast.township, "matters.late", "0", "已上报")
    return report


def test_a_report_says_what_records_and_author_say(report):
    document = read(docx(report))
    texts = [each.text for each in document.paragraphs]
    assert texts[2] == "龙窝镇关于2026年第2季度\n干部驻村工作情况的报告"
    assert "二、班子建设" in texts
    assert any("应办结1件" in text for text in texts)
    at = texts.index("十、下一步打算")
    assert texts[at + 1 : at + 3] == ["修渠。", "补后备干部。"]
    assert "八、典型事例" not in texts


def test_its_annexes_hold_tables_promises_and_disputes(report):
    document = read(docx(report))
    texts = [each.text for each in document.paragraphs]
    names = [text for text in texts if text.startswith(("附件：", "2.", "3.", "4."))]
    assert names == [
        "附件：1.民情事项分类表",
        "2.工作组在岗情况表",
        "3.上期工作打算落实情况",
        "4.有异议的数据",
    ]
    matters, teams, promises, disputes = document.tables
    assert [cell.text for cell in matters.rows[-1].cells] == ["合计", "1", "0", "1"]
    assert [cell.text for cell in promises.rows[1].cells] == ["=修渠", "部分做到", "—"]
    assert [cell.text for cell in disputes.rows[1].cells] == ["逾期", "1", "0", "已上报"]


def test_who_signs_who_gets_a_copy_and_what_goes_with_it_stand_in_the_paper(report, cast, as_user):
    report.signer, report.copies = "邓建军", "县委办公室"
    report.save()
    attach(report, cast.township, "现场照片.pdf", b"%PDF-1.7 paper\n%%EOF")
    document = read(docx(report))
    texts = [each.text for each in document.paragraphs]
    assert texts[1].endswith("签发人：邓建军")
    assert "5.现场照片" in texts
    assert imprint(document).tables[0].rows[0].cells[0].text == "抄送：县委办公室。"
    page = as_user(cast.township).get(reverse("cadres:report_print", args=[report.pk]))
    for word in ("现场照片", "县委办公室", "中共龙窝镇委员会"):
        assert word in page.content.decode()


def test_every_sum_of_a_table_is_that_of_its_rows(report):
    for table in read(docx(report)).tables[:2]:
        head, *rows, last = [[cell.text for cell in row.cells] for row in table.rows]
        for at in range(1, len(head)):
            assert sum(int(row[at]) for row in rows) == int(last[at])


def test_the_file_is_handed_out_and_that_is_on_the_record(report, cast, as_user):
    client = as_user(cast.township)
    answer = client.get(reverse("cadres:report_paper", args=[report.pk]))
    assert read(answer.content).paragraphs[0].text == "中共龙窝镇委员会文件"
    assert "filename" in answer.headers["Content-Disposition"]
    last = LedgerEntry.objects.latest("seq")
    name = "龙窝镇关于2026年第2季度干部驻村工作情况的报告.docx"
    assert (last.action, last.note) == ("export", name)


def test_the_tables_come_as_a_workbook_without_formulas(report, cast, as_user):
    report.tables = {"teams": [["=1+1", 1, 2, 2], ["乙村", 1, 3, 2]]}
    report.save()
    answer = as_user(cast.township).get(reverse("cadres:report_tables", args=[report.pk]))
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book["工作组在岗情况表"]
    assert [cell.value for cell in sheet[2]] == ["=1+1", 1, 2, 2]
    assert sheet["A2"].data_type == "s"
    assert [cell.value for cell in sheet[4]] == ["合计", 2, 5, 4]


def test_a_report_without_tables_is_an_empty_workbook(report, cast, as_user):
    QuarterlyReport.objects.update(tables={})
    answer = as_user(cast.township).get(reverse("cadres:report_tables", args=[report.pk]))
    assert load_workbook(io.BytesIO(answer.content)).sheetnames == ["—"]
