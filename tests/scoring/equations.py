"""Reads the arithmetic of a sentence and works it out again, exactly."""

import ast
import operator
import re
from decimal import Decimal
from fractions import Fraction

EQUATION = re.compile(r"([(−0-9][−0-9.+×÷() ]*) = (−?[0-9.]+)")
STATED = re.compile(r"(?:得满分|得|gives the full|gives) (−?[0-9.]+)$")
OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def number(text):
    return Decimal(text.replace("−", "-"))


def worked_out(expression):
    """The exact value of `25 − 3 × 5`."""
    plain = expression.replace("−", "-").replace("×", "*").replace("÷", "/")
    return _value(ast.parse(plain, mode="eval").body, plain)


def _value(node, text):
    if isinstance(node, ast.BinOp):
        return OPERATIONS[type(node.op)](_value(node.left, text), _value(node.right, text))
    if isinstance(node, ast.UnaryOp):
        return -_value(node.operand, text)
    return Fraction(ast.get_source_segment(text, node))


def half_up(value, decimals):
    """The exact value rounded half up, away from zero."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-decimals)


def equations(sentence, decimals):
    """[(what the expression gives, what the sentence says)] of each equation."""
    return [
        (half_up(worked_out(expression), decimals), number(result))
        for expression, result in EQUATION.findall(sentence)
    ]


def conclusion(sentence):
    """The points a sentence ends with; None when it states none."""
    plain = re.sub(r"（同类[^）]*）$| \(a line of this section[^)]*\)$", "", sentence)
    plain = plain.split("；不涉及、离开本卡")[0].split("; not applicable, left")[0]
    stated = STATED.search(plain)
    if stated:
        return number(stated[1])
    found = EQUATION.findall(plain)
    return number(found[-1][1]) if found else None
