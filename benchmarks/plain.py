"""The peer without a library: the three-valued answer by plain recursion. No proof, no memory, no closing of unknowns."""

from __future__ import annotations

from .rules import Answers, File, Rule, Rules


def evaluate(rule: Rule, facts: File, definitions: dict[str, Rule]) -> bool | None:
    """The answer of one rule; None where the facts do not settle it."""
    kind, below = rule
    if kind == "fact":
        return evaluate(definitions[below], facts, definitions) if below in definitions else facts.get(below)
    if kind == "value":
        return below  # type: ignore[no-any-return]
    if kind == "not":
        value = evaluate(below, facts, definitions)
        return None if value is None else not value
    if kind == "when":
        test, then, otherwise = below
        holds = evaluate(test, facts, definitions)
        if holds is not None:
            return evaluate(then if holds else otherwise, facts, definitions)
        value = evaluate(then, facts, definitions)
        return value if value is not None and value is evaluate(otherwise, facts, definitions) else None
    ends = kind == "any"
    unknown = False
    for part in below:
        value = evaluate(part, facts, definitions)
        if value is ends:
            return ends
        unknown = unknown or value is None
    return None if unknown else not ends


def answers(rules: Rules, files: list[File]) -> Answers:
    """Every clause on every file."""
    return [[evaluate(rule, file, rules.definitions) for rule in rules.clauses] for file in files]
