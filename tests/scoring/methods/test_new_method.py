"""A method is one object: registered, it works from the table to the sentence."""

import dataclasses
import json
from pathlib import Path

import pytest

from assessments.scoring import METHODS, parse, words
from assessments.scoring import methods as package
from assessments.scoring.registry import BY_NAME, register
from tests.scoring.methods import made_up
from tests.scoring.tables import HEAD, ITEM, D, faults, line, rows

ORDER = "sum deduct earn share step band pass label score votes blend rank best mean from"
TABLE = ITEM + "40|{method}|{fact}|{params}"


@pytest.fixture
def pair():
    with made_up.registered() as method:
        yield method


def table(method="pair", fact="x", params="each=5"):
    return TABLE.format(method=method, fact=fact, params=params)


@pytest.mark.parametrize("name", ["pair", "成对"])
def test_a_table_may_use_it_in_both_languages(pair, name):
    parsed = parse(rows(HEAD + table(name)))
    assert [fault.row for fault in parsed.errors] == []
    rule = parsed.scheme.rule("1.1")
    assert rule.method == "pair"
    assert (rule.params["each"], rule.params["free"], rule.fact_codes) == (D("5"), 0, ("x",))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"params": ""}, "4 params: Param each is missing. Write each=…"),
        ({"params": "each=-5"}, "4 params: -5 is below 0. Write 0 or more."),
        ({"params": "each=5; size=3"}, "4 params: There is no param size here."),
        ({"params": "each=0"}, "4 params: each=0 gives nothing. Write more."),
        ({"fact": ""}, "4 fact: There is no fact."),
    ],
)
def test_its_faults_are_told(pair, cells, expected):
    (found,) = faults(table(**cells))
    assert found.startswith(expected)


def test_its_own_fault_has_two_languages(pair):
    (fault,) = parse(rows(HEAD + table(params="each=0"))).errors
    assert fault.text() == "第 4 行「参数」：each=0 什么也不得。写正数。"


@pytest.mark.parametrize(("fact", "points"), [("7", "15"), ("1", "0"), ("16", "40"), ("100", "40")])
def test_it_gives_points_within_the_bounds(pair, fact, points):
    assert line(table(), x=fact).points == D(points)


def test_without_a_fact_it_waits_and_a_policy_stands_in(pair):
    assert line(table()).points is None
    assert line(table(params="each=5; missing=full")).points == D("40")


def test_it_is_said_in_two_languages_from_its_json_too(pair):
    found = line(table(), x="7")
    assert words(found, "zh", "件") == "7 件 里有 3 对：3 × 5 = 15"
    assert words(json.loads(json.dumps(found.as_json())), "en") == "3 pairs in 7: 3 × 5 = 15"


def test_afterwards_nobody_knows_it():
    with made_up.registered():
        assert list(METHODS)[-1] == "pair"
    assert "pair" not in METHODS
    (found,) = faults(table())
    assert found.startswith("4 method: Unknown method “pair”.")
    assert "pair_of_nothing" not in str(faults(table(params="each=0")))


@pytest.mark.parametrize(
    "taken",
    [{"name": "deduct"}, {"chinese": "扣分"}, {"messages": {"no_fact": ("", "")}}],
)
def test_a_name_or_message_of_another_is_refused(taken):
    known = dict(BY_NAME)
    with pytest.raises(ValueError, match="another's"):
        register(dataclasses.replace(made_up.made(), **taken))
    assert known == BY_NAME


def test_every_file_is_a_method_in_the_order_of_the_contract():
    files = {path.stem.rstrip("_") for path in Path(package.__file__).parent.glob("[!_]*.py")}
    assert files == set(METHODS)
    assert " ".join(METHODS) == ORDER


@pytest.mark.parametrize("method", BY_NAME.values(), ids=list(BY_NAME))
def test_a_method_works_in_exactly_one_way(method):
    ways = (method.award, method.award_among, method.add)
    assert sum(way is not None for way in ways) == 1
