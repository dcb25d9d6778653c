"""What the template of a 考核办法 explains to the clerk who fills it: one sentence each.

What is said of a method stands in its file (`scoring/methods`).
"""

LEVEL_NOTES = {
    "scheme": "第一行，只有一行：编号、名称、总分；参数写考核对象，如 subject=village。",
    "section": "大类，如 1、2；各类别分值相加等于总分。",
    "item": "指标，编号写在上级之下，如 1.1、1.1.2；有下级的指标用合计或加权。",
    "bonus": "加分，在总分之外，加到总分上。",
    "veto": "一票否决，须由有权的人确认；effect=cap:合格、zero:1.1、zero:total 或 bar:O1。",
    "grade": "等次，从好到差；when=percent>=90，名额写 quota=30%。",
    "outcome": "结果运用，只是建议，由人决定；when=total<800 & bottom=1，连续三年加 years=3。",
}
COLUMN_NOTES = {
    "floor、cap": "得分的下限和上限，默认 0 和满分；none 表示不限。",
    "missing": "没有数据时：wait 等待（默认）、zero 计 0、full 满分、fixed:12 计 12 分。",
    "na": "不涉及时：full 满分（默认）、zero、mean 同类平均、fixed:12、rescale 摊给同类别各行。",
    "combine": "季度合成年度：mean 平均（默认）、sum 相加、last 最后一季、weights:35,35,20,10。",
    "period": "季：每季计分；年：年终计分；不写则随上级。",
    "applies": "只用于这些类别，如 先进村,社区，名称里有逗号的加引号；单个对象写 @编号。",
}
EXAMPLE_FACTS = {
    "late_reports": "1",
    "matters.on_time_rate": "95",
    "figure.collective_income": "24000",
    "appraisal.满意": "20",
    "appraisal.基本满意": "10",
    "appraisal.不满意": "0",
    "commendations": "1",
    "safety_accident": "0",
}
"""What the village of the example did; quarter lines are shown on its first quarter."""
