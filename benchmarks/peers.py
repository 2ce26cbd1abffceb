"""Other engines on the same rules, translated mechanically. Each is checked against the plain evaluator before it is
timed; one that is not installed is reported, not skipped.

Engines without an unknown get numbers: 0 false, ½ unknown, 1 true; "all" is the least, "any" the greatest, "not" 1 − x.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .plain import Rule, facts_in

Answers = list[list[bool | None]]
Peer = Callable[[list[dict[str, bool]]], Answers]

_NUMBER = {False: 0.0, None: 0.5, True: 1.0}
_TRUTH = {number: truth for truth, number in _NUMBER.items()}


def zen(rules: list[Rule]) -> Peer:
    """GoRules' zen-engine: a decision of one expression node."""
    import zen as module

    def text(rule: Rule) -> str:
        kind, below = rule
        if kind == "fact":
            return str(below)
        if kind == "not":
            return f"(1 - {text(below)})"
        return f"{'min' if kind == 'all' else 'max'}([{', '.join(map(text, below))}])"

    expressions = [{"id": f"e{n}", "key": f"c{n}", "value": text(rule)} for n, rule in enumerate(rules)]
    content = {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in"},
            {"id": "ex", "type": "expressionNode", "name": "ex", "content": {"expressions": expressions}},
            {"id": "out", "type": "outputNode", "name": "out"},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "ex"},
            {"id": "2", "type": "edge", "sourceId": "ex", "targetId": "out"},
        ],
    }
    decision = module.ZenEngine().create_decision(json.dumps(content))
    ids = sorted(set().union(*map(facts_in, rules)))

    def run(files: list[dict[str, bool]]) -> Answers:
        answers = []
        for file in files:
            result = decision.evaluate({id: _NUMBER[file.get(id)] for id in ids})["result"]
            answers.append([_TRUTH[float(result[f"c{n}"])] for n in range(len(rules))])
        return answers

    return run


def openfisca(rules: list[Rule]) -> Peer:
    """OpenFisca-Core: a variable per fact and per clause, all files at once."""
    import numpy
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import YEAR
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    entity = build_entity(key="file", plural="files", label="a file", is_person=True)
    ids = sorted(set().union(*map(facts_in, rules)))

    def value(rule: Rule, file: Any, period: Any) -> Any:
        kind, below = rule
        if kind == "fact":
            return file(below, period)
        if kind == "not":
            return 1 - value(below, file, period)
        least = numpy.minimum if kind == "all" else numpy.maximum
        return least.reduce([value(part, file, period) for part in below])

    def variable(name: str, rule: Rule | None) -> Any:
        body: dict[str, Any] = {"value_type": float, "entity": entity, "definition_period": YEAR, "label": name}
        if rule is not None:
            body["formula"] = lambda file, period, _parameters=None: value(rule, file, period)
        return type(name, (Variable,), body)

    system = TaxBenefitSystem([entity])
    for id in ids:
        system.add_variable(variable(id, None))
    for number, rule in enumerate(rules):
        system.add_variable(variable(f"c{number}", rule))

    def run(files: list[dict[str, bool]]) -> Answers:
        simulation = SimulationBuilder().build_default_simulation(system, count=len(files))
        for id in ids:
            simulation.set_input(id, "2026", numpy.array([_NUMBER[file.get(id)] for file in files]))
        columns = [simulation.calculate(f"c{number}", "2026") for number in range(len(rules))]
        return [[_TRUTH[float(cell)] for cell in row] for row in zip(*columns, strict=True)]

    return run


def clingo(rules: list[Rule]) -> Peer:
    """clingo, for complete files only: what it does not derive is false. Stands in for answer-set engines."""
    from clingo import Control, Function

    lines: list[str] = []

    def literal(rule: Rule) -> str:
        kind, below = rule
        if kind == "fact":
            return f"f({below})"
        if kind == "not":
            return f"not {literal(below)}".replace("not not ", "")
        name = f"a{len(lines)}"
        lines.append("")
        parts = [literal(part) for part in below]
        lines.extend([f"{name} :- {', '.join(parts)}."] if kind == "all" else [f"{name} :- {part}." for part in parts])
        return name

    lines.extend(f"c({number}) :- {literal(rule)}." for number, rule in enumerate(rules))
    ids = sorted(set().union(*map(facts_in, rules)))
    control = Control(["--warn=none"])
    control.add("base", [], "\n".join([f"#external f({id})." for id in ids] + lines))
    control.ground([("base", [])])

    def run(files: list[dict[str, bool]]) -> Answers:
        answers: Answers = []
        for file in files:
            for id in ids:
                control.assign_external(Function("f", [Function(id)]), file[id])
            with control.solve(yield_=True) as handle:
                model = handle.model()
                assert model is not None
                answers.append([model.contains(Function("c", [_number(n)])) for n in range(len(rules))])
        return answers

    def _number(number: int) -> Any:
        from clingo import Number

        return Number(number)

    return run


#: Name, translation, whether it can answer for incomplete files.
PEERS: tuple[tuple[str, Callable[[list[Rule]], Peer], bool], ...] = (
    ("zen-engine", zen, True),
    ("OpenFisca-Core", openfisca, True),
    ("clingo", clingo, False),
)
