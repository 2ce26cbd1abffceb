"""Tests as a court meets them: each with the definitions of the day put in place of the facts they define."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from ..law.book import ENDS, Book, Rule
from ..law.decision import DECIDING, Clause, decide, periods
from ..logic import nodes
from ..logic.branching import Branching
from ..logic.diagram import FALSE, TRUE, Builder
from .desk import Desk, Found, Place, lint

MOST_MIXED = 6
"""Each fact that a test asks both ways doubles what must be tried for an exact answer."""


@lint("circular-definition", needs_book=True)
def circular_definition(desk: Desk) -> Found:
    """A fact whose definition leads back to the fact."""
    assert desk.book
    try:
        for _ in _clauses(desk.book):
            pass
    except ValueError as error:
        fact = next((word for word in re.findall(r"\w+", str(error)) if word in desk.corpus.facts), None)
        rule = next((rule for rule in desk.book.rules.values() if rule.defines == fact and rule.node is not None), None)
        if rule is None:
            raise
        yield (
            _test(desk, rule),
            f"{error}: {rule.id} defines {fact}, and asks it again below; take the fact out of one of the tests",
        )


@lint("mixed-polarity", needs_book=True)
def mixed_polarity(desk: Desk) -> Found:
    """A test that asks too many facts both ways (under an even and under an odd number of negations) to be answered exactly."""
    assert desk.book
    worst: dict[str, tuple[Rule, list[str]]] = {}
    for clause in _sound_clauses(desk.book):
        mixed = sorted(atom for atom, signs in _polarities(clause.test).items() if len(signs) > 1)
        if len(mixed) > max(MOST_MIXED, len(worst.get(clause.rule.id, (None, []))[1])):
            worst[clause.rule.id] = clause.rule, mixed
    for rule, mixed in worst.values():
        yield (
            _test(desk, rule),
            f"{rule.id} asks {len(mixed)} facts both ways ({', '.join(mixed)}), more than {MOST_MIXED}; "
            "write the test without the negations "
            "of what it also asks plainly, or split the rule",
        )


@lint("constant-test", needs_book=True)
def constant_test(desk: Desk) -> Found:
    """A test that always or never holds, whatever the facts are, in every path that asks it; a plain value may stand."""
    assert desk.book
    answers: dict[str, set[bool | None]] = defaultdict(set)
    for rule in desk.book.rules.values():
        if rule.node is not None and (rule.defines is None or desk.book.facts[rule.defines].type == "truth"):
            answers[rule.id].add(_constant(rule.node))
    linked: dict[str, set[bool | None]] = defaultdict(set)
    for clause in _sound_clauses(desk.book):
        linked[clause.rule.id].add(_constant(clause.test))
    for id, rule in desk.book.rules.items():
        for answer in (True, False):
            if {answer} in (answers.get(id), linked.get(id)) and not isinstance(rule.node, nodes.Literal):
                yield (
                    _test(desk, rule),
                    f"the test of {id} {'always' if answer else 'never'} holds, whatever the facts are; "
                    "correct it, or write {value: " + str(answer).lower() + "}",
                )


@lint("never-asked", needs_book=True)
def never_asked(desk: Desk) -> Found:
    """A deciding rule at a stage that no order of its regimes has, or in an instrument that no track takes.

    The stage `execution` comes after the decision, and is in no order.
    """
    assert desk.book
    regions = {id for id, file in desk.corpus.instruments.items() if file.region}
    for id, rule in desk.book.rules.items():
        if rule.effect not in DECIDING or rule.node is None:
            continue
        orders = [order for regime, order in desk.book.orders.items() if regime in rule.regime or "all" in rule.regime]
        if orders and not any(rule.stage in order.stages for order in orders) and rule.stage != "execution":
            yield (
                desk.place(f"rule {id}", "stage"),
                f"no court asks {id}: stage `{rule.stage}` is in no `order` of {', '.join(order.regime for order in orders)}; "
                "correct the stage",
            )
        elif rule.instrument in regions and rule.instrument not in desk.book.regional:
            yield (
                desk.place(f"rule {id}"),
                f"no court asks {id}: no track of cn/decisions takes {rule.instrument}; add the track",
            )


def _test(desk: Desk, rule: Rule) -> Place:
    return desk.place(f"rule {rule.id}", "when" if desk.corpus.rules[rule.id].when is not None else "test")


def _clauses(book: Book) -> Iterator[Clause]:
    """Every clause of every path, for every period of the law in which it is defined which regime governs."""
    defining = [rule for rule in book.rules.values() if rule.defines == "regime" and rule.node is not None]
    if not defining:
        return
    for on in periods(book.rules.values(), min(rule.since for rule in defining)):
        if any(rule.since <= on <= rule.until for rule in defining):
            for paths in decide(book, on).paths.values():
                yield from (clause for path in paths for clause in path.clauses)


def _sound_clauses(book: Book) -> Iterator[Clause]:
    """The clauses; none while a definition goes round in a circle, which is a fault of its own."""
    try:
        yield from list(_clauses(book))
    except ValueError:
        return


def _polarities(test: nodes.Node) -> dict[str, set[bool]]:
    """Under which signs each fact is asked: True for an even number of negations. A condition of `when` is asked both ways.

    A comparison that needs arithmetic counts as one fact, as it does in the diagram.
    """
    signs: dict[str, set[bool]] = defaultdict(set)
    todo: list[tuple[nodes.Node, bool]] = [(test, True)]
    while todo:
        node, even = todo.pop()
        match node:
            case nodes.Not():
                todo.append((node.of, not even))
            case nodes.When():
                for condition, value in node.cases:
                    todo += [(condition, even), (condition, not even), (value, even)]
                todo.append((node.otherwise, even))
            case nodes.Fact():
                signs[node.id].add(even)
            case nodes.Compare():
                facts = [part.id for part in node.parts() if isinstance(part, nodes.Fact)]
                literal = any(isinstance(part, nodes.Literal) for part in node.parts())
                signs[facts[0] if facts and literal else msgspec.json.encode(node).decode()].add(even)
            case _:
                todo += [(part, even) for part in node.parts()]
    return signs


def _constant(test: nodes.AnyNode) -> bool | None:
    """The one answer that a test has; None if it has two."""
    branching = Branching(Builder(ENDS))
    branching.cut(test)
    branching.declare(test)
    return {TRUE: True, FALSE: False}.get(branching.truth(test))
