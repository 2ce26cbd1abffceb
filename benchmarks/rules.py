"""The rules that every engine of the comparison is given: a whole path of the shipped decision, as three-valued logic.

Taken mechanically from the linked rules of the day. What is no logic (comparisons of days, codes in a list, rows of a
table) becomes one truth that is given, the same to every engine. A rule is `("fact", id)`, `("value", truth)`,
`("not", rule)`, `("all", rules)`, `("any", rules)` or `("when", (test, then, otherwise))`; unknown is None.
"""

from __future__ import annotations

import random
from typing import Any, NamedTuple

from exequatur.law.book import Book
from exequatur.law.decision import decided
from exequatur.logic import nodes

Rule = tuple[str, Any]
File = dict[str, bool]
Answers = list[list[bool | None]]


class Rules(NamedTuple):
    """The clauses, as our nodes and as plain tuples; the named definitions, each after those it rests on; the facts."""

    nodes: list[nodes.AnyNode]
    clauses: list[Rule]
    definitions: dict[str, Rule]
    facts: list[str]


def rules_of(book: Book, on: int, regime: str = "reciprocity") -> Rules:
    """The clauses of the first path of a regime on a day."""
    reader = _Reader()
    ours = [reader.logic(clause.test) for clause in decided(book, on).paths[regime][0].clauses]
    clauses = [reader.plain(node) for node in ours]
    leaves = {part.id for node in ours for part in nodes.walk(node) if isinstance(part, nodes.Fact)}
    return Rules(ours, clauses, reader.definitions, sorted(leaves))


def files_for(rules: Rules, count: int) -> list[File]:
    """Random files over the facts of the rules, one fact in three unknown; always the same ones."""
    dice = random.Random(20261124)
    return [{id: dice.random() < 0.5 for id in rules.facts if dice.random() < 0.67} for _ in range(count)]


class _Reader:
    def __init__(self) -> None:
        self.definitions: dict[str, Rule] = {}
        self._given: dict[nodes.AnyNode, str] = {}
        self._rests: dict[Rule, str] = {}

    def logic(self, node: nodes.AnyNode) -> nodes.AnyNode:
        """The node with a given truth in place of each part that is no logic."""
        match node:
            case nodes.Fact() | nodes.Literal():
                return node
            case nodes.Defined():
                return nodes.Defined(node.id, node.by, self.logic(node.definition))
            case nodes.Not():
                return nodes.Not(self.logic(node.of))
            case nodes.All():
                return nodes.All(tuple(map(self.logic, node.of)))
            case nodes.Any():
                return nodes.Any(tuple(map(self.logic, node.of)))
            case nodes.When():
                cases = tuple((self.logic(test), self.logic(then)) for test, then in node.cases)
                return nodes.When(cases, self.logic(node.otherwise))
        return nodes.Fact(self._given.setdefault(node, f"given_{len(self._given)}"))

    def plain(self, node: nodes.AnyNode) -> Rule:
        """A node as a plain tuple. What is defined, and each further case of a `when`, gets a name."""
        match node:
            case nodes.Fact():
                return ("fact", node.id)
            case nodes.Literal():
                return ("value", node.value)
            case nodes.Defined():
                return self._named(node.id, self.plain(node.definition))
            case nodes.Not():
                return ("not", self.plain(node.of))
            case nodes.All() | nodes.Any():
                return ("all" if isinstance(node, nodes.All) else "any", tuple(self.plain(part) for part in node.of))
            case nodes.When():
                rule = self.plain(node.otherwise)
                for test, then in reversed(node.cases):
                    if rule[0] not in ("fact", "value"):
                        rule = self._named(self._rests.setdefault(rule, f"rest_{len(self._rests)}"), rule)
                    rule = ("when", (self.plain(test), self.plain(then), rule))
                return rule
        raise TypeError(f"{node} is no logic")

    def _named(self, id: str, rule: Rule) -> Rule:
        assert self.definitions.setdefault(id, rule) == rule, f"{id} is defined in two ways"
        return ("fact", id)
