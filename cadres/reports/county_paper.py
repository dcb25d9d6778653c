"""The county's report upward as an official paper (form 2d), with who is missing as an annex."""

from django.utils import timezone

from cadres.documents.paper import Annex, Paper, as_docx, day

from .county_report import by_township
from .models.reports import QuarterlyReport
from .numbers import NUMBERS
from .paper import in_two_lines, parts
from .tables import with_sums


def title(report):
    return f"{report.county_name}关于{report.span.label()}干部驻村工作综合情况的报告"


def paper(report):
    codes, rows, total = by_township(report)
    header = ["乡镇", *[str(NUMBERS[code].label) for code in codes]]
    states = dict(QuarterlyReport.State.choices)
    missing = [[body, str(states.get(state, state))] for body, state in report.missing]
    annexes = [Annex("分乡镇汇总表", header, [*_whole(rows), *_whole([["合计", *total]])])]
    annexes += [
        Annex(name, head, [*lines, last]) for name, head, lines, last in with_sums(report.tables)
    ]
    if missing:
        annexes.append(Annex("未采纳报告名单", ["单位", "状态"], missing))
    organ = f"中共{report.county_name}委组织部"
    return Paper(
        title=in_two_lines(title(report)),
        to="中共市委组织部",
        intro="现将有关情况报告如下。",
        parts=parts(report.chapters),
        organ=organ,
        on=day(report.signed_at or timezone.now()),
        annexes=annexes,
        mark=f"{organ}文件",
        number=f"〔{report.span.year}〕　号",
        signer=report.signer,
        copies=report.copies,
        printed_by=f"{organ}办公室",
        printed_on=day(report.signed_at or timezone.now()),
    )


def _whole(rows):
    """Figures as numbers, so that they stand at the right."""
    return [[name, *[int(text) if text else None for text in texts]] for name, *texts in rows]


def docx(report):
    return as_docx(paper(report))
