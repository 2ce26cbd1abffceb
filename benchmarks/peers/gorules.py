"""GoRules' zen-engine: a decision of one node with an expression for every name, compiled beforehand."""

from __future__ import annotations

import json
from typing import Any

from .. import rails
from ..rules import Answers, File, Rules
from . import Absent, Engine


def load(rules: Rules, *, trace: bool) -> Engine:
    """The rules as a decision that takes one file at a time."""
    engine = _engine(rules)
    decision, options = engine.get_decision("rules"), {"trace": trace}

    def run(given: list[dict[str, bool]]) -> list[Any]:
        return [decision.evaluate(one, options) for one in given]

    def read(results: list[Any]) -> Answers:
        assert not trace or all(one["trace"] for one in results)
        return _read(rules, results)

    return Engine(lambda files: _contexts(rules, files), run, read)


def load_batch(rules: Rules) -> Engine:
    """The rules as a decision that takes all files in one call."""
    engine = _engine(rules)
    return Engine(
        lambda files: [{"key": "rules", "context": context} for context in _contexts(rules, files)],
        engine.evaluate_batch,
        lambda results: _read(rules, [one["data"] for one in results]),
    )


def _engine(rules: Rules) -> Any:
    try:
        import zen
    except ImportError as error:
        raise Absent(str(error)) from None
    formulas = rails.rails(rules)

    def text(formula: rails.Formula) -> str:
        kind, below = formula
        if kind == "name":
            return f"$.{below}" if below in formulas else str(below)
        if kind == "value":
            return str(below).lower()
        return f"({(' and ' if kind == 'all' else ' or ').join(map(text, below))})"

    expressions = [{"id": name, "key": name, "value": text(formula)} for name, formula in formulas.items()]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {"id": "ex", "type": "expressionNode", "name": "ex", "content": {"expressions": expressions}},
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other}
        for one, other in (("in", "ex"), ("ex", "out"))
    ]
    content = zen.ZenDecisionContent(json.dumps({"nodes": nodes, "edges": edges}))
    return zen.ZenEngine({"loader": lambda _: content})


def _contexts(rules: Rules, files: list[File]) -> list[dict[str, bool]]:
    names = rails.inputs(rules)
    return [{name: name in held for name in names} for held in map(rails.known, files)]


def _read(rules: Rules, results: list[Any]) -> Answers:
    sides = rails.sides(rules)
    return rails.read([[(one["result"][true], one["result"][false]) for true, false in sides] for one in results])
