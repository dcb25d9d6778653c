"""What a workbook shows and what it hides: merged cells, hidden sheets, rows and columns."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from cadres.models import Posting
from cadres.registry.imports import IMPORTS
from villages.tables_in import cells, workbooks
from villages.tables_in.sheets import Column, mark, read

COLUMNS = (
    Column("code", "代码"),
    Column("team", "工作队", cells.text(20), blank=True, shared=True),
    Column("on", "日期", cells.day, blank=True, shared=True),
    Column("phone", "电话", cells.text(20), blank=True),
)
HEADER = "code", "team", "on", "phone"
ROWS = ("A", "T1", "2026-12-31", "1"), ("B", None, None, "2"), ("C", None, None, "3")


def xlsx(change, *rows, header=HEADER):
    book = Workbook()
    for row in (header, *(rows or ROWS)):
        book.active.append(row)
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def merged(*ranges, rows=ROWS):
    return xlsx(lambda book: [book.active.merge_cells(each) for each in ranges], *rows)


def values(sheet, name):
    assert sheet.faults == []
    return [row.text(name) and str(row[name]) for row in sheet.rows]


def test_a_merged_cell_holds_for_every_row_it_covers():
    sheet = read(merged("B2:B4", "C2:C3"), COLUMNS)
    assert values(sheet, "team") == ["T1"] * 3
    assert values(sheet, "on") == ["2026-12-31", "2026-12-31", ""]


def test_without_merged_cells_an_empty_cell_stays_empty():
    assert values(read(merged(), COLUMNS), "team") == ["T1", "", ""]


@pytest.mark.parametrize(
    ("ranges", "faults"),
    [
        (["D2:D4"], [(3, "phone"), (4, "phone")]),
        (["A2:A3"], [(3, "code")]),
        (["B2:C2"], [(2, "on")]),
        (["B1:B3"], [(2, "team"), (3, "team")]),
        (["A2:D2"], [(2, "team"), (2, "on"), (2, "phone")]),
    ],
)
def test_a_merged_cell_that_cannot_be_shared_is_refused_with_its_range(ranges, faults):
    found = read(merged(*ranges), COLUMNS).faults
    assert [(fault.row, fault.column) for fault in found] == faults
    assert all(ranges[0] in fault.found for fault in found)


def test_an_empty_merged_cell_is_empty_in_every_row():
    assert values(read(merged("C3:C4"), COLUMNS), "on") == ["2026-12-31", "", ""]


def test_a_blank_row_stays_blank_below_a_merged_cell():
    sheet = read(merged("B2:B4", rows=[ROWS[0], [None] * 4, ROWS[2]]), COLUMNS)
    assert (values(sheet, "team"), sheet.blank) == (["T1", "T1"], 1)


def test_a_merged_formula_without_a_value_is_refused_in_every_row():
    rows = ("A", "=1+1", None, None), ("B", None, None, None)
    found = read(merged("B2:B3", rows=rows), COLUMNS).faults
    assert [(fault.row, fault.column) for fault in found] == [(2, "team"), (3, "team")]


def test_the_marked_workbook_says_it_on_the_cell_that_is_seen():
    data = merged("D2:D4")
    sheet = load_workbook(io.BytesIO(mark(data, read(data, COLUMNS).faults))).active
    assert "D2:D4" in sheet["D2"].comment.text
    assert sheet["D2"].fill.start_color.rgb == "FFF4B6AE"


def with_xml(find, put):
    """A workbook with a text of its sheet replaced."""
    source, stream = zipfile.ZipFile(io.BytesIO(merged("B2:B4"))), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert find in data
                data = data.replace(find, put)
            target.writestr(name, data)
    return stream.getvalue()


B2_B4 = b'<mergeCell ref="B2:B4"/>'
HOSTILE = {
    "all of the sheet": b'<mergeCell ref="A1:XFD1048576"/>',
    "columns": b'<mergeCell ref="A:XFD"/>',
    "over each other": b'<mergeCell ref="A2:CV4"/><mergeCell ref="A1:CV4"/>',
    "no range": b'<mergeCell ref="here"/>',
    "upside down": b'<mergeCell ref="B4:B2"/>',
    "no reference": b"<mergeCell/>",
    "too many": b"".join(b'<mergeCell ref="A%d:B1048576"/>' % n for n in range(1, 150_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_merge_is_refused_or_harmless(name):
    sheet = read(with_xml(B2_B4, HOSTILE[name]), COLUMNS)
    assert sheet.faults and all(str(fault) for fault in sheet.faults)


def test_a_merge_far_below_the_table_is_harmless():
    sheet = read(with_xml(B2_B4, b'<mergeCell ref="B900000:XFD1048576"/>'), COLUMNS)
    assert values(sheet, "team") == ["T1", "", ""]


def test_the_last_day_of_three_people_in_one_merged_cell_is_read_for_each(cast):
    cast.posting.delete()
    cast.next_posting.delete()
    rows = (
        ("C001", "T223", "组员", "2026-09-01", "2026-12-31"),
        ("C002", "T201", "组员", "2026-09-01"),
    )
    header = "cadre_code", "team_code", "role", "from", "to"
    data = xlsx(lambda book: book.active.merge_cells("E2:E3"), *rows, header=header)
    importer = IMPORTS["postings"]()
    assert importer.commit(importer.read(data)).ok
    ends = Posting.objects.order_by("cadre").values_list("until", flat=True)
    assert [str(day) for day in ends] == ["2026-12-31"] * 2


def hiding(state):
    def change(book):
        book.active.sheet_state = state
        book.active.title = "旧名册"
        new = book.create_sheet("2026年名册", 1)
        for row in (HEADER, ("NEW", None, None, None)):
            new.append(row)

    return xlsx(change)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_the_first_sheet_that_is_seen_is_read_and_hidden_ones_are_named(state):
    sheet = read(hiding(state), COLUMNS)
    assert values(sheet, "code") == ["NEW"]
    (said,) = sheet.warnings
    assert "旧名册" in said


def test_the_first_of_several_sheets_is_read_and_named():
    sheet = read(hiding("visible"), COLUMNS)
    assert values(sheet, "code") == ["A", "B", "C"]
    (said,) = sheet.warnings
    assert "旧名册" in said and "2026年名册" in said


def test_faults_are_marked_on_the_sheet_that_was_read():
    def change(book):
        book.active.sheet_state = "hidden"
        for row in (HEADER, ("NEW", None, "x", None)):
            book["new"].append(row)

    data = xlsx(lambda book: (book.create_sheet("new"), change(book)))
    book = load_workbook(io.BytesIO(mark(data, read(data, COLUMNS).faults)))
    assert book["new"]["C2"].comment and not book.worksheets[0]["C2"].comment


def test_a_workbook_that_shows_nothing_is_refused():
    source, stream = zipfile.ZipFile(io.BytesIO(hiding("visible"))), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, text.replace(b'state="visible"', b'state="hidden"'))
    (fault,) = read(stream.getvalue(), COLUMNS).faults
    assert fault.row == 0


def hide(*names):
    def change(book):
        for name in names:
            sheet = book.active
            kept = sheet.row_dimensions if isinstance(name, int) else sheet.column_dimensions
            kept[name].hidden = True

    return xlsx(change)


@pytest.mark.parametrize(
    ("rows", "said"), [([3], " 3"), ([2, 3, 4], "2–4"), ([2, 4], "2, 4"), ([3, 9], " 3")]
)
def test_hidden_rows_are_read_and_named(rows, said):
    sheet = read(hide(*rows), COLUMNS)
    assert len(values(sheet, "code")) == 3
    assert [said in each for each in sheet.warnings] == [True]


def test_hidden_columns_are_read_and_named():
    sheet = read(hide("D"), COLUMNS)
    assert values(sheet, "phone") == ["1", "2", "3"]
    assert ["phone" in said for said in sheet.warnings] == [True]


def test_a_table_of_which_everything_is_seen_has_no_remarks():
    assert read(hide(), COLUMNS).warnings == []


@pytest.mark.slow
def test_the_largest_table_with_merged_cells_is_read_in_time():
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADER)
    for n in range(workbooks.MAX_ROWS):
        sheet.append((f"A{n}", None if n % 2 else "T", None, None))
    for n in range(2, workbooks.MAX_ROWS + 2, 2):
        sheet.merged_cells.ranges.add(f"B{n}:B{n + 1}")
    stream = io.BytesIO()
    book.save(stream)
    assert set(values(read(stream.getvalue(), COLUMNS), "team")) == {"T"}
