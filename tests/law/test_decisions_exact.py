"""The proofs of the shipped rules miss nothing, whatever part of the facts is known; where one can, it is listed here.

Each test is read twice over all partial files at once. What is known of a fact is written as one switch per answer that is still
open; "can be true" and "can be false" are then formulas over the switches, by the steps of a proof and by the decision diagram.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations

import msgspec
import pytest

from exequatur.law.decision import decide
from exequatur.law.load import book
from exequatur.logic import nodes
from exequatur.logic.branching import Branching
from exequatur.logic.diagram import FALSE, TRUE, Builder, Diagram, Variable

from ..logic.reading import Formulas, mixed

BOOK = book()
CLOSED = {info.id: frozenset(info.values) for info in BOOK.facts.values() if info.values}
MOST_MIXED = 6

KNOWN_INEXACT = {
    "hk.none.other": "kind known in part: an award or an insolvency order, which are two questions",
    "hk19.r1": "jurisdiction_basis not known: every head of jurisdiction on its list leads to the same answer",
    "nyc.accession": "whether the Convention covers the state is not known, and its awards are enforced by reciprocity too",
    "cn.practice.papers": "formality not known: every form on its list is enough for this state",
    "cn.practice.papers_treaty": "formality not known: every form on its list is enough for this state",
    "cn.practice.service": "service_method known in part: two methods, both good, one of them for a reason of its own",
    "cs2021.46.service": "service_method known in part: two methods, both good, one of them for a reason of its own",
    "divorce.1991.12": "service_method known in part: two methods, both good, one of them for a reason of its own",
    "cn.treaty.jurisdiction": "the jurisdiction test of the treaty known in part: met by either",
}
"""Rules of which a proof can miss an answer, and where. The diagram finds it, so what is possible is exact all the same."""

Pair = tuple[int, int]


def linked_tests() -> dict[nodes.AnyNode, str]:
    """Every test as it is linked in some period of the law, with the rule (or the path) that asks it."""
    found: dict[nodes.AnyNode, str] = {}
    for on in BOOK.periods:
        for paths in decide(BOOK, on).paths.values():
            for path in paths:
                if path.condition is not None:
                    found.setdefault(path.condition, path.track.id)
                for clause in path.clauses:
                    found.setdefault(clause.test, clause.rule.id)
    return found


class Readings(Formulas):
    """Two readings of one test over all partial files."""

    def __init__(self, test: nodes.AnyNode) -> None:
        branching = Branching(Builder(2), CLOSED)
        branching.cut(test)
        branching.declare(test)
        self.test = test
        self.diagram, (self.root,) = Diagram.freeze(branching.builder, [branching.truth(test)])
        self.numbers = {(one.kind, one.name): n for n, one in enumerate(self.diagram.variables)}
        super().__init__(f"{n}.{cls}" for n, one in enumerate(self.diagram.variables) for cls in range(one.size))
        self.files = self.both(*(self._possible(number, one) for number, one in enumerate(self.diagram.variables)))
        self.made: dict[int, Pair] = {}

    def open(self, number: int, classes: Iterable[int]) -> int:
        """One of the classes of a variable is still open."""
        return self.either(*(self.bdd.var(f"{number}.{cls}") for cls in classes))

    def named(self, switches: dict[str, bool]) -> dict[str, list[int]]:
        """The variables of a partial file with their open classes, as far as they matter."""
        names = {
            f"{n}.{cls}": (one.name[:60], cls)
            for n, one in enumerate(self.diagram.variables)
            for cls in range(one.size)
        }
        result: dict[str, list[int]] = {}
        for switch, on in switches.items():
            name, cls = names[switch]
            result.setdefault(name, []).extend([cls] if on else [])
        return result

    def _possible(self, number: int, one: Variable) -> int:
        """Some answer is open; a fact with a rule is stated or left to it; the days left to a date have no gap."""
        every = range(one.size)
        if one.kind == "stated":
            return self._one_open(number, one)
        gaps = [
            self.both(self.open(number, [i]), -self.open(number, [j]), self.open(number, [k]))
            for i, j, k in combinations(every, 3)
            if one.kind == "date"
        ]
        return self.both(self.open(number, every), -self.either(*gaps))

    def missed(self) -> int:
        """The partial files on which a proof leaves open what the diagram settles."""
        by_proof = self.proof(self.test)
        by_diagram = self._reaches(self.root, TRUE, {}), self._reaches(self.root, FALSE, {})
        differ = [self.bdd.apply("xor", a, b) for a, b in zip(by_proof, by_diagram, strict=True)]
        return self.both(self.files, self.either(*differ))

    def answered(self, names: set[str]) -> int:
        """Each of these facts has one answer left."""
        return self.both(
            *(self._one_open(number, one) for number, one in enumerate(self.diagram.variables) if one.name in names)
        )

    def _one_open(self, number: int, one: Variable) -> int:
        every = range(one.size)
        return self.either(
            *(self.both(self.open(number, [cls]), -self.open(number, {*every} - {cls})) for cls in every)
        )

    def _reaches(self, node: int, end: int, known: dict[int, int]) -> int:
        if node < self.diagram.ends:
            return self.true if node == end else self.false
        if node not in known:
            number, children = self.diagram.of[node - 2], self.diagram.children[node - 2]
            ways = [
                self.both(self.open(number, [cls]), self._reaches(child, end, known))
                for cls, child in enumerate(children)
            ]
            known[node] = self.either(*ways)
        return known[node]

    def proof(self, node: nodes.AnyNode) -> Pair:
        """When the proof of a truth can be true, and when it can be false."""
        if id(node) not in self.made:
            self.made[id(node)] = self._proof(node)
        return self.made[id(node)]

    def _proof(self, node: nodes.AnyNode) -> Pair:
        match node:
            case nodes.Fact(id):
                return self._truth("truth", id)
            case nodes.Literal(value):
                return (self.false if value is False else self.true), (self.false if value is True else self.true)
            case nodes.Not(of):
                can, cannot = self.proof(of)
                return cannot, can
            case nodes.All(of):
                pairs = [self.proof(part) for part in of]
                return self.both(*(can for can, _ in pairs)), self.either(*(cannot for _, cannot in pairs))
            case nodes.Any(of):
                pairs = [self.proof(part) for part in of]
                return self.either(*(can for can, _ in pairs)), self.both(*(cannot for _, cannot in pairs))
            case nodes.When():
                return self._when(node, self.proof)
            case nodes.In(of, values):
                return self._in(of, values)
            case nodes.Defined():
                return self._defined(node)
        key = "computed", msgspec.json.encode(node).decode()
        return self._truth(*key) if key in self.numbers else self._against_a_day(node)

    def _truth(self, kind: str, name: str) -> Pair:
        number = self.numbers[kind, name]
        return self.open(number, [1]), self.open(number, [0])

    def _when(self, node: nodes.When, read: Callable[[nodes.AnyNode], Pair]) -> Pair:
        result = read(node.otherwise)
        for condition, then in reversed(node.cases):
            holds, fails = self.proof(condition)
            pairs = zip(read(then), result, strict=True)
            can, cannot = (self.either(self.both(holds, taken), self.both(fails, other)) for taken, other in pairs)
            result = can, cannot
        return result

    def _in(self, node: nodes.AnyNode, values: frozenset[str]) -> Pair:
        match node:
            case nodes.Literal(value):
                return (self.true, self.false) if value in values else (self.false, self.true)
            case nodes.When():
                return self._when(node, lambda part: self._in(part, values))
            case nodes.Defined(definition=part) if not isinstance(part, nodes.Table):
                return self._in(part, values)
        number = self.numbers["code", node.id]
        one = self.diagram.variables[number]
        inside = {cls for cls, cut in enumerate(one.cuts) if cut <= values}
        return self.open(number, inside), self.open(number, {*range(one.size)} - inside)

    def _defined(self, node: nodes.Defined) -> Pair:
        if isinstance(node.definition, nodes.Table):
            return self._truth("truth", node.id)
        number = self.numbers["stated", node.id]
        denied, affirmed, silent = (self.open(number, [cls]) for cls in range(3))
        can, cannot = self.proof(node.definition)
        contradictory = self.either(self.both(affirmed, -can), self.both(denied, -cannot))
        self.files = self.both(self.files, -contradictory)
        return self.either(affirmed, self.both(silent, can)), self.either(denied, self.both(silent, cannot))

    def _against_a_day(self, node: nodes.Compare) -> Pair:
        fact, constant = (node.left, node.right) if isinstance(node.left, nodes.Fact) else (node.right, node.left)
        number = self.numbers["date", fact.id]
        days = self.diagram.variables[number].days
        holds = set()
        for cls, first in enumerate((days[0] - 1, *days)):
            sides = (nodes.Literal((first, first)) if side is fact else constant for side in (node.left, node.right))
            if nodes.Compare(node.op, *sides).prove(nodes.Sitting({}, BOOK.look_up)).value:
                holds.add(cls)
        return self.open(number, holds), self.open(number, {*range(len(days) + 1)} - holds)


TESTS = linked_tests()


def test_few_facts_stand_in_a_test_in_more_than_one_way() -> None:
    assert {rule: sorted(found) for test, rule in TESTS.items() if len(found := mixed(test)) > MOST_MIXED} == {}


def test_no_test_asks_whether_a_code_is_any_of_all_its_values() -> None:
    for test, rule in TESTS.items():
        for part in nodes.walk(test):
            if isinstance(part, nodes.In) and isinstance(part.of, nodes.Fact) and part.of.id in CLOSED:
                assert not CLOSED[part.of.id] <= part.values, rule


@pytest.mark.parametrize("rule", sorted(set(TESTS.values())))
def test_a_proof_of_a_shipped_rule_misses_no_answer(rule: str) -> None:
    missed = []
    for test in (test for test, asked_by in TESTS.items() if asked_by == rule):
        readings = Readings(test)
        found = readings.missed()
        if found != readings.false:
            missed.append(readings.named(readings.bdd.pick(found)))
    assert bool(missed) == (rule in KNOWN_INEXACT), missed


def test_a_proof_misses_no_answer_once_the_facts_of_both_polarities_are_answered() -> None:
    for test, rule in TESTS.items():
        readings = Readings(test)
        assert readings.both(readings.missed(), readings.answered(mixed(test))) == readings.false, rule


def test_what_is_listed_as_inexact_is_a_shipped_rule() -> None:
    assert set(KNOWN_INEXACT) <= set(TESTS.values())
