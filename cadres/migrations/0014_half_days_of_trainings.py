"""Half-days for the courses that were held before there were any, and the rules of training and
care."""

from datetime import timedelta

from django.db import migrations

RULES = [
    ("session_hours", "半天培训计学时", "4", "学时", "各地惯例"),
    ("training_pass_share", "实到学时达到多少算参加培训", "80", "%", "各地惯例"),
    ("training_hours", "干部每年参加培训", "90", "学时", "干部教育培训工作条例"),
    (
        "untrained_posting",
        "未参加岗前培训能否先驻点（1 说明理由可以，0 不可以）",
        "1",
        "",
        "县实施意见 三(二)",
    ),
    ("secretary_allowance", "村书记岗位补贴（履责纪实检查后发放）", "200", "元/月", "村社区意见 3"),
    ("base_pay_times", "村书记基本报酬不低于上年农民人均收入的倍数", "1.5", "倍", "村社区意见 3"),
    ("visit_months", "到家走访间隔", "12", "个月", "村社区意见 3"),
    ("check_months", "体检间隔", "24", "个月", "村社区意见 3"),
    ("care_notice_days", "走访、体检提前提醒", "30", "天", "县基层办规定"),
]
PAY = {
    "name": "村书记基本报酬",
    "unit": "元",
    "order": 120,
    "is_money": True,
    "in_form": True,
    "help": "全年，不含岗位补贴和奖励",
}


def seed(apps, schema_editor):
    rule = apps.get_model("villages", "ProgrammeRule")
    for code, name, value, unit, clause in RULES:
        fields = {"name": name, "value": value, "unit": unit, "clause": clause}
        rule.objects.get_or_create(code=code, defaults=fields)
    apps.get_model("villages", "FigureKind").objects.get_or_create(
        code="secretary_pay", defaults=PAY
    )


def divide(apps, schema_editor):
    """Two half-days a day; who took part had signed them all."""
    session = apps.get_model("cadres", "TrainingSession")
    attendance = apps.get_model("cadres", "TrainingAttendance")
    through = attendance.sessions.through
    for course in apps.get_model("cadres", "Training").objects.all():
        rows = attendance.objects.filter(training=course)
        course.state = "closed" if rows.exists() else "draft"
        course.save()
        signed = (course.organizer or "—") if rows.exists() else ""
        made = [
            session.objects.create(training=course, on=day, half=half, hours=4, signed_by=signed)
            for day in _days(course)
            for half in ("am", "pm")
        ]
        came = rows.filter(attended=True).values_list("pk", flat=True)
        through.objects.bulk_create(
            through(trainingattendance_id=row, trainingsession_id=each.pk)
            for row in came
            for each in made
        )


def _days(course):
    return [course.since + timedelta(n) for n in range((course.until - course.since).days + 1)]


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0013_trainings_and_care"),
        ("villages", "0006_urban_townships"),
    ]
    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunPython(divide, migrations.RunPython.noop),
    ]
