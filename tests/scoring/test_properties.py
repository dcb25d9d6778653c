"""What holds of every scheme and every county, tried on random ones."""

import json
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.scoring import parse, words
from tests.scoring.counties import ALONE, NUMBERS, counties
from tests.scoring.equations import conclusion, equations
from tests.scoring.tables import points, rows, run

often = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def leaves(card, table):
    return [line for line in card.lines if table.rule(line.code).is_leaf and line.level != "veto"]


@often
@given(counties())
def test_a_line_that_was_measured_stays_within_its_bounds(county):
    table = parse(rows(county.text)).scheme
    for card in county.cards().values():
        for line in leaves(card, table):
            rule = table.rule(line.code)
            if line.points is None or line.policy:
                continue
            if any(step[0] == "scale" for step in line.trace):
                continue
            step = Decimal(1).scaleb(-table.decimals)  # a bound itself may be rounded
            assert rule.floor is None or line.points >= rule.floor - step
            assert rule.cap is None or line.points <= rule.cap + step


@often
@given(counties())
def test_printed_parts_add_up_to_the_printed_total(county):
    table = parse(rows(county.text)).scheme
    for card in county.cards().values():
        roots = [line for line in card.lines if "." not in line.code]
        if card.state == "draft":
            assert card.total == sum(line.points for line in roots)
            assert card.possible == sum(line.full for line in roots if line.level == "section")
        for line in card.lines:
            rule = table.rule(line.code)
            if rule.method != "sum" or line.points is None or len(line.trace) > 1:
                continue
            below = [card.line(code) for code in rule.children if _has(card, code)]
            start = line.full if rule.starts_full else 0
            assert line.points == start + sum(child.points for child in below)


def _has(card, code):
    return any(line.code == code for line in card.lines)


@often
@given(counties())
def test_a_section_gives_no_less_than_nought_and_no_more_than_its_points(county):
    for card in county.cards().values():
        sections = [line for line in card.lines if line.level == "section"]
        assert all(line.points is None or 0 <= line.points <= 60 for line in sections)
        assert all(0 < line.full <= 60 for line in sections)


@often
@given(counties())
def test_no_number_of_a_card_is_a_float(county):
    for card in county.cards().values():
        assert not [part for part in parts_of(tuple(vars(card).values())) if type(part) is float]


def parts_of(value):
    """All that stands in nested tuples; a line is one."""
    if not isinstance(value, tuple):
        return [value]
    return [part for item in value for part in parts_of(item)]


@often
@given(counties())
def test_a_waiting_card_names_lines_without_points(county):
    for card in county.cards().values():
        assert (card.state == "waiting") == bool(card.waiting) == (card.total is None)
        assert all(card.line(code).points is None for code in card.waiting)
        if card.state == "waiting":
            assert (card.rank, card.grade, card.outcomes) == (None, "", ())


@often
@given(counties(), st.randoms(use_true_random=False))
def test_the_order_of_facts_and_subjects_does_not_matter(county, random):
    people = county.people[:]
    random.shuffle(people)
    facts = {}
    for code, values in county.facts.items():
        items = list(values.items())
        random.shuffle(items)
        facts[code] = dict(items)
    assert county.cards(facts, people) == county.cards()


@often
@given(counties())
def test_a_second_run_gives_equal_cards(county):
    assert county.cards() == county.cards()


@often
@given(counties(tuple(ALONE)), st.data())
def test_one_subject_s_facts_change_nobody_else_s_lines(county, data):
    """But by rank, best and mean, which these schemes leave out, `na=mean` among them."""
    if "na=mean" in county.text:
        county = county._replace(text=county.text.replace("na=mean", "na=zero"))
    chosen = data.draw(st.sampled_from([person.code for person in county.people]))
    before = county.cards()
    after = county.cards({**county.facts, chosen: {}})
    for code, card in before.items():
        if code != chosen:
            assert (after[code].lines, after[code].total) == (card.lines, card.total)


@often
@given(counties())
def test_a_class_is_graded_as_if_it_were_alone(county):
    cards = county.cards()
    for name in {person.class_name for person in county.people}:
        people = [person for person in county.people if person.class_name == name]
        alone = county.cards(people=people)
        assert alone == {person.code: cards[person.code] for person in people}


@often
@given(counties())
def test_a_table_written_out_and_read_again_grades_the_same(county):
    table = parse(rows(county.text)).scheme
    written = table.to_rows()
    assert parse(written).scheme == table
    assert county.cards(rows_of=written) == county.cards()


@often
@given(counties())
def test_every_sentence_gives_its_points(county):
    decimals = parse(rows(county.text)).scheme.decimals
    for card in county.cards().values():
        for line in card.lines:
            for language in ("zh", "en"):
                sentence = words(line, language)
                assert all(given == said for given, said in equations(sentence, decimals)), sentence
                assert conclusion(sentence) == line.points, sentence


@often
@given(counties())
def test_a_line_says_the_same_after_a_trip_through_json(county):
    for card in county.cards().values():
        kept = json.loads(json.dumps(card.as_json(), ensure_ascii=False))
        assert [words(line) for line in kept["lines"]] == [words(line) for line in card.lines]


RISING = [
    ("earn", "each=0.7"),
    ("share", "target=33"),
    ("pass", "when=>=50; else=5"),
    ("step", "target=60; each=0.5; width=3"),
    ("step", "target=60; each=0.5; width=3; partial=ceil; side=both; cap=50"),
    ("band", "bands=<0:0, <50:10, else:40"),
    ("score", ""),
]


@often
@given(st.sampled_from(RISING), NUMBERS, NUMBERS)
def test_more_never_earns_less(method, first, second):
    low, high = sorted((first, second), key=Decimal)
    assert points(*method, low) <= points(*method, high)


FALLING = [("deduct", "each=0.7"), ("deduct", "each=3; grace=2; limit=30; floor=-5")]


@often
@given(st.sampled_from(FALLING), NUMBERS, NUMBERS)
def test_more_faults_never_cost_less(method, first, second):
    low, high = sorted((first, second), key=Decimal)
    assert points(*method, low) >= points(*method, high)


BALLOTS = st.tuples(*[st.integers(0, 9)] * 3)


@often
@given(BALLOTS, st.integers(0, 1))
def test_a_better_ballot_never_earns_less(counts, worse):
    """Somebody who ticked `worse` ticks the label before it instead."""
    before = list(counts)
    before[worse + 1] += 1
    after = before[:]
    after[worse + 1] -= 1
    after[worse] += 1
    assert of_ballots(before) <= of_ballots(after)


def of_ballots(counts):
    table = "section|1|S|40\nitem|1.1|L|40|votes|x|weights=好:100, 中:60, 差:0"
    ballots = zip(("x.好", "x.中", "x.差"), map(str, counts), strict=True)
    return run(table, a=dict(ballots))["a"].line("1.1").points


TOGETHER = [
    ("rank", "give=linear:40..10"),
    ("rank", "give=drop:3"),
    ("mean", "each=0.5; unit=plain"),
]


@often
@given(st.sampled_from(TOGETHER), st.lists(NUMBERS, min_size=2, max_size=6))
def test_who_measures_more_never_stands_lower(method, values):
    ordered = sorted(values, key=Decimal)
    earned = [
        points(*method, x, others=ordered[:n] + ordered[n + 1 :]) for n, x in enumerate(ordered)
    ]
    assert earned == sorted(earned)


MEASURED = st.decimals(min_value=0, max_value=150, places=2).map(lambda number: f"{number:f}")


@often
@given(st.lists(MEASURED, min_size=2, max_size=6))
def test_who_is_nearer_to_the_best_never_gets_less(values):
    """From 0 on; below it the formula stands as it is."""
    ordered = sorted(values, key=Decimal)
    for params, best_last in (("", True), ("want=low", False)):
        earned = [
            points("best", params, x, others=ordered[:n] + ordered[n + 1 :])
            for n, x in enumerate(ordered)
        ]
        assert earned == sorted(earned, reverse=not best_last)


CELLS = st.text("0123456789.,:;=<>%@-一甲 elsenonewaitfixlinearsumcap", max_size=14)
LEVELS = st.sampled_from(["scheme", "section", "item", "bonus", "veto", "grade", "outcome", ""])
CODES = st.sampled_from(["1", "1.1", "1.2", "1.1.1", "2", "B", "B.1", "V", ".", "1..2", ""])
METHODS = st.sampled_from(
    [
        "deduct|x|each=",
        "band|x|bands=",
        "label|x|map=",
        "rank|x|give=",
        "votes|x|weights=",
        "blend||weights=",
        "best||of=line:",
        "pass|x|when=",
        "mean|x|each=1; width=",
        "sum||start=",
        "||when=",
        "|x|effect=",
        "score|x|drop=",
        "earn|x|each=1; na=",
        "earn|x|each=1; combine=",
    ]
)


@often
@given(st.lists(st.tuples(LEVELS, CODES, CELLS, METHODS, CELLS), max_size=8))
def test_no_table_breaks_the_reader(cells):
    """Whatever stands in the cells, there is a scheme, or errors that name their rows."""
    lines = [
        f"{level}|{code}|N|{points_cell.replace('|', '')}|{method}{value.replace('|', '')}"
        for level, code, points_cell, method, value in cells
    ]
    parsed = parse(rows("\n".join(["scheme|T|Test|100|||subject=village", *lines])))
    assert (parsed.scheme is None) == bool(parsed.errors)
    for fault in parsed.faults:
        assert 2 <= fault.row <= len(lines) + 2
        assert fault.text("zh").startswith(f"第 {fault.row} 行「")
        assert fault.text("en").startswith(f"Row {fault.row}, ")
