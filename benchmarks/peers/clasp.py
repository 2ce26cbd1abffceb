"""clingo: a positive program, grounded once; the facts are externals."""

from __future__ import annotations

from typing import Any

from .. import rails
from ..rules import File, Rules
from . import Absent, Engine


def load(rules: Rules) -> Engine:
    """The rules as an answer-set program."""
    try:
        from clingo import Control, Function
    except ImportError as error:
        raise Absent(str(error)) from None
    names = rails.inputs(rules)
    control = Control(["--warn=none"])
    control.add("base", [], "\n".join([f"#external {name}." for name in names] + program(rails.rails(rules))))
    control.ground([("base", [])])
    symbols = {name: Function(name) for name in names}
    asked = [(Function(t), Function(f)) for t, f in rails.sides(rules)]

    def prepare(files: list[File]) -> list[list[tuple[Any, bool]]]:
        return [[(symbols[name], name in held) for name in names] for held in map(rails.known, files)]

    def run(given: list[list[tuple[Any, bool]]]) -> list[list[tuple[bool, bool]]]:
        answers = []
        for one in given:
            for symbol, holds in one:
                control.assign_external(symbol, holds)
            with control.solve(yield_=True) as handle:
                model = handle.model()
                assert model is not None
                answers.append([(model.contains(t), model.contains(f)) for t, f in asked])
        return answers

    return Engine(prepare, run, rails.read)


def program(formulas: dict[str, rails.Formula]) -> list[str]:
    """The formulas as rules without negation: also Prolog's, and s(CASP)'s."""
    lines: list[str] = []

    def literal(formula: rails.Formula) -> str | None:
        """The name that stands for a formula; None for what never holds, an empty one for what always does."""
        kind, below = formula
        if kind == "name":
            return str(below)
        if kind == "value":
            return "" if below else None
        parts = [literal(part) for part in below]
        name = f"p{len(lines)}"
        lines.append("")
        define(name, kind, parts)
        return name

    def define(name: str, kind: str, parts: list[str | None]) -> None:
        bodies = [[part] for part in parts] if kind == "any" else [parts]
        ways = [", ".join(filter(None, body)) for body in bodies if None not in body]
        lines.extend(f"{name} :- {way}." if way else f"{name}." for way in ways or ["never"])

    for name, (kind, below) in formulas.items():
        if kind in ("all", "any"):
            define(name, kind, [literal(part) for part in below])
        else:
            define(name, "all", [literal((kind, below))])
    return [*filter(None, lines), "never :- never."]
