"""What is left unchanged, and why: a fault there is no fault, or is nobody's business to test.

Each rule is a function of (node, the field of its owner, the owner, the nodes above the owner).
"""

import ast

WORD_TABLES = {
    "__init__",  # names what is public
    "messages",  # the sentences of faults, in two languages
    "phrases",  # the phrases of explanations, in two languages
    "names",  # the names of columns, levels and methods, in two languages
}


def is_exempt(node, field, owner, above):
    return any(rule(node, field, owner, above) for rule in RULES)


def docstring(node, field, owner, above):
    """A string that stands alone is read by people only."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def annotation(node, field, owner, above):
    """Annotations are never evaluated here (`from __future__ import annotations`)."""
    return field in ("annotation", "returns")


def type_alias(node, field, owner, above):
    """`Found = Iterator[...]` at module level is for the type checker."""
    top = isinstance(owner, ast.Module) and isinstance(node, ast.Assign)
    return top and isinstance(node.value, ast.Subscript | ast.BinOp) and _is_type(node.value)


def assertion(node, field, owner, above):
    """`assert x is not None` tells the type checker what the reader knows; it is always true."""
    return isinstance(node, ast.Assert)


def frozen(node, field, owner, above):
    """`@dataclass(frozen=True)` guards against careless writing, no value depends on it; the
    `order` of a method is where lists have it."""
    return isinstance(node, ast.keyword) and node.arg in ("frozen", "slots", "order")


def strict(node, field, owner, above):
    """`zip(..., strict=)` guards lengths that cannot differ, or says that they may."""
    return isinstance(node, ast.keyword) and node.arg == "strict"


def error_text(node, field, owner, above):
    """The text of a ValueError or KeyError is for developers: callers see Wrong and Fault."""
    call = isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name)
    return call and owner.func.id.endswith("Error")


def phrase(node, field, owner, above):
    """`ON_TARGET = ("{x} 达到 {target}", …)` at module level is a sentence in two languages."""
    top = isinstance(owner, ast.Module) and isinstance(node, ast.Assign)
    return top and isinstance(node.value, ast.Tuple) and all(map(_is_text, node.value.elts))


def said_of_a_method(node, field, owner, above):
    """What a Method says to people: its Chinese name, its explanation, its sentences."""
    said = ("chinese", "explanation", "example", "lacks", "messages")
    return isinstance(node, ast.keyword) and node.arg in said


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_type(node):
    names = {item.id for item in ast.walk(node) if isinstance(item, ast.Name)}
    return all(name[:1].isupper() or name in ("tuple", "str", "bool", "int") for name in names)


RULES = (
    docstring,
    annotation,
    type_alias,
    assertion,
    frozen,
    strict,
    error_text,
    phrase,
    said_of_a_method,
)
