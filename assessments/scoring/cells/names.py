"""What a table may call its columns, levels and periods: English inside, Chinese too."""

from __future__ import annotations

from collections.abc import Mapping

COLUMNS: Mapping[str, str] = {
    "level": "层级",
    "code": "编号",
    "name": "名称",
    "points": "分值",
    "method": "方法",
    "fact": "数据项",
    "params": "参数",
    "scorer": "评分主体",
    "period": "周期",
    "applies": "适用",
    "basis": "依据",
}
LEVELS: Mapping[str, str] = {
    "scheme": "办法",
    "section": "类别",
    "item": "指标",
    "bonus": "加分",
    "veto": "否决",
    "grade": "等次",
    "outcome": "结果运用",
}
PERIODS: Mapping[str, str] = {"quarter": "季", "year": "年"}
SUBJECTS: Mapping[str, str] = {
    "village": "村",
    "cadre": "驻村干部",
    "team": "驻村工作队",
    "township": "乡镇",
    "unit": "派出单位",
}


def english(names: Mapping[str, str], text: str) -> str | None:
    """The English name that `text` stands for in either language; None when it is no name."""
    text = text.strip()
    if text.lower() in names:
        return text.lower()
    return next((name for name, chinese in names.items() if chinese == text), None)


def column_title(column: str, lang: str = "zh") -> str:
    """The header that people see for a column, facts tables' `value` included."""
    if lang.startswith("zh"):
        return {**COLUMNS, "value": "值"}.get(column, column)
    return column


def listed(names: Mapping[str, str]) -> dict[str, str]:
    """The names as a fault's sentence lists them: `options` in Chinese, `names` in English."""
    return {"options": "、".join(names.values()), "names": ", ".join(names)}
