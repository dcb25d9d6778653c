"""The sections of each kind of report (forms of the county), the days that are not what their
weekday says, the days after which a report is late, and the template of reports opened before."""

from datetime import date

from chinese_calendar import Holiday, constants
from django.db import migrations

PEOPLE = (
    "现有驻村干部{people.posted}名，其中女干部{people.women}名、中共党员{people.party}名。"
    "本期应在岗{presence.expected}人日，在岗{presence.present}人日，在岗率{presence.rate}%；"
    "请假{leave.times}人次，检查发现不在岗未说明{absences.open}人次。"
)
TEAMS = "派驻工作组{teams.count}支，覆盖{teams.villages}个村，"
TASKS = [
    (
        "leadership",
        "班子建设",
        "书记、主任一肩挑的村{committee.one_shoulder}个，两委交叉任职达标的村"
        "{committee.crossed}个；村级后备干部{reserves.count}名，配备达标的村{reserves.villages}个。",
    ),
    (
        "members",
        "队伍建设",
        "召开支部党员大会{activities.branch_life}次，上党课{activities.party_class}次，集中培训党员"
        "{activities.member_training}次；本年新发展党员{figures.new_members}名。",
    ),
    (
        "economy",
        "经济发展",
        "开展实用技术培训{activities.skill_training}次；本年各村集体经济纯收入合计"
        "{figures.collective_income}万元。",
    ),
    (
        "society",
        "社会进步",
        "共收集民情事项{matters.raised}件，应办结{matters.due}件，按时办结{matters.on_time}件，"
        "按时率{matters.on_time_rate}%，逾期{matters.late}件，办结后告知本人{matters.told}件；"
        "调解纠纷{activities.mediation}次，开展文化和环境整治活动{activities.culture}次。",
    ),
    (
        "rules",
        "制度规范",
        "村务公开{activities.disclosure}次，财务公开{activities.finance}次，村民代表会议议事"
        "{activities.deliberation}次。",
    ),
    (
        "style",
        "作风转变",
        "党员联系户走访{activities.contact}次；驻村干部参加培训{trainings.courses}期、"
        "{trainings.people}人次。",
    ),
]
OVERVIEW = "共有行政村和社区{villages.count}个，" + TEAMS + PEOPLE + "领导挂点{links.leaders}名。"
EXAMPLE = ("example", "典型事例", "", "写一件有名有姓的事：做了什么、结果怎样、谁可以学")
PROBLEMS = ("problems", "存在问题", "", "分方面写，写明原因和卡在谁手里")
NEXT = ("next", "下一步打算", "", "一行一件，写明谁办、何时办完；下一期逐条对照")
SECTIONS = {
    "township": [("overview", "基本情况", OVERVIEW), *TASKS, EXAMPLE, PROBLEMS, NEXT],
    "unit": [
        (
            "organisation",
            "组织领导",
            "",
            "党组（党委）研究驻村工作几次，主要负责人到村几次、解决了什么",
        ),
        ("dispatch", "选派情况", "本单位" + TEAMS + PEOPLE),
        *TASKS,
        ("care", "关心驻村干部", "", "补助、保险、体检、走访家属"),
        PROBLEMS,
        NEXT,
    ],
    "annual": [
        ("overview", "基本情况", OVERVIEW),
        *TASKS,
        ("goals", "年度目标完成情况", "", "逐项写目标、完成、没有完成的原因"),
        EXAMPLE,
        PROBLEMS,
        ("next", "明年计划", "", "一行一件，写明谁办、何时办完"),
    ],
    "county": [
        ("overview", "总体情况", "全县" + OVERVIEW),
        ("measures", "主要做法", "", "组织领导、选派管理、任务推进、考核激励、保障关爱"),
        *TASKS,
        PROBLEMS,
        ("next", "下一步打算", "", "一行一件，写明谁办、何时办完"),
    ],
}
RULES = [
    ("report_late_days", "季度报告补报截止于季后第几天", "10", "天", "县基层办规定"),
    ("report_closed_days", "季度报告关闭于季后第几天", "15", "天", "县基层办规定"),
    ("report_upward_days", "年度总结和县上报比季度报告迟几天", "10", "天", "县基层办规定"),
    ("report_review_days", "季度报告审核时限", "3", "工作日", "县基层办规定"),
]


def seed(apps, schema_editor):
    section = apps.get_model("cadres", "ReportSection")
    section.objects.bulk_create(
        section(
            kind=kind,
            key=key,
            order=10 * at,
            title=title,
            sentence=sentence,
            hint=rest[0] if rest else "",
            needs_text=not sentence,
        )
        for kind, rows in SECTIONS.items()
        for at, (key, title, sentence, *rest) in enumerate(rows, 1)
    )
    rule = apps.get_model("villages", "ProgrammeRule")
    rule.objects.bulk_create(
        rule(code=code, name=name, value=value, unit=unit, clause=clause)
        for code, name, value, unit, clause in RULES
    )
    holiday = apps.get_model("cadres", "Holiday")
    holiday.objects.bulk_create(
        holiday(day=day, is_working=is_working, name=Holiday(name).chinese)
        for day, (is_working, name) in sorted(unlike_their_weekday().items())
    )


def unlike_their_weekday():
    """{day: (is it worked, English name)} of weekdays off and weekends worked."""
    off = {day: (False, name) for day, name in constants.holidays.items() if day.weekday() < 5}
    return off | {day: (True, name) for day, name in constants.workdays.items() if is_weekend(day)}


def is_weekend(day: date):
    return day.weekday() >= 5


def give_layouts(apps, schema_editor):
    """What was opened before keeps the sections it had; no number of the records is asked of it."""
    report = apps.get_model("cadres", "QuarterlyReport")
    for kind, body in (("township", "township__isnull"), ("unit", "unit__isnull")):
        layout = [
            {"key": key, "title": title, "sentence": "", "hint": "", "needs_text": True}
            for key, title, *_rest in SECTIONS[kind]
        ]
        report.objects.filter(**{body: False}).update(layout=layout)


class Migration(migrations.Migration):
    dependencies = [("cadres", "0008_reports_from_records"), ("villages", "0004_limits_of_matters")]
    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunPython(give_layouts, migrations.RunPython.noop),
    ]
