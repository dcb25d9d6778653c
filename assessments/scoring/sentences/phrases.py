"""The words round the arithmetic of a line, in Chinese and English.

Those of a method stand in its file.
"""

from __future__ import annotations

from collections.abc import Mapping

from assessments.scoring.arithmetic.speaker import Phrase

PHRASES: Mapping[str, Phrase] = {
    "gets": ("得 {points}", "gives {points}"),
    "gets_full": ("得满分 {points}", "gives the full {points}"),
    "at_cap": ("以 {bound} 为限", "limited to {bound}"),
    "at_floor": ("最低 {bound}", "{bound} at least"),
    "auxiliary": ("辅助类别，不计入总分", "auxiliary, adds nothing to the total"),
    "scaled": (
        "（同类有不涉及项，按 {stays} 折算到 {points}）",
        " (a line of this section does not apply: {stays} becomes {points})",
    ),
    "left": ("不涉及、离开本卡：{rows}", "not applicable, left the card: {rows}"),
    "zeroed": ("因否决「{name}」记 0", "0 because of the veto “{name}”"),
    "quarters": ("第{quarters}季度", "quarters {quarters}"),
    "last_quarter": ("取第{quarters}季度", "from quarter {quarters}"),
    "added": ("合计", "sum"),
    # policies
    "missing": ("缺「{name}」", "“{name}” is missing"),
    "na": ("不涉及", "not applicable"),
    "by_rule": ("按办法处理", "by the scheme's rule"),
    "by_mean": ("取班内平均", "the mean of the class"),
    "by_nobody": ("班内无人有值", "nobody of the class has a value"),
    # waiting
    "wait": ("待定：{why}", "waiting: {why}"),
    "lack_fact": ("缺「{name}」", "“{name}” is missing"),
    "lack_text": ("「{have}」不是数字", "“{have}” is not a number"),
    "lack_line": ("等 {have} 的得分", "the points of {have} are not there yet"),
    "lack_quarters": ("没有可用的季度得分", "no quarter has points"),
    "lack_rows": ("下级都没有得分", "no row below has points"),
    "await": ("等 {rows}", "{rows}"),
    # vetoes
    "veto_none": ("无记录", "no record"),
    "veto_proposed": ("待定：待确认，如确认，{effect}", "waiting for confirmation; then {effect}"),
    "veto_confirmed": ("{by} 已确认，{effect}", "confirmed by {by}: {effect}"),
    "effect_total": ("总分记 0", "the total is 0"),
    "effect_zero": ("{target} 记 0", "{target} is 0"),
    "effect_cap": ("等次不高于「{target}」", "the grade is no better than {target}"),
    "effect_bar": ("不参加 {target}", "{target} is closed"),
}
