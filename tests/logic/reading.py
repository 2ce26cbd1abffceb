"""A generated node read as a decision diagram; the same by brute force and by another library's diagrams; polarity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import count, product
from math import prod

import msgspec
from dd.bdd import BDD

from exequatur.logic import nodes
from exequatur.logic.branching import Branching
from exequatur.logic.diagram import TRUE, Builder, Diagram
from exequatur.logic.questions import View, mask
from exequatur.logic.values import Value

from .strategies import CODES, DATES, DAYS, TRUTHS, VALUES, sitting

EVERY_DAY = range(DAYS[0] - 1, DAYS[-1] + 2)
Facts = dict[str, Value]


def view_of(node: nodes.AnyNode, facts: Facts) -> View:
    """The diagram of `node`, restricted by `facts` as an assessment does it."""
    branching = Branching(Builder(2))
    branching.cut(node)
    branching.declare(node)
    return _restricted(branching, branching.truth(node), facts)


def view_of_order(tests: Sequence[nodes.AnyNode], facts: Facts) -> View:
    """The diagram of tests asked in order: it ends at 2 where the first holds, at 3 where the second does …"""
    build = Builder(3 + len(tests))
    branching = Branching(build)
    for test in tests:
        branching.cut(test)
    for test in tests:
        branching.declare(test)
    result = 2 + len(tests)
    for end, test in reversed(list(enumerate(tests, 2))):
        result = build.ite(branching.truth(test), end, result)
    return _restricted(branching, result, facts)


def _restricted(branching: Branching, result: int, facts: Facts) -> View:
    diagram, (root,) = Diagram.freeze(branching.builder, [result])
    masks = {}
    for number, variable in enumerate(diagram.variables):
        if variable.name in branching.computed:
            value = branching.computed[variable.name].prove(sitting(facts)).value
        else:
            value = facts.get(variable.name)
        if value is not None or variable.kind == "stated":
            masks[number] = mask(variable, value)
    return View(diagram, root, masks)


def mentioned(node: nodes.AnyNode) -> list[str]:
    """The facts that `node` looks at, in a fixed order."""
    return sorted({part.id for part in nodes.walk(node) if isinstance(part, nodes.Fact)})


def answers(id: str, known: Value) -> list[Value]:
    """The full answers that `known` leaves to a fact; days stand for all days that a generated rule can tell apart."""
    if id in TRUTHS:
        return [False, True] if known is None else [known]
    if id in CODES:
        return [frozenset((value,)) for value in (sorted(known) if isinstance(known, frozenset) else VALUES)]
    lo, hi = known if isinstance(known, tuple) else (EVERY_DAY[0], EVERY_DAY[-1])
    return [(day, day) for day in range(lo, hi + 1)]


def size(node: nodes.AnyNode, facts: Facts) -> int:
    """The number of fillings."""
    return prod(len(answers(id, facts.get(id))) for id in mentioned(node))


def fillings(node: nodes.AnyNode, facts: Facts) -> Iterator[Facts]:
    """Every way to answer in full what `facts` leaves open of the facts of `node`."""
    ids = mentioned(node)
    for values in product(*(answers(id, facts.get(id)) for id in ids)):
        yield dict(zip(ids, values, strict=True))


def value(node: nodes.AnyNode, facts: Facts) -> Value:
    """The proved value."""
    return node.prove(sitting(facts)).value


def is_as_narrow(after: Value, before: Value) -> bool:
    """Whether `after` says at least what `before` said."""
    if before is None:
        return True
    if isinstance(before, tuple):
        return isinstance(after, tuple) and before[0] <= after[0] <= after[1] <= before[1]
    if isinstance(before, frozenset):
        return isinstance(after, frozenset) and frozenset() != after <= before
    return after is before


def rewrite(node: nodes.AnyNode, change: Callable[[nodes.AnyNode], nodes.AnyNode | None]) -> nodes.AnyNode:
    """`node` with every part exchanged for which `change` gives another."""

    def part(value: object) -> object:
        if isinstance(value, nodes.Node):
            changed = change(value)
            return (
                msgspec.structs.replace(value, **{name: part(getattr(value, name)) for name in value.__struct_fields__})
                if changed is None
                else changed
            )
        return tuple(part(item) for item in value) if isinstance(value, tuple) else value

    return part(node)


class Formulas:
    """Formulas over named switches, kept as diagrams by `dd`; the negation of `a` is `-a`."""

    def __init__(self, switches: Iterable[str]) -> None:
        self.bdd = BDD()
        self.bdd.declare(*switches)
        self.true, self.false = self.bdd.true, self.bdd.false

    def both(self, *parts: int) -> int:
        return reduce(lambda a, b: self.bdd.apply("and", a, b), parts, self.true)

    def either(self, *parts: int) -> int:
        return -self.both(*(-part for part in parts))


class Referee(Formulas):
    """The truths of generated nodes: a code is one switch per value of which one is on, a date one per day it has reached."""

    def __init__(self) -> None:
        codes = [f"{id}={value}" for id in CODES for value in VALUES]
        dates = [f"{id}>={day}" for id in DATES for day in EVERY_DAY[1:]]
        super().__init__([*TRUTHS, *codes, *dates])
        one_value = [
            self.either(
                *(
                    self.both(self.is_one_of(id, [value]), -self.is_one_of(id, set(VALUES) - {value}))
                    for value in VALUES
                )
            )
            for id in CODES
        ]
        no_gap = [
            self.either(self.from_day(id, day), -self.from_day(id, day + 1)) for id in DATES for day in EVERY_DAY[1:-1]
        ]
        self.law = self.both(*one_value, *no_gap)

    def is_one_of(self, id: str, values: Iterable[str]) -> int:
        return self.either(*(self.bdd.var(f"{id}={value}") for value in values))

    def from_day(self, id: str, day: int) -> int:
        if day <= EVERY_DAY[0]:
            return self.true
        return self.bdd.var(f"{id}>={day}") if day <= EVERY_DAY[-1] else self.false

    def settled(self, node: nodes.AnyNode, facts: Facts) -> bool | None:
        """The truth that every filling gives, None if fillings differ."""
        known = self.both(self.law, *(self.known(id, value) for id, value in facts.items()))
        truth = self.truth(node)
        if self.both(known, truth) == self.false:
            return False
        return True if self.both(known, -truth) == self.false else None

    def known(self, id: str, value: Value) -> int:
        if isinstance(value, tuple):
            return self.both(self.from_day(id, value[0]), -self.from_day(id, value[1] + 1))
        if isinstance(value, frozenset):
            return self.is_one_of(id, value)
        return self.bdd.var(id) if value else -self.bdd.var(id)

    def truth(self, node: nodes.AnyNode) -> int:
        match node:
            case nodes.Fact(id):
                return self.bdd.var(id)
            case nodes.Literal(value):
                return self.true if value else self.false
            case nodes.Defined():
                return self.truth(node.definition)
            case nodes.All(of):
                return self.both(*map(self.truth, of))
            case nodes.Any(of):
                return self.either(*map(self.truth, of))
            case nodes.Not(of):
                return -self.truth(of)
            case nodes.When():
                return self._when(node, self.truth)
            case nodes.In(of, values):
                return self._in(of, values)
            case nodes.Compare():
                return self._compare(node)
        raise TypeError(node)

    def _in(self, node: nodes.AnyNode, values: frozenset[str]) -> int:
        match node:
            case nodes.Fact(id):
                return self.is_one_of(id, values)
            case nodes.Literal(value):
                return self.true if value in values else self.false
            case nodes.Defined():
                return self._in(node.definition, values)
        return self._when(node, lambda part: self._in(part, values))

    def _when(self, node: nodes.When, read: Callable[[nodes.AnyNode], int]) -> int:
        result = read(node.otherwise)
        for condition, then in reversed(node.cases):
            result = self.bdd.ite(self.truth(condition), read(then), result)
        return result

    def _compare(self, node: nodes.Compare) -> int:
        fact, constant = (node.left, node.right) if isinstance(node.left, nodes.Fact) else (node.right, node.left)
        (day,) = {*constant.value}
        strict, fact_first = node.op in ("before", "after"), fact is node.left
        if (node.op in ("before", "on_or_before")) == fact_first:
            return -self.from_day(fact.id, day + (not strict))
        return self.from_day(fact.id, day + strict)


def mixed(node: nodes.AnyNode) -> set[str]:
    """The facts on which a proof can miss an answer: they stand in the node in more than one way.

    The ways: as such or negated; for a code also which values are asked for; and each condition of a `when` is a place of its
    own, as the value depends on it both ways. What is computed from tables and periods counts as one fact.
    """
    found: dict[str, set[tuple[object, ...]]] = {}
    places = count()

    def note(part: nodes.AnyNode, place: int, sign: bool, asked: frozenset[str] | None) -> None:
        match part:
            case nodes.Fact(id) | nodes.Defined(id=id, definition=nodes.Table()):
                found.setdefault(id, set()).add((place, sign, asked))
            case nodes.Not(of):
                note(of, place, not sign, None)
            case nodes.In(of, values):
                note(of, place, sign, values)
            case nodes.Compare(op, nodes.Fact(id), nodes.Literal()):
                found.setdefault(id, set()).add((place, sign is (op in ("before", "on_or_before"))))
            case nodes.Compare(op, nodes.Literal(), nodes.Fact(id)):
                found.setdefault(id, set()).add((place, sign is not (op in ("before", "on_or_before"))))
            case nodes.Compare() | nodes.Table():
                found.setdefault(msgspec.json.encode(part).decode(), set()).add((place, sign))
            case nodes.When(cases, otherwise):
                for condition, result in cases:
                    note(condition, next(places), True, None)
                    note(result, place, sign, asked)
                note(otherwise, place, sign, asked)
            case _:
                for below in part.parts():
                    note(below, place, sign, asked)

    note(node, next(places), True, None)
    return {id for id, ways in found.items() if len(ways) > 1}


def open_ends(view: View) -> set[bool]:
    """The truths that a boolean view can still reach."""
    return {end == TRUE for end in view.reach()}


def end_of(view: View, classes: Mapping[int, int]) -> int:
    """The end at which a full choice of classes arrives."""
    node = view.root
    while node >= view.diagram.ends:
        number = view.of[node]
        node = view.children[node][view.classes(number).index(classes[number])]
    return node


def choices(view: View, numbers: Sequence[int]) -> Iterator[dict[int, int]]:
    """Every choice of a class for each of these variables."""
    for classes in product(*(view.classes(number) for number in numbers)):
        yield dict(zip(numbers, classes, strict=True))
