"""Random vetoes, grades and outcomes for a scheme in the making."""

from .rules import maybe


def add_awards(scheme, totals):
    """Vetoes, grades and outcomes; `totals` are numbers worth testing at."""
    rng = scheme.rng
    grades = ["优秀", "良好", "合格", "不合格"][: rng.choice((0, 2, 3, 4, 4))]
    outcomes = [f"O{i}" for i in range(1, rng.choice((1, 2, 3, 4)))]
    for index in range(1, rng.choice((1, 1, 2, 3, 4))):
        add_veto(scheme, index, grades, outcomes)
    levels = sorted((rng.choice(totals) for _ in grades), reverse=True)
    for index, (name, level) in enumerate(zip(grades, levels, strict=True)):
        params = {"when": grade_condition(rng, level, index == len(grades) - 1)}
        params |= maybe(rng, 0.6, "quota", rng.choice(("1", "2", "3", "30%", "50%", "12.5%")))
        scheme.add("grade", f"G{index + 1}", params=params, **reach(scheme))
        scheme.cells[-1]["name"] = name
    for code in outcomes:
        params = {"when": outcome_condition(rng, rng.choice(totals), grades)}
        params |= maybe(rng, 0.5, "years", rng.choice(("1", "2", "3")))
        params |= maybe(rng, 0.2, "amount", "20000") | maybe(rng, 0.2, "grade_down", "1")
        scheme.add("outcome", code, params=params, **reach(scheme))


def reach(scheme):
    """The period and applies of a veto, grade or outcome row: mostly the run's own, for all."""
    own, other = ("quarter", "year") if scheme.quarterly else (scheme.rng.choice(("", "year")), "")
    period = own if scheme.rng.random() < 0.93 else other or "quarter"
    return {"period": period, "applies": scheme.applies(0.06)}


def add_veto(scheme, index, grades, outcomes):
    rng = scheme.rng
    effects = ["zero:total"] + [f"zero:{code}" for code, _ in rng.sample(scheme.targets, 1)]
    effects += [f"zero:{code}" for code in scheme.groups[:1]]
    if grades:
        chosen = rng.randrange(len(grades))
        effects += [f"cap:{grades[chosen]}", f"cap:G{chosen + 1}"]
    effects += [f"bar:{code}" for code in outcomes]
    scheme.facts[f"v{index}"] = ("veto", ["1", "2", "0.5", "是", "0", "否", "-1"], {})
    params = {"effect": rng.choice(effects)}
    scheme.add("veto", f"V{index}", fact=f"v{index}", params=params, **reach(scheme))


def comparison(rng, level):
    return rng.choice(
        (
            f"total>={level}",
            f"total>{level}",
            f"total >= {level}",
            f"percent>={rng.choice((50, 60, 75, 90, '66.67'))}",
            f"rank<={rng.randint(1, 4)}",
            f"bottom>{rng.randint(1, 2)}",
        )
    )


def grade_condition(rng, level, last):
    if last and rng.random() < 0.6:
        return "total>=-100000"
    parts = [comparison(rng, level) for _ in range(rng.choice((1, 1, 2)))]
    return rng.choice(("&", " & ")).join(parts)


def outcome_condition(rng, level, grades):
    parts = [f"total<{level}", f"total<={level}", "bottom=1", "bottom<=2", "rank=1", "percent<60"]
    if grades:
        chosen = rng.randrange(len(grades))
        parts += [f"grade={grades[chosen]}", f"grade=G{chosen + 1}"]
    return " & ".join(rng.sample(parts, rng.choice((1, 1, 2))))
