"""Reading tables: what is understood, what is refused and how it is said."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from openpyxl import Workbook, load_workbook

from villages.tables_in import cells, workbooks
from villages.tables_in.sheets import Column, mark, read

COLUMNS = (
    Column("village_code", "村代码", cells.digits(12)),
    Column("value", "分值", cells.number()),
    Column("on", "日期", cells.day, optional=True),
    Column("note", "说明文字", cells.text(10), optional=True),
)
CODE = "441621102223"


def csv(*lines, encoding="utf-8"):
    return "\n".join(lines).encode(encoding)


def xlsx(*rows, header=("village_code", "value", "on"), change=None):
    book = Workbook()
    for row in (header, *rows):
        book.active.append(row)
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def values(sheet, name="value"):
    assert sheet.faults == []
    return [row[name] for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_csv_opens_in_every_encoding_a_county_has(encoding):
    sheet = read(csv("村代码,分值,说明文字", f"{CODE},12.5,洋头村", encoding=encoding), COLUMNS)
    assert (values(sheet), values(sheet, "note")) == ([Decimal("12.5")], ["洋头村"])


def test_headers_are_english_or_chinese_in_any_order():
    sheet = read(csv("分值, VILLAGE_CODE ", f"3,{CODE}"), COLUMNS)
    assert values(sheet) == [Decimal(3)]


@pytest.mark.parametrize("delimiter", ["\t", ";"])
def test_other_delimiters_are_recognised(delimiter):
    table = csv(delimiter.join(("village_code", "value")), delimiter.join((CODE, "3")))
    assert values(read(table, COLUMNS)) == [Decimal(3)]


def test_an_unknown_column_is_a_warning():
    sheet = read(csv("village_code,value,foo", f"{CODE},3,x"), COLUMNS)
    assert values(sheet) == [Decimal(3)]
    assert "foo" in sheet.warnings[0]


def test_blank_rows_are_counted_and_keep_the_numbering():
    sheet = read(csv("village_code,value", "", f"{CODE},x", ",", ""), COLUMNS)
    assert (sheet.blank, sheet.rows_read) == (2, 3)
    assert sheet.faults[0].row == 3


@pytest.mark.parametrize(
    ("typed", "exact"),
    [
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (3.0, "3"),
        (1e-4, "0.0001"),
        (99999999999, "99999999999"),
        (True, None),
    ],
)
def test_numbers_of_excel_come_exact(typed, exact):
    sheet = read(xlsx((CODE, typed)), COLUMNS)
    if exact is None:
        assert [fault.column for fault in sheet.faults] == ["value"]
    else:
        assert [str(value) for value in values(sheet)] == [exact]


def test_a_code_typed_as_a_number_stays_whole():
    assert values(read(xlsx((int(CODE), 1)), COLUMNS), "village_code") == [CODE]


@pytest.mark.parametrize(
    "written",
    ["2026-01-08", "2026.1.8", "2026/1/8", "2026年1月8日", date(2026, 1, 8), datetime(2026, 1, 8)],  # noqa: DTZ001
)
def test_dates_are_understood_as_people_write_them(written):
    assert values(read(xlsx((CODE, 1, written)), COLUMNS), "on") == [date(2026, 1, 8)]


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("12,5", "12.5"),
        ("1,234.5", "1234.5"),
        ("0.69万", "6900"),
        ("１２", "12"),
        ("−5", "-5"),
        ("¥ 300元", "300"),
        ("80%", "80"),
        ("1e3", "1000"),
    ],
)
def test_a_number_that_is_nearly_right_is_refused_with_the_right_one(written, remedy):
    (fault,) = read(xlsx((CODE, written)), COLUMNS).faults
    assert (fault.row, fault.column, remedy in fault.remedy) == (2, "value", True)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("44162110222", 1), "village_code"),
        (("４４１６２１１０２２２３", 1), "village_code"),
        (("", 1), "village_code"),
        ((CODE, ""), "value"),
        ((CODE, "abc"), "value"),
        ((CODE, "NaN"), "value"),
        ((CODE, "Infinity"), "value"),
        ((CODE, "123456789012"), "value"),
        ((CODE, "1.23456"), "value"),
        ((CODE, 1e15), "value"),
        ((1e16, 1), "village_code"),
        ((CODE, 1, "2026-02-30"), "on"),
        ((CODE, 1, "26-1-8"), "on"),
        ((CODE, 1, 46030), "on"),
        ((CODE, 1, None, "一二三四五六七八九十一"), "note"),
        ((CODE, "=1+1"), "value"),
        ((CODE, "=1/0"), "value"),
    ],
)
def test_each_bad_cell_is_named(row, column):
    table = xlsx(row, header=("village_code", "value", "on", "note"))
    assert [fault.column for fault in read(table, COLUMNS).faults] == [column]


def test_a_percent_cell_is_not_taken_for_a_fraction():
    def as_percent(book):
        book.active["B2"].number_format = "0%"

    (fault,) = read(xlsx((CODE, 0.8), change=as_percent), COLUMNS).faults
    assert "80%" in fault.found


def test_all_faults_come_in_one_pass():
    table = csv("village_code,value,on", "x,y,z", f"{CODE},1,2026-01-08", "1,2,3")
    faults = read(table, COLUMNS).faults
    assert [(fault.row, fault.column) for fault in faults] == [
        (2, "village_code"),
        (2, "value"),
        (2, "on"),
        (4, "village_code"),
        (4, "on"),
    ]


def test_a_fault_reads_as_one_sentence_in_chinese():
    table = csv("村代码,分值", *[f"{CODE},1"] * 12, f'{CODE},"12,5"')
    with translation.override("zh-hans"):
        (fault,) = read(table, COLUMNS).faults
        assert str(fault) == "第 14 行「分值」: 12,5 不是数字。写成 12.5。"


def test_a_fault_names_the_header_that_stands_in_the_file():
    with translation.override("zh-hans"):
        (fault,) = read(csv("village_code,value", f"{CODE},x"), COLUMNS).faults
    assert "「value」" in str(fault)


def test_a_missing_and_a_doubled_column_are_faults_of_row_1():
    assert [fault.row for fault in read(csv("village_code", CODE), COLUMNS).faults] == [1]
    table = csv("village_code,value,分值", f"{CODE},1,2")
    assert [fault.row for fault in read(table, COLUMNS).faults] == [1]


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/") + ".xml", data)
    return stream.getvalue()


def rewritten(member, change):
    """A sound workbook with one member changed."""
    source = zipfile.ZipFile(io.BytesIO(xlsx((CODE, 1))))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, change(data) if name == member else data)
    return stream.getvalue()


SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def encrypted():
    data = bytearray(xlsx((CODE, 1)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


HOSTILE = {
    "empty": b"",
    "only spaces": b"  \n \n",
    "old xls": OLE + bytes(600),
    "encrypted xlsx": OLE + "EncryptedPackage".encode("utf-16-le") + bytes(600),
    "encrypted members": encrypted(),
    "cut in half": xlsx((CODE, 1))[:2000],
    "cut at the end": xlsx((CODE, 1))[:-30],
    "a zip that is no workbook": zipped(word__document="<a/>"),
    "an empty zip": zipped(),
    "a bomb": zipped(xl__workbook="<a/>", xl__big=b"0" * (workbooks.MAX_UNPACKED + 1)),
    "broken xml": rewritten(SHEET, lambda data: data[:200]),
    "no sheet data": rewritten(SHEET, lambda data: b"<a/>"),
    "an empty sheet file": rewritten(SHEET, lambda data: b""),
    "a broken book": rewritten(BOOK, lambda data: b"<workbook>"),
    "entities in the sheet": rewritten(SHEET, lambda data: LAUGHS),
    "entities in the book": rewritten(BOOK, lambda data: LAUGHS),
    "outside entity": rewritten(SHEET, lambda data: OUTSIDE),
    "letters for numbers": rewritten(SHEET, lambda data: data.replace(b"<v>1</v>", b"<v>x</v>")),
    "a web page": b"<html><table><tr><td>village_code</td></tr></table></html>",
    "utf-16": csv("village_code,value", f"{CODE},1", encoding="utf-16"),
    "binary": bytes(range(256)) * 10,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "damaged utf-8": csv("village_code,value", f"{CODE},一二三")[:-1] + b"\n",
    "not gbk either": b"village_code,value\n\xff\xff\xff,1\n",
    "an open quote": csv("village_code,value", f'{CODE},"1', f"{CODE},2"),
    "text after a quote": csv("village_code,value", f'{CODE},"1"x'),
    "an endless cell": csv("village_code,value", f"{CODE},{'1' * 200_000}"),
    "too many rows": csv("village_code,value", *[f"{CODE},1"] * (workbooks.MAX_ROWS + 1)),
    "too large": b"village_code,value\n" + b"1" * workbooks.MAX_BYTES,
    "no header": csv(f"{CODE},1"),
    "twice the same member": xlsx((CODE, 1)),
}


def test_there_are_enough_hostile_files():
    assert len(HOSTILE) >= 25


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "twice the same member"])
def test_a_hostile_file_is_refused_in_words(name):
    sheet = read(HOSTILE[name], COLUMNS)
    assert sheet.faults, name
    assert all(str(fault) for fault in sheet.faults)
    assert sheet.rows == [] or sheet.faults[0].row > 1


def test_a_member_that_stands_twice_is_refused():
    stream = io.BytesIO(HOSTILE["twice the same member"])
    with pytest.warns(UserWarning), zipfile.ZipFile(stream, "a") as package:
        package.writestr(SHEET, "<a/>")
    assert read(stream.getvalue(), COLUMNS).faults


def test_a_sheet_that_claims_a_million_rows_is_read_in_time():
    def far_away(book):
        book.active["XFD1048576"] = " "

    sheet = read(xlsx((CODE, 1), change=far_away), COLUMNS)
    assert values(sheet) == [Decimal(1)]


def test_a_second_sheet_is_a_warning_but_notes_are_not():
    assert read(xlsx((CODE, 1), change=lambda book: book.create_sheet("2025")), COLUMNS).warnings
    assert not read(
        xlsx((CODE, 1), change=lambda book: book.create_sheet("说明")), COLUMNS
    ).warnings


@pytest.mark.parametrize(
    "table",
    [xlsx((CODE, 1), (CODE, "x")), csv("village_code,value", f"{CODE},1", f"{CODE},x")],
    ids=["xlsx", "csv"],
)
def test_the_workbook_comes_back_with_red_cells_and_remedies(table):
    marked = mark(table, read(table, COLUMNS).faults)
    sheet = load_workbook(io.BytesIO(marked)).active
    assert sheet["B3"].fill.start_color.rgb == "FFF4B6AE"
    assert "x" in sheet["B3"].comment.text
    assert sheet["B2"].comment is None
    assert [fault.row for fault in read(marked, COLUMNS).faults] == [3]


def test_a_marked_csv_has_no_formulas():
    table = csv("village_code,value,note", f"{CODE},x,=1+1")
    sheet = load_workbook(io.BytesIO(mark(table, read(table, COLUMNS).faults))).active
    assert sheet["C2"].data_type == "s"
