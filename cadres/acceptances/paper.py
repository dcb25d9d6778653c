"""验收意见: the approved acceptance as an official paper, the sheet (form 10e) as its annex."""

from django.utils import timezone
from django.utils.formats import date_format

from cadres.documents.paper import Annex, Paper, as_docx
from cadres.registry.models.postings import Posting

from .models.acceptances import Acceptance

WORDS = {True: "达标", False: "未达标", None: "未知"}
HEADER = ["验收项目", "标准", "起始值和三年后值", "是否达标", "证据和说明"]
OUTCOMES = {
    Acceptance.Conclusion.PASSED: ("验收合格。", "领导干部挂点可以脱钩，驻村干部可以撤回。"),
    Acceptance.Conclusion.MEND: (
        "限期整改。",
        "整改后重新验收；继续安排领导干部挂点和派出干部驻村，直至验收合格。",
    ),
    Acceptance.Conclusion.FAILED: (
        "验收不合格。",
        "继续安排领导干部挂点和派出干部驻村，直至验收合格。",
    ),
}


def title(row):
    return f"关于{_place(row)}干部驻村工作三年验收的意见"


def _place(row):
    return f"{row.place_township}{row.village or ''}"


def day(moment):
    return date_format(moment, "DATE_FORMAT")


def people_of(row):
    """(leaders linked, people posted) in the three years, as the sheet names them."""
    links = row.place.links.during(row.since, row.until)
    leaders = [f"{link.leader}{link.post}" for link in links]
    posted = Posting.objects.during(row.since, row.until).filter(team__village=row.village_id)
    rows = posted.select_related("cadre__unit").order_by("since", "role", "pk")
    return leaders, [f"{each.cadre}（{each.cadre.unit}）" for each in rows]


def value_in_words(line, value):
    """A value on paper: a number, or yes and no in words."""
    if value is None:
        return "—"
    if line.is_yes_no:
        return "是" if value else "否"
    return f"{value:f}"


def paper(row):
    found, follows = OUTCOMES[row.conclusion]
    county = row.batch.county
    problems = [
        f"{number}. {each.text}（{day(each.due_on)}前整改）"
        for number, each in enumerate(row.problems.all(), 1)
    ]
    parts = [
        ("一、验收结论", [f"{found}验收组成员：{row.members}。"]),
        ("二、存在问题和整改时限", problems or ["没有列入整改的问题。"]),
        ("三、挂点和驻村", [follows]),
    ]
    intro = (
        f"根据“一年一考核，三年一验收”的要求，县验收组对{_place(row)}"
        f"{day(row.since)}至{day(row.until)}的干部驻村工作进行了验收。现提出意见如下。"
    )
    return Paper(
        title=title(row).replace("干部驻村", "\n干部驻村", 1),
        to=f"中共{row.place_township}委员会",
        intro=intro,
        parts=parts,
        organ=f"中共{county}委组织部",
        on=day(timezone.localdate(row.approved_at)),
        annexes=[Annex("三年验收表", HEADER, [_cells(line) for line in row.lines])],
    )


def _cells(line):
    told = "；".join(text for text in (line.note, line.said, line.source) if text)
    values = None
    if line.target.is_number:
        values = f"{value_in_words(line, line.start)} → {value_in_words(line, line.end)}"
    return [
        str(line.target.title),
        line.standard or None,
        values,
        WORDS[line.met],
        told or None,
    ]


def docx(row):
    return as_docx(paper(row))
