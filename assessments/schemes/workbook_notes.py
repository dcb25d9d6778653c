"""What the template of a 考核办法 explains to the clerk who fills it: one sentence each."""

METHOD_NOTES = {
    "sum": ("", "下级各行得分相加：60 + 40 = 100 分；写 start=full 则从满分起扣，下级分值写 0。"),
    "deduct": (
        "each=5",
        "从满分里扣，扣完为止：满分 40、发生 3 次、每次扣 5，40 − 3 × 5 = 25 分。",
    ),
    "earn": ("each=10", "按件得分，封顶满分：满分 30、完成 2 件、每件 10，2 × 10 = 20 分。"),
    "share": ("target=100", "按完成比例得分，超额不加：满分 60、完成 95，60 × 95 ÷ 100 = 57 分。"),
    "step": (
        "target=75; width=1; each=2; want=high",
        "达到目标得满分，每差 1 扣 2：满分 40、目标 75、实际 70，40 − 5 × 2 = 30 分。",
    ),
    "band": (
        "bands=<1:0, <2:10, else:20",
        "落在哪一档得哪一档的分，从左到右看：满分 20、有 1 人，不到 2 人，得 10 分。",
    ),
    "pass": (
        "when=>=75; else=15",
        "达标得满分，不达标得 else：满分 30、实际 74，不到 75，得 15 分。",
    ),
    "label": (
        "map=规范:20, 基本规范:12, 不规范:0",
        "按评定的等次得分：满分 20、评为「基本规范」，得 12 分。",
    ),
    "score": (
        "",
        "评分主体在满分内打分，几个人打分取平均：满分 30、打 26 和 29，(26 + 29) ÷ 2 = 27.5 分。",
    ),
    "votes": (
        "weights=优秀:100, 称职:80, 不称职:0; min=20",
        "按票折算：满分 50，优秀 30、称职 15、不称职 5 票，50 × (3000 + 1200) ÷ 5000 = 42 分。",
    ),
    "blend": (
        "weights=1:20, 2:30, 3:50",
        "下级按权重合成：满分 100、三评 90、80、70，90 × 20% + 80 × 30% + 70 × 50% = 77 分。",
    ),
    "rank": (
        "give=linear:60..40; want=high",
        "按同类中的名次得分：满分 60、3 个村排第 2，60 − 20 × 1 ÷ 2 = 50 分。",
    ),
    "best": (
        "want=high",
        "与同类最好的比：满分 50、最好 200、本村 150，50 × 150 ÷ 200 = 37.5 分。",
    ),
    "mean": (
        "each=2; unit=plain; want=high",
        "与同类平均比，达到平均得满分，每低 1 扣 2：满分 40、平均 6、本村 5，40 − 1 × 2 = 38 分。",
    ),
    "from": (
        "scheme=ZJ-VILLAGE-2026; subject=village",
        "引用另一办法的得分率：满分 130、驻点村 880 分（满分 1000），130 × 880 ÷ 1000 = 114.4 分。",
    ),
}
"""method → (an example of its params, the sentence). The numbers of a sentence belong to them."""

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
