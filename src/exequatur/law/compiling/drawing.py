"""Draws the decision diagram of every path over all periods of the law: run when the book is built."""

from __future__ import annotations

import msgspec

from ...logic import nodes
from ...logic.branching import Branching
from ...logic.diagram import Builder, Diagram
from ..book import ENDS, IMPOSSIBLE, OPEN, PARTLY, RECOGNISED, Book, PathDiagram
from ..decision import Clause, Decision, Path, decide, periods


def compile_diagrams(book: Book, first_day: int) -> None:
    """Fill `book` with the decision diagram of every path, over all periods of the law."""
    book.periods = periods(book.rules.values(), first_day)
    decisions = [decide(book, on) for on in book.periods]
    for order in book.orders.values():
        for number, track in enumerate(order.tracks):
            drawn = _diagram(book, decisions, order.regime, number)
            book.diagrams[track.id] = msgspec.Raw(msgspec.msgpack.encode(drawn))


def _diagram(book: Book, decisions: list[Decision], regime: str, number: int) -> PathDiagram:
    branching = Branching(
        Builder(ENDS), {info.id: frozenset(info.values) for info in book.facts.values() if info.values}
    )
    governed = [(_governs(decision, regime, number), decision.paths[regime][number]) for decision in decisions]
    every = [node for governs, path in governed for node in (governs, *(clause.test for clause in path.clauses))]
    mentioned = {part.id for node in every for part in nodes.walk(node) if isinstance(part, nodes.Fact)}
    constraints = [
        _constraint(*implication)
        for info in book.facts.values()
        for implication in info.implies
        if implication[0] in mentioned and implication[2] in mentioned
    ]
    for node in (*every, *constraints):
        branching.cut(node)
    for governs, path in reversed(
        governed
    ):  # the order that suits the law of today best: what belongs together stands together
        branching.declare(governs)
        for clause in path.clauses:
            branching.declare(clause.test)
            if clause.rule.may:
                branching.discretion(clause.rule.id)
    build = branching.builder
    possible = build.all([branching.truth(node) for node in constraints])
    roots = [
        build.ite(build.all([possible, branching.truth(governs)]), _outcome(branching, path), IMPOSSIBLE)
        for governs, path in governed
    ]
    diagram, numbers = Diagram.freeze(build, roots)
    return PathDiagram(diagram, numbers, branching.computed)


def _governs(decision: Decision, regime: str, number: int) -> nodes.AnyNode:
    """The condition under which one path of a regime governs: none before it does."""
    paths = decision.paths[regime]
    earlier = [nodes.Not(path.condition) for path in paths[:number] if path.condition is not None]
    own = paths[number].condition
    return nodes.All((nodes.In(decision.regime, frozenset((regime,))), *earlier, *((own,) if own is not None else ())))


def _constraint(this: str, code: str | None, other: str, value: bool) -> nodes.AnyNode:
    premise: nodes.AnyNode = nodes.Fact(this) if code is None else nodes.In(nodes.Fact(this), frozenset((code,)))
    conclusion: nodes.AnyNode = nodes.Fact(other) if value else nodes.Not(nodes.Fact(other))
    return nodes.Any((nodes.Not(premise), conclusion))


def _outcome(branching: Branching, path: Path) -> int:
    build = branching.builder
    cuts = [_bites(branching, clause) for clause in path.clauses if clause.rule.effect == "cut_down"]
    whole = build.ite(build.any(cuts), PARTLY, RECOGNISED)
    result = OPEN if path.track.open_end else whole
    for clause in reversed(path.clauses):
        if clause.rule.effect != "cut_down":
            result = build.ite(_bites(branching, clause), clause.end, result)
    return result


def _bites(branching: Branching, clause: Clause) -> int:
    build = branching.builder
    test = branching.truth(clause.test)
    bites = test if clause.bites_on else build.ite(test, 0, 1)
    return build.all([bites, branching.discretion(clause.rule.id)]) if clause.rule.may else bites
