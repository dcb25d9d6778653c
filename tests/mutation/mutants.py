"""The faults that are tried: small changes of the syntax tree, each alone."""

import ast
import os
import random
from pathlib import Path
from typing import NamedTuple

from .exempt import WORD_TABLES, is_exempt

PACKAGE = Path(__file__).parents[2] / "assessments" / "scoring"
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPERATORS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
WIDTH = 160
"""Longer statements are cut where both are the same."""
DROPPED = (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break)
CONDITIONAL = (ast.If, ast.IfExp, ast.While)
DECIDED = (ast.Compare, ast.BoolOp)


class Mutant(NamedTuple):
    """The fault number `number` of a module; `first` to `last` are the lines it touches."""

    module: str
    number: int
    first: int
    last: int
    change: str

    def code(self):
        """The module's code with this fault in it."""
        path = path_of(self.module)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        _sites(tree)[self.number].apply()
        return compile(ast.fix_missing_locations(tree), str(path), "exec")

    def __str__(self):
        return f"{self.module}:{self.first}: {self.change}"


class _Site(NamedTuple):
    """Where a fault can be put: `owner.field` (an item of it where `index` is not None)."""

    statement: ast.stmt
    owner: ast.AST
    field: str
    index: int | None
    fault: ast.AST | object

    def apply(self):
        if self.index is None:
            setattr(self.owner, self.field, self.fault)
        else:
            getattr(self.owner, self.field)[self.index] = self.fault

    def as_it_is(self):
        """The site that puts back what stands there now."""
        value = getattr(self.owner, self.field)
        return self._replace(fault=value if self.index is None else value[self.index])


def modules():
    """The modules that hold logic, by their name in the package: `evaluation.lines`."""
    names = sorted(map(name_of, PACKAGE.rglob("*.py")))
    return [name for name in names if name.rpartition(".")[2] not in WORD_TABLES]


def name_of(path):
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def path_of(module):
    return PACKAGE.joinpath(*module.split(".")).with_suffix(".py")


def mutants_of(module):
    """All faults of a module, in the order of its lines."""
    tree = ast.parse(path_of(module).read_text(encoding="utf-8"))
    return [
        Mutant(module, number, *_span(site.statement), _change(site))
        for number, site in enumerate(_sites(tree))
    ]


def sample(mutants, size, seed):
    """`size` of them by chance (all when there are no more), the same for the same seed."""
    if not size or size >= len(mutants):
        return mutants
    return sorted(random.Random(seed).sample(mutants, size))


def _span(statement):
    """Its lines; of a compound statement those of its head."""
    body = getattr(statement, "body", None) or getattr(statement, "cases", None)
    if not body:
        return statement.lineno, statement.end_lineno
    start = body[0].pattern if isinstance(body[0], ast.match_case) else body[0]
    return statement.lineno, max(statement.lineno, start.lineno - 1)


def _change(site):
    before = _head(site.statement)
    if isinstance(site.fault, ast.stmt):
        return f"{before}  →  {_head(site.fault)}"
    back = site.as_it_is()
    site.apply()
    after = _head(site.statement)
    back.apply()
    return _short(before, after)


def _short(before, after):
    """Both, and of long ones only the part that differs with a little around it."""
    start = len(os.path.commonprefix([before, after]))
    rest = len(os.path.commonprefix([before[: start - 1 : -1], after[: start - 1 : -1]]))
    if max(len(before), len(after)) <= WIDTH:
        return f"{before}  →  {after}"
    cut = [text[max(0, start - 30) : len(text) - rest + 15] for text in (before, after)]
    return f"…{cut[0]}…  →  …{cut[1]}…"


def _head(statement):
    """Its first line; of a `match` all cases, since a fault may lie in any of them."""
    lines = ast.unparse(statement).split("\n")
    if isinstance(statement, ast.Match):
        return " ".join(text.strip() for text in lines if text.startswith(("match", "    case")))
    return lines[0]


def _sites(tree):
    sites = []
    _walk(tree, None, (), sites)
    return sites


def _walk(node, statement, above, sites):
    for field, value in ast.iter_fields(node):
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, child in items:
            if not isinstance(child, ast.AST) or is_exempt(child, field, node, above):
                continue
            holder = child if isinstance(child, ast.stmt) else statement
            where = (holder, node, field, index)
            sites += [_Site(*where, fault) for fault in _faults(child)]
            sites += [_Site(holder, *rest) for rest in _inner(child)]
            _walk(child, holder, (*above, node), sites)


def _faults(node):
    """What may stand in the place of the whole node."""
    match node:
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(value=str() as value) if value:
            yield ast.Constant("")
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.Return(value=ast.expr()) if ast.unparse(node.value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()
        case _ if isinstance(node, DROPPED):
            yield ast.Pass()


def _inner(node):
    """(owner, field, index, fault) of changes inside the node."""
    match node:
        case ast.Compare():
            for index, operator in enumerate(node.ops):
                for other in COMPARISONS[type(operator)]:
                    yield node, "ops", index, other()
        case ast.BinOp() if type(node.op) in OPERATORS:
            yield node, "op", None, OPERATORS[type(node.op)]()
        case ast.AugAssign() if type(node.op) in OPERATORS:
            yield node, "op", None, OPERATORS[type(node.op)]()
        case ast.BoolOp():
            yield node, "op", None, ast.And() if isinstance(node.op, ast.Or) else ast.Or()
            yield from ((node, "values", i, _left_out(node)) for i in range(len(node.values)))
        case ast.Name(id=name) if name in NAMES:
            yield node, "id", None, NAMES[name]
        case ast.comprehension():
            for index, test in enumerate(node.ifs):
                if not _is_decided(test):
                    yield node, "ifs", index, ast.UnaryOp(ast.Not(), test)
        case _ if isinstance(node, CONDITIONAL) and not _is_decided(node.test):
            yield node, "test", None, ast.UnaryOp(ast.Not(), node.test)


def _left_out(node):
    """What makes one of the parts of an `and` or `or` say nothing."""
    return ast.Constant(isinstance(node.op, ast.And))


def _is_decided(test):
    """Its own operators are changed already."""
    return isinstance(test, DECIDED) or (
        isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    )
