"""Three values for engines that know two: of every fact and rule x, `t_x` says that it is true, `f_x` that it is false,
and neither of the two that it is unknown. No negation is left, so every engine can say it.

A formula is `("name", name)`, `("value", truth)`, `("all", formulas)` or `("any", formulas)`.
"""

from __future__ import annotations

from typing import Any

from .rules import Answers, File, Rule, Rules

Formula = tuple[str, Any]


def rails(rules: Rules) -> dict[str, Formula]:
    """The formula of every name, each after those it rests on. Clause number n is named `c<n>`."""
    named = {**rules.definitions, **{f"c{number}": rule for number, rule in enumerate(rules.clauses)}}
    return {f"{'t' if side else 'f'}_{id}": formula(rule, side) for id, rule in named.items() for side in (True, False)}


def formula(rule: Rule, side: bool) -> Formula:
    """When `rule` is true (`side`), or when it is false."""
    kind, below = rule
    if kind == "fact":
        return ("name", f"{'t' if side else 'f'}_{below}")
    if kind == "value":
        return ("value", below is side)
    if kind == "not":
        return formula(below, not side)
    if kind == "when":
        test, then, otherwise = below
        first, last = formula(then, side), formula(otherwise, side)
        both = [("all", [formula(test, True), first]), ("all", [formula(test, False), last]), ("all", [first, last])]
        return ("any", both)
    return (kind if side else {"all": "any", "any": "all"}[kind], [formula(part, side) for part in below])


def inputs(rules: Rules) -> list[str]:
    """The names that a file sets."""
    return [f"{side}_{id}" for id in rules.facts for side in "tf"]


def known(file: File) -> set[str]:
    """The names of these that hold in a file."""
    return {f"{'t' if value else 'f'}_{id}" for id, value in file.items()}


def sides(rules: Rules) -> list[tuple[str, str]]:
    """The two names of each clause."""
    return [(f"t_c{number}", f"f_c{number}") for number in range(len(rules.clauses))]


def truth(true: bool, false: bool) -> bool | None:
    """The value that two sides stand for."""
    assert not (true and false)
    return True if true else False if false else None


def read(rows: list[list[tuple[bool, bool]]]) -> Answers:
    """The values of rows of sides."""
    return [[truth(bool(true), bool(false)) for true, false in row] for row in rows]
