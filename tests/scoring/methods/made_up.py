"""A method that no county has, to see that one object is enough: points for each full pair."""

from contextlib import contextmanager

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus
from assessments.scoring.arithmetic.exact import ONE
from assessments.scoring.cells import params as p
from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.specs import Spec
from assessments.scoring.method import Method
from assessments.scoring.registry import forget, register

PAIRS = ("{x} 里有 {pairs} 对", "{pairs} pairs in {x}")


def award(points, params):
    each = params["each"]
    return lambda x: (x // 2 * each, ONE, ("pair", x, x // 2, each))


def sentence(step, speaker):
    _, x, pairs, each = step
    before = speaker.say(PAIRS, x=speaker.amount(x), pairs=minus(pairs))
    return Arithmetic(before, f"{minus(pairs)} × {minus(each)}")


def check(rule, table):
    if not rule.params["each"]:
        yield "params", Wrong("pair_of_nothing", "each=0")


EXPLANATION = "每满两件得 each：满分 40、有 7 件、每对 5，3 × 5 = 15 分。"


def made():
    return Method(
        name="pair",
        chinese="成对",
        params={"each": Spec(p.at_least_zero), "free": Spec(p.whole, 0)},
        award=award,
        sentence=sentence,
        explanation=EXPLANATION,
        example="each=5",
        check=check,
        messages={
            "pair_of_nothing": (
                "{found} 什么也不得。写正数。",
                "{found} gives nothing. Write more.",
            )
        },
    )


@contextmanager
def registered():
    """Tables can use the method while this lasts."""
    method = made()
    register(method)
    try:
        yield method
    finally:
        forget(method)
