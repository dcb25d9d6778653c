"""The programme's numbers with their clauses, and the figures every village records."""

from django.db import migrations

RULES = [
    ("income_threshold", "村集体经济年纯收入分界", "30000", "元", "县实施意见 三(二)"),
    ("small_team", "收入达到分界的村派驻", "1", "人", "县实施意见 三(二)"),
    ("large_team", "贫困村、班子较弱的村派驻", "3", "人", "县实施意见 三(二)"),
    ("unit_share", "县直和省市驻县单位选派占在编比例", "20", "%", "县实施意见 三(二)"),
    ("cross_appointment", "两委交叉任职比例", "75", "%", "县实施意见 二(一)"),
    ("one_shoulder", "书记主任一肩挑比例", "90", "%", "县实施意见 二(一)"),
    ("reserves", "每村后备干部", "2", "人", "县实施意见 二(一)"),
    ("new_members", "每支部每年发展党员", "1", "人", "县实施意见 二(二)"),
    ("income_growth", "农民收入年增长", "6", "%", "县实施意见 二(三)"),
    ("leader_visits", "县领导每半年到挂点调研", "3", "次", "县实施意见 三(一)"),
    ("allowance", "县派驻城区外农村工作组成员补助", "300", "元/月", "县实施意见 四(三)"),
    ("under_45", "班子中45岁以下", "2", "人", "村社区意见 5"),
    ("under_35", "班子中35岁以下", "1", "人", "村社区意见 5"),
    ("women", "班子中女干部", "1", "人", "村社区意见 5"),
    ("warning_line", "末位且低于此分诫勉谈话", "800", "分", "村社区意见 4"),
    ("general_branch_members", "党员超过此数可设党总支", "50", "人", "换届后党委工作意见"),
    ("leave_township_days", "乡镇党委可批准的请假", "3", "天", "各地惯例"),
    ("matter_days", "民情事项答复时限", "15", "天", "先锋工程 限时反馈"),
    ("diary_late_days", "日记超过几天写为补记", "3", "天", "县基层办规定"),
    ("report_due_days", "季度报告在季后第几天前报送", "5", "天", "县实施意见 四(六)"),
]
FIGURES = [
    ("households", "户数", "户", 10, False, True, "年末户籍户数"),
    ("population", "人口", "人", 20, False, True, "年末户籍人口"),
    ("labour", "劳动力", "人", 30, False, False, ""),
    ("migrant_workers", "外出务工", "人", 40, False, False, ""),
    ("arable_land", "耕地", "亩", 50, False, False, ""),
    ("party_members", "党员", "人", 60, False, True, "年末在册党员"),
    ("new_members", "当年发展党员", "人", 70, False, True, "当年吸收的预备党员"),
    ("trained_members", "当年参加培训的党员", "人", 80, False, True, ""),
    ("skilled_members", "掌握两门实用技术的党员干部", "人", 90, False, True, ""),
    ("collective_income", "集体经济年纯收入", "元", 100, True, True, "不含财政转移支付和补助"),
    ("income_per_head", "农民人均纯收入", "元", 110, True, True, ""),
]


def seed(apps, schema_editor):
    rule = apps.get_model("villages", "ProgrammeRule")
    kind = apps.get_model("villages", "FigureKind")
    rule.objects.bulk_create(
        rule(code=code, name=name, value=value, unit=unit, clause=clause)
        for code, name, value, unit, clause in RULES
    )
    kind.objects.bulk_create(
        kind(code=code, name=name, unit=unit, order=order, is_money=money, in_form=form, help=help)
        for code, name, unit, order, money, form, help in FIGURES
    )


class Migration(migrations.Migration):
    dependencies = [("villages", "0001_initial")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
