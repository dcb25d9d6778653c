"""The words round the arithmetic of a line, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

PHRASES: Mapping[str, tuple[str, str]] = {
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
    # methods
    "within_grace": ("{x} 不超过 {grace}", "{x} is within {grace}"),
    "limit": ("{x} × {each}，最多扣 {limit}", "{x} × {each}, at most {limit} off"),
    "on_target": ("{x} 达到 {target}", "{x} reaches {target}"),
    "steps": (
        "{x} 与 {target} 差 {gap}，每 {width} 一档，计 {steps} 档",
        "{x} is {gap} from {target}, steps of {width}: {steps}",
    ),
    "in_band": ("{x} {operator} {limit}", "{x} {operator} {limit}"),
    "in_no_band": ("{x}，不在前面各档", "{x} is in no other band"),
    "fails": ("{x} 未达 {operator} {limit}", "{x} fails {operator} {limit}"),
    "label": ("「{label}」", "“{label}”"),
    "scored": ("评分", "scored"),
    "dropped": ("去掉 {scores}", "without {scores}"),
    "ballots": ("{counts}，计 {total} 票", "{counts}, {total} ballots"),
    "place": ("第 {place} 名，共 {count}", "place {place} of {count}"),
    "best": ("最优 {best}", "the best is {best}"),
    "class_mean": ("班内平均 {mean}（{total} ÷ {count}）", "class mean {mean} ({total} ÷ {count})"),
    "at_mean": ("{x} 不差于{mean}", "{x} is not behind the {mean}"),
    "behind_mean": ("{x} 差于{mean}，计 {steps} 档", "{x} is behind the {mean}: {steps} steps"),
    "cites": ("引用 {scheme}", "from {scheme}"),
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
    "lack_label": ("「{have}」不在等次中", "“{have}” is none of the labels"),
    "lack_ballots": ("已收 {have} 票，至少 {need} 票", "{have} ballots, at least {need} needed"),
    "lack_scorers": (
        "已有 {have} 人评分，至少 {need} 人",
        "{have} scorers, at least {need} needed",
    ),
    "lack_line": ("等 {have} 的得分", "the points of {have} are not there yet"),
    "lack_scheme": ("等 {have} 的结果", "the result of {have} is not there yet"),
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
