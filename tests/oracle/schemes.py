"""Random valid schemes: sections, groups in groups, bonus."""

from dataclasses import dataclass, field
from decimal import Decimal

from .rules import COMPARING, LOSING_RULES, RULES, amount, maybe, text
from .table import LEVELS, METHODS

COLUMNS = (
    "level",
    "code",
    "name",
    "points",
    "method",
    "fact",
    "params",
    "scorer",
    "period",
    "applies",
    "basis",
)
FIXED = ("full", "zero", "fixed")


@dataclass
class Scheme:
    """A table in the making: `cells` row by row, and what its facts may say.

    `facts` is {code: (method, pool, params)}; `targets` the finished lines that an `of=line:`
    may name, as (code, has quarter lines); `leaves` every leaf as (code, period, points, losing).
    """

    rng: object
    quarterly: bool
    classes: list
    subjects: list
    decimals: int
    cells: list = field(default_factory=list)
    facts: dict = field(default_factory=dict)
    targets: list = field(default_factory=list)
    leaves: list = field(default_factory=list)
    groups: list = field(default_factory=list)

    def add(self, level, code, points="", method="", fact="", params=None, period="", applies=""):
        rng = self.rng
        params = list((params or {}).items())
        rng.shuffle(params)
        values = (level, code, f"名称{code}", points, method, fact)
        joined = rng.choice((";", "; ")).join(f"{name}={value}" for name, value in params)
        rest = (joined, rng.choice(("", "county")), period, applies, "第一条")
        self.cells.append(dict(zip(COLUMNS, values + rest, strict=True)))

    def period(self, inherited):
        """(the cell, the period in force)."""
        if self.rng.random() < 0.85:
            return "", inherited
        chosen = "quarter" if self.rng.random() < (0.8 if self.quarterly else 0.4) else "year"
        return chosen, chosen

    def applies(self, chance=0.07):
        if self.rng.random() >= chance:
            return ""
        names = [name for name in self.classes if name]
        names += [f"@{code}" for code in self.rng.sample(self.subjects, 1)]
        return self.rng.choice((",", ", ")).join(
            self.rng.sample(names, self.rng.randint(1, len(names)))
        )

    def rows(self):
        """Numbered as in the file, with Chinese level and method names now and then."""
        if self.rng.random() < 0.1:
            levels = {english: chinese for chinese, english in LEVELS.items()}
            methods = {english: chinese for chinese, english in METHODS.items()}
            for cells in self.cells:
                cells["level"] = levels[cells["level"]]
                cells["method"] = methods.get(cells["method"], "")
        return [(number, cells) for number, cells in enumerate(self.cells, start=2)]


def split(rng, points, count):
    """`points` in `count` parts; now and then, as in real schemes, they do not add up."""
    units = int(points)
    count = max(1, min(count, units))
    cuts = sorted(rng.sample(range(1, units), count - 1)) if units > 1 else []
    parts = [Decimal(b - a) for a, b in zip([0, *cuts], [*cuts, units], strict=True)]
    parts[-1] += points - units
    if rng.random() < 0.08:
        parts[0] += rng.choice((-1, 1)) if parts[0] > 1 else 1
    return parts


def policies(rng, points, losing):
    def say(policy):
        return f"fixed:{text(amount(rng, points, losing))}" if policy == "fixed" else policy

    missing = rng.choice(("wait", "zero", "full", "fixed"))
    na = rng.choice((*FIXED, "mean", "rescale", "rescale"))
    return maybe(rng, 0.5, "missing", say(missing)) | maybe(rng, 0.6, "na", say(na))


def bounds(rng, points, losing):
    if losing:
        return maybe(rng, 0.2, "floor", rng.choice(("-3", "-1", "none")))
    below = rng.choice(("none", "-5", "none", text(points / 4)))
    above = rng.choice(("none", text(points * 2), text(points + 1), text(points / 2)))
    return maybe(rng, 0.12, "floor", below) | maybe(rng, 0.12, "cap", above)


def combination(rng):
    ways = ("mean", "sum", "last", "weights:35,35,20,10", "weights:1, 2, 3,4")
    return maybe(rng, 0.65, "combine", rng.choice(ways))


def fact_of(scheme, method, pool, params):
    """A fact code for the rule, often new, now and then one that another rule reads too."""
    shared = [c for c, (m, _, _) in scheme.facts.items() if m in ("share", "deduct", "step")]
    if method in ("deduct", "share", "band", "pass") and shared and scheme.rng.random() < 0.15:
        return scheme.rng.choice(shared)
    code = f"f{len(scheme.facts) + 1}"
    if method in ("deduct", "earn", "share") and scheme.rng.random() < 0.2:
        code = f"reader.{code}"
    scheme.facts[code] = (method, pool, params)
    return code


def add_leaf(scheme, level, code, points, losing, inherited, nested=False):
    """`nested`: a grandchild of a `start=full` group, which has to lift its own floor."""
    rng = scheme.rng
    method = rng.choice(LOSING_RULES if losing else tuple(RULES))
    params, pool = RULES[method](rng, points, losing)
    params = bounds(rng, points, losing) | params if method != "score" else params
    if nested:
        params["floor"] = "none"
    params |= policies(rng, points, losing)
    cell, period = scheme.period(inherited)
    fact = ""
    targets = [c for c, quarterly in scheme.targets if quarterly or period == "year"]
    if method in COMPARING and targets and rng.random() < 0.45:
        params["of"] = f"line:{rng.choice(targets)}"
    elif method != "from":
        fact = fact_of(scheme, method, pool, params)
    if period == "quarter":
        params |= combination(rng)
    scheme.leaves.append((code, period, points, losing))
    scheme.add(level, code, text(points), method, fact, params, cell, scheme.applies())
    if level != "bonus":
        scheme.targets.append((code, period == "quarter"))


def add_group(scheme, level, code, points, depth, inherited, nested=False):
    """The row of a group, then its children, then the group is a target itself."""
    rng = scheme.rng
    child_level = "bonus" if level == "bonus" else "item"
    cell, period = scheme.period(inherited)
    if nested:
        kind, params = "sum", {}
    else:
        kind = rng.choice(("sum", "sum", "sum", "sum", "full", "blend")) if points else "sum"
        params = bounds(rng, points, False) if rng.random() < 0.5 else {}
    count = rng.choice((1, 2, 2, 3, 3, 4))
    parts = split(rng, points, count) if kind == "sum" and points else [Decimal(0)] * count
    if kind == "full":
        params["start"] = "full"
    if kind == "blend":
        parts = [Decimal(rng.choice((10, 20, 100, 7))) for _ in range(count)]
        params["weights"] = ", ".join(f"{i}:{rng.randint(1, 50)}" for i in range(1, count + 1))
        params |= maybe(rng, 0.6, "absent", rng.choice(("wait", "reweigh")))
    if kind == "sum" and not points and not nested:
        parts = [Decimal(100)] * count
    method = "blend" if kind == "blend" else "sum"
    scheme.groups.append(code)
    scheme.add(level, code, text(points), method, "", params, cell, scheme.applies(0.05))
    first = len(scheme.leaves)
    for index, share in enumerate(parts, start=1):
        child = f"{code}.{index}"
        if kind == "full" and rng.random() < 0.12:
            add_group(scheme, child_level, child, share, 0, period, nested=True)
        elif kind == "full" or nested:
            add_leaf(scheme, child_level, child, share, True, period, nested)
        elif depth > 0 and share >= 2 and rng.random() < 0.35:
            add_group(scheme, child_level, child, share, depth - 1, period)
        else:
            add_leaf(scheme, child_level, child, share, False, period)
    if level != "bonus":
        quarterly = any(period == "quarter" for _, period, _, _ in scheme.leaves[first:])
        scheme.targets.append((code, quarterly))


def add_section(scheme, code, inherited):
    rng = scheme.rng
    points = Decimal(rng.choice((0, 10, 20, 50, 100, 100, 300)))
    if scheme.decimals and points and rng.random() < 0.1:
        points += Decimal("0.5")
    if points and rng.random() < 0.06:
        add_leaf(scheme, "section", code, points, False, inherited)
    else:
        add_group(scheme, "section", code, points, 2, inherited)
    return points


def add_bonus(scheme, code, inherited):
    points = Decimal(scheme.rng.choice((5, 10, 20)))
    if scheme.rng.random() < 0.5:
        add_leaf(scheme, "bonus", code, points, False, inherited)
    else:
        add_group(scheme, "bonus", code, points, 1, inherited)


def scheme_params(rng, decimals):
    params = {"subject": rng.choice(("village", "cadre", "team", "township", "unit"))}
    params |= maybe(rng, 0.5, "year", "2026") | maybe(rng, 0.2, "series", "ORACLE")
    if decimals != 2 or rng.random() < 0.5:
        params["decimals"] = str(decimals)
    params |= maybe(rng, 0.6, "ties", rng.choice(("1224", "1223")))
    params |= maybe(rng, 0.5, "na", rng.choice(("full", "zero", "mean", "rescale", "fixed:1")))
    params |= maybe(rng, 0.8, "min_class", rng.choice(("1", "1", "2", "3", "4")))
    return params | maybe(rng, 0.4, "min_days", rng.choice(("0", "30", "60")))


def random_scheme(rng, quarterly, classes, subjects):
    """The lines of a scheme, without its vetoes, grades and outcomes."""
    scheme = Scheme(rng, quarterly, classes, subjects, rng.choice((0, 1, 2, 2, 2, 2, 3, 4)))
    inherited = "quarter" if rng.random() < (0.85 if quarterly else 0.35) else "year"
    names = rng.choice((("1", "2", "3"), ("A", "B", "C")))[: rng.choice((1, 2, 2, 3))]
    tops = [*names, *rng.choice(((), (), ("J1",), ("J1", "J2")))]
    blocks, total = {}, Decimal(0)
    for top in rng.sample(tops, len(tops)):
        start = len(scheme.cells)
        if top.startswith("J"):
            add_bonus(scheme, top, inherited)
        else:
            total += add_section(scheme, top, inherited)
        blocks[top] = scheme.cells[start:]
        blocks[top][0]["period"] = blocks[top][0]["period"] or inherited
    scheme.cells = []
    points = total if total and rng.random() < 0.7 else Decimal(1000)
    scheme.add("scheme", "ORACLE-2026", text(points), params=scheme_params(rng, scheme.decimals))
    scheme.cells += [cells for top in tops for cells in blocks[top]]
    return scheme
