"""The rules that every engine of the comparison is given, and a plain recursive evaluator of them.

Taken from the shipped decision as it is: the clauses of the path of reciprocity whose tests hold nothing but truths. A
rule is `("fact", id)`, `("not", rule)`, `("all", rules)` or `("any", rules)`; unknown is None.
"""

from __future__ import annotations

import random
from typing import Any

from exequatur.law.book import Book
from exequatur.law.decision import decided
from exequatur.logic import nodes

Rule = tuple[str, Any]


def clauses(book: Book, on: int) -> tuple[list[nodes.AnyNode], list[Rule]]:
    """The tests as nodes, and the same as plain tuples."""
    (path,) = decided(book, on).paths["reciprocity"]
    kept = [(clause.test, rule) for clause in path.clauses if (rule := plain(clause.test, book)) is not None]
    return [node for node, _ in kept], [rule for _, rule in kept]


def plain(node: nodes.Node, book: Book) -> Rule | None:
    """A node as a plain tuple; None where it holds anything but truths."""
    match node:
        case nodes.Fact():
            return ("fact", node.id) if book.facts[node.id].type == "truth" else None
        case nodes.Defined():
            return plain(node.definition, book)
        case nodes.Not():
            below = plain(node.of, book)
            return below and ("not", below)
        case nodes.All() | nodes.Any():
            parts = [plain(part, book) for part in node.of]
            return None if None in parts else ("all" if isinstance(node, nodes.All) else "any", parts)
    return None


def facts_in(rule: Rule) -> set[str]:
    """The ids of the facts of a rule."""
    kind, below = rule
    if kind == "fact":
        return {below}
    return facts_in(below) if kind == "not" else set().union(*map(facts_in, below))


def evaluate(rule: Rule, facts: dict[str, bool]) -> bool | None:
    """The three-valued answer, by recursion and nothing else: no proof, no closing, no tables."""
    kind, below = rule
    if kind == "fact":
        return facts.get(below)
    if kind == "not":
        value = evaluate(below, facts)
        return None if value is None else not value
    ends = kind == "any"
    unknown = False
    for part in below:
        value = evaluate(part, facts)
        if value is ends:
            return ends
        unknown = unknown or value is None
    return None if unknown else not ends


def files(rules: list[Rule], count: int, *, complete: bool = False) -> list[dict[str, bool]]:
    """Random files over the facts of the rules, one fact in three unknown unless `complete`; always the same ones."""
    dice = random.Random(20261124)
    ids = sorted(set().union(*map(facts_in, rules)))
    return [{id: dice.random() < 0.5 for id in ids if complete or dice.random() < 0.67} for _ in range(count)]
