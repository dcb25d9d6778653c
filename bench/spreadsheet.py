"""The same scheme as a workbook with formulas, which LibreOffice recalculates.

Each subject is a row. Its facts stand in columns beside it, which is kinder than most workbooks,
or (`listed`) have to be found in a list of one fact a row, as the facts table has them. Matters
and activities are lists either way, and places are counted within a class.
"""

import shutil
import subprocess
import time
from decimal import Decimal

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from assessments.models import Fact
from cadres.models import Matter
from villages.models import Activity

from .counties import FIRST, PERIOD, READ, lines
from .loop import LAST, classes_of

ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
RAW = {
    "deduct": "20-2*{x}",
    "earn": "{each}*{x}",
    "share": "20*{x}/80",
    "step": "IF({x}>=60,20,20-1.25*INT((60-{x})/5))",
    "band": "IF({x}<30,5,IF({x}<60,12.5,20))",
    "pass": "IF({x}>=50,20,8)",
    "label": 'IF({x}="好",20,IF({x}="中",12,0))',
    "score": "{x}",
    "rank": 'IF({count}>1,20-20*COUNTIFS({classes},$B{row},{column},">"&{x})/({count}-1),20)',
}
DUE = 'COUNTIFS(matters!$A:$A,$A{row},matters!$B:$B,">="&{first},matters!$B:$B,"<="&{last})'
FOUND = '=INDEX(facts!$B:$B,MATCH($A{row}&"/{code}",facts!$A:$A,0))'
COUNTED = {
    "matters.due": DUE,
    "matters.overdue": DUE + "-" + DUE[:-1] + ",matters!$D:$D,1)",
    "activity.branch_life": 'COUNTIFS(activities!$A:$A,$A{row},activities!$B:$B,">="&{first},'
    'activities!$B:$B,"<="&{last})',
}


def is_installed():
    return shutil.which("soffice") is not None


def recalculate(county, folder, listed):
    """(seconds, {kind: {subject: (total, rank)}}) of LibreOffice recalculating a whole county."""
    book = folder / "county.xlsx"
    _export(county, book, listed)
    seconds = _convert(book, folder)
    return seconds, _results(folder / "out" / "county.xlsx")


def starting(folder):
    """Seconds of LibreOffice for a workbook of one cell."""
    book, path = Workbook(), folder / "blank.xlsx"
    book.active.append([1])
    book.save(path)
    return _convert(path, folder)


def _convert(book, folder):
    profile = folder / "profile"
    if not profile.exists():
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS)
    started = time.perf_counter()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(folder / "out"),
            str(book),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    return time.perf_counter() - started


def _export(county, path, listed):
    book = Workbook(write_only=True)
    _list(
        book,
        "matters",
        Matter.objects.filter(village__township__county=county),
        "due_on",
        "closed_on",
    )
    held = Activity.objects.filter(village__township__county=county, kind="branch_life")
    _list(book, "activities", held, "on")
    facts = _facts(county)
    if listed:
        sheet = book.create_sheet("facts")
        for (subject, code), value in facts.items():
            sheet.append([f"{subject}/{code}", value])
        facts = {key: FOUND.format(row="{row}", code=key[1]) for key in facts}
    for kind in ("village", "cadre"):
        _score_sheet(book.create_sheet(kind), county, kind, facts)
    book.save(path)


def _facts(county):
    """{(subject, code): what its cell says}, in the order of arrival."""
    rows = Fact.objects.within(county).filter(period=PERIOD).order_by("pk")
    return {
        (subject, code): "NA" if na else float(value) if value[0].isdigit() else value
        for subject, code, value, na in rows.values_list(
            "subject_code", "code", "value", "not_applicable"
        )
    }


def _list(book, name, records, *days):
    """A list of records, one a row; a matter also says whether it was answered in time."""
    sheet = book.create_sheet(name)
    sheet.append(["village", *days])
    for number, record in enumerate(records.values_list("village_id", *days), start=2):
        answered = f'=IF(AND(C{number}<>"",C{number}<=B{number}),1,0)'
        sheet.append([*record, answered] if len(days) > 1 else record)


def _score_sheet(sheet, county, kind, facts):
    """Code, class, a column for each fact, a column for each line's points, total and rank."""
    leaves, classes = lines(kind), classes_of(county, kind)
    size = len(leaves)
    sheet.append(["code", "class", *(leaf[1] for leaf in leaves), *(leaf[0] for leaf in leaves)])
    points = f"{get_column_letter(size + 3)}{{row}}:{get_column_letter(2 * size + 2)}{{row}}"
    total = get_column_letter(2 * size + 3)
    within = {"classes": _column("B", classes), "column": _column(total, classes)}
    for row, (subject, name) in enumerate(classes.items(), start=2):
        values = [_value(facts.get((subject, fact)), fact, row) for _c, fact, *_rest in leaves]
        gained = [_points(n, leaf, row, classes) for n, leaf in enumerate(leaves)]
        ranked = '=1+COUNTIFS({classes},$B{row},{column},">"&{x})'
        sheet.append(
            [
                subject,
                name or "-",
                *values,
                *gained,
                f"=ROUND(SUM({points.format(row=row)}),2)",
                ranked.format(row=row, x=f"{total}{row}", **within),
            ]
        )


def _column(letter, classes):
    return f"${letter}$2:${letter}${len(classes) + 1}"


def _value(found, fact, row):
    if fact in READ:
        first, last = (f"DATE({d.year},{d.month},{d.day})" for d in (FIRST, LAST))
        return "=" + COUNTED[fact].format(row=row, first=first, last=last)
    return found.format(row=row) if isinstance(found, str) else found


def _points(number, leaf, row, classes):
    _code, fact, method, params = leaf
    letter = get_column_letter(number + 3)
    column, ranked = _column(letter, classes), _column("B", classes)
    raw = RAW[method].format(
        x=f"{letter}{row}",
        row=row,
        column=column,
        classes=ranked,
        each=params.partition("=")[2],
        count=f'COUNTIFS({ranked},$B{row},{column},">=0")',
    )
    return f'=IF({letter}{row}="NA",20,ROUND(MIN(20,MAX(0,{raw})),2))'


def _results(path):
    book = load_workbook(path, read_only=True, data_only=True)
    return {
        kind: {
            row[0]: (Decimal(f"{row[-2]:.2f}"), int(row[-1]))
            for row in book[kind].iter_rows(min_row=2, values_only=True)
        }
        for kind in ("village", "cadre")
    }
