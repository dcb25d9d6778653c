"""Do the rows agree with each other? What is refused once every row is read (§9)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from assessments.scoring.cells.faults import Fault, Wrong
from assessments.scoring.cells.rules import Rule
from assessments.scoring.method import Found, Table
from assessments.scoring.registry import BY_NAME
from assessments.scoring.table.outline import Node, Outline
from assessments.scoring.table.row_params import OTHER_ROWS

KnownReaders = Collection[str] | Callable[[str], bool] | None


@dataclass(frozen=True)
class Checks:
    outline: Outline
    table: Table
    known_readers: KnownReaders

    def faults(self) -> Iterator[Fault]:
        """All errors between rows, in the order of the table; the dependency cycles last."""
        for rule in self.table.rules.values():
            for check in (_fact, _bounds, self._own, self._reader, self._of):
                yield from (wrong.at(rule.row, column) for column, wrong in check(rule))
            if rule.level in OTHER_ROWS:
                yield from (wrong.at(rule.row, "params") for wrong in self._targets(rule))
        yield from self._cycles()

    def _own(self, rule: Rule) -> Found:
        """What the row's own method refuses."""
        return BY_NAME[rule.method].check(rule, self.table) if rule.method else iter(())

    def _reader(self, rule: Rule) -> Found:
        if self.known_readers is None or "." not in rule.fact:
            return
        known = self.known_readers
        if not (known(rule.fact) if callable(known) else rule.fact in known):
            yield "fact", Wrong("unknown_reader", rule.fact)

    def _of(self, rule: Rule) -> Found:
        if not rule.is_leaf or not BY_NAME[rule.method].needs_class:
            return
        if rule.of and rule.fact:
            yield "fact", Wrong("of_and_fact", rule.fact, of=f"line:{rule.of}")
        elif not rule.of and not rule.fact:
            yield "fact", Wrong("no_fact_or_of", rule.fact)
        elif rule.of and not self._is_scored(rule.of):
            yield "params", Wrong("no_such_line", rule.of)

    def _targets(self, rule: Rule) -> Iterator[Wrong]:
        if rule.level == "veto":
            yield from self._effect(rule)
            return
        for term in rule.params["when"]:
            if term.name != "grade":
                continue
            if rule.level == "grade":
                yield Wrong("grade_in_grade", f"grade{term.operator}{term.value}")
            elif not self._grade(str(term.value)):
                yield self._no_grade(str(term.value))

    def _effect(self, rule: Rule) -> Iterator[Wrong]:
        kind, target = rule.params["effect"]
        if kind == "zero" and target != "total" and not self._is_scored(target):
            yield Wrong("no_such_line", target)
        if kind == "cap" and not self._grade(target):
            yield self._no_grade(target)
        if kind == "bar" and not self._has_level(target, "outcome"):
            yield Wrong("no_such_outcome", target)

    def _is_scored(self, code: str) -> bool:
        node = self.outline.nodes.get(code)
        return node is not None and node.is_scored

    def _has_level(self, code: str, level: str) -> bool:
        node = self.outline.nodes.get(code)
        return node is not None and node.level == level

    def _grade(self, text: str) -> bool:
        return any(text in (node.code, node.cells["name"]) for node in self._grade_nodes())

    def _no_grade(self, text: str) -> Wrong:
        names = "、".join(node.cells["name"] or node.code for node in self._grade_nodes())
        return Wrong("no_such_grade" if names else "no_grades", text, options=names)

    def _grade_nodes(self) -> Iterator[Node]:
        return (node for node in self.outline.nodes.values() if node.level == "grade")

    def _cycles(self) -> Iterator[Fault]:
        rules = self.table.rules
        for path in _cycles({code: self._looks_at(rule) for code, rule in rules.items()}):
            wrong = Wrong("cycle", path[0], path=" → ".join(path))
            yield wrong.at(rules[path[0]].row, "params")

    def _looks_at(self, rule: Rule) -> tuple[str, ...]:
        return (rule.of,) if rule.of else rule.children


def _fact(rule: Rule) -> Found:
    needs = BY_NAME[rule.method].needs_fact if rule.method else rule.level == "veto"
    if needs and not rule.fact:
        yield "fact", Wrong("no_fact", rule.fact)


def _bounds(rule: Rule) -> Found:
    if rule.floor is not None and rule.cap is not None and rule.floor > rule.cap:
        yield "params", Wrong("floor_above_cap", f"{rule.floor} > {rule.cap}")


def _cycles(graph: dict[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """One closed path for each cycle that a walk in table order comes upon, starting at the line
    that looks back: `['2.3', '2', '2.3']`."""
    done: set[str] = set()

    def walk(code: str, path: list[str]) -> Iterator[list[str]]:
        if code in path:
            yield _from_the_looker([*path[path.index(code) :], code], graph)
        elif code not in done:
            for target in graph.get(code, ()):
                yield from walk(target, [*path, code])
            done.add(code)

    for code in graph:
        yield from walk(code, [])


def _from_the_looker(path: list[str], graph: dict[str, tuple[str, ...]]) -> list[str]:
    """Turn the closed path so that it begins at the line with `of=`, which is where to mend it."""
    ring = path[:-1]
    start = next(
        index for index, code in enumerate(ring) if not graph[code][0].startswith(code + ".")
    )
    return [*ring[start:], *ring[:start], ring[start]]
