"""A report as an official paper, Chinese whatever the page's language, and its tables."""

from django.utils import timezone

from cadres.documents.paper import Annex, Paper, as_docx, day
from cadres.periods import Year

from .models.reports import QuarterlyReport
from .numbers import NUMBERS
from .tables import with_sums


def parts(chapters):
    """[(heading, [paragraph])]: what the records say, then what was written."""
    return [
        (
            f"{chapter.ordinal}、{chapter.title}",
            [text for text in [chapter.told, *_lines(chapter.text)] if text],
        )
        for chapter in chapters
        if chapter.told or chapter.text.strip()
    ]


def _lines(text):
    return [line.strip() for line in text.splitlines()]


def title(report):
    """×镇关于20××年第×季度干部驻村工作情况的报告."""
    words = "工作的总结" if isinstance(report.span, Year) else "工作情况的报告"
    return f"{_body(report.names)}关于{report.span.label()}干部驻村{words}"


def in_two_lines(name):
    """Broken by sense, before what it is about."""
    return name.replace("干部驻村", "\n干部驻村", 1)


def _body(names):
    return names.get("township") or names["unit"]


def organ(names):
    """Who signs the paper: the township's committee, or the unit."""
    return f"中共{names['township']}委员会" if "township" in names else names["unit"]


def printer(names):
    """The office that prints it (印发机关)."""
    if "township" in names:
        return f"{names['township']}党政综合办公室"
    return f"{names['unit'].removesuffix('办公室')}办公室"


def paper(report):
    """The Paper of a report under the names it was handed in with; what became of promises and
    disputed numbers are annexes."""
    names, on = report.names, day(report.first_submitted_at or timezone.now())
    annexes = [
        Annex(name, header, [*rows, last]) for name, header, rows, last in with_sums(report.tables)
    ]
    return Paper(
        title=in_two_lines(title(report)),
        to=f"中共{names['county']}委组织部",
        intro="现将有关情况报告如下。",
        parts=parts(report.chapters),
        organ=organ(names),
        on=on,
        annexes=[*annexes, *_promises(report), *_disputes(report)],
        mark=f"{organ(names)}文件",
        number=f"〔{report.span.year}〕　号",
        signer=report.signer,
        attached=[each.title for each in report.attachments.standing()],
        printed_by=printer(names),
        printed_on=on,
        copies=report.copies,
    )


def _promises(report):
    kept = dict(QuarterlyReport.Kept.choices)
    rows = [
        [promise["text"], str(kept.get(promise["state"], "—")), promise["why"] or None]
        for promise in report.promises
    ]
    return [Annex("上期工作打算落实情况", ["事项", "落实情况", "说明"], rows)] if rows else []


def _disputes(report):
    rows = [
        [str(NUMBERS[each.code].label), each.value or None, each.claimed, each.reason]
        for each in report.disputes.all()
        if each.code in NUMBERS
    ]
    header = ["数据", "记录的数", "本单位认为", "理由"]
    return [Annex("有异议的数据", header, rows)] if rows else []


def docx(report):
    return as_docx(paper(report))
