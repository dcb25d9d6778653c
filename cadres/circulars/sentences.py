"""The sentences of a monthly circular, in the words of the paper; every number is from its tables.

The paper is a Chinese one whatever language the desk speaks, so its words are not translated.
"""

from datetime import date


def sentences(figures, township, month):
    """{section: text} for what can be said from the records; the rest is for a person to write."""
    return {
        "to": "各村（社区）党组织、各驻村工作组：" if township else "各乡镇党委、各派出单位：",
        "intro": f"现将{month.label()}驻村工作情况通报如下。",
        "overall": _overall(figures["bodies"]),
        "matters": _matters(figures),
        "leave": _leave(figures["bodies"]["sum"]),
        "problems": _problems(figures["absences"]),
        "copies": "县委基层办" if township else "市委基层办",
    }


def _overall(bodies):
    told = bodies["sum"]
    return (
        f"本月共有{told['cadres']}名驻村干部在岗履职，应到{told['expected']}人天，"
        f"实到{told['present']}人天，无故不在岗{told['absent']}人天（应到天数已扣除请假和培训）。"
    )


def _matters(figures):
    told, late = figures["bodies"]["sum"], figures["overdue"]
    text = f"本月新登记民情事项{told['raised']}件，办结{told['answered']}件。"
    day = _day(figures["until"])
    if not late:
        return f"{text}截至{day}，没有逾期未办结的事项。"
    held = [("工作组", "team"), ("乡镇", "township"), ("县", "county")]
    parts = [(name, sum(row["level"] == level for row in late)) for name, level in held]
    shares = "、".join(f"{name}{n}件" for name, n in parts if n)
    return f"{text}截至{day}，逾期未办结{len(late)}件，其中在{shares}。"


def _leave(told):
    return f"本月经批准请假{told['leave']}人天，参加培训{told['training']}人天。"


def _problems(absences):
    if not absences:
        return "本月没有查实的无故不在岗情况。"
    return "\n".join(
        f"{_days(row)}，{row['township']}{row['village']}{row['cadre']}（{row['unit']}）"
        f"经检查不在岗，{row['answer'] or '正在说明期内'}。"
        for row in absences
    )


def _days(row):
    first, last = _day(row["since"]), _day(row["until"])
    return first if first == last else f"{first}至{last}"


def _day(text):
    day = date.fromisoformat(text)
    return f"{day.month}月{day.day}日"
