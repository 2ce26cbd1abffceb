"""OpenFisca-Core: a variable for every name; all files of a batch at once."""

from __future__ import annotations

from functools import reduce
from typing import Any

from .. import rails
from ..rules import Answers, File, Rules
from . import Absent, Engine

PERIOD = "2026"


def load(rules: Rules, *, trace: bool) -> Engine:
    """The rules as a system of variables."""
    try:
        import numpy
        from openfisca_core.entities import build_entity
        from openfisca_core.periods import YEAR
        from openfisca_core.simulations import SimulationBuilder
        from openfisca_core.taxbenefitsystems import TaxBenefitSystem
        from openfisca_core.variables import Variable
    except ImportError as error:
        raise Absent(str(error)) from None
    entity = build_entity(key="file", plural="files", label="a file", is_person=True)

    def value(formula: rails.Formula, file: Any, period: Any) -> Any:
        kind, below = formula
        if kind == "name":
            return file(below, period)
        if kind == "value":
            return file.filled_array(below)
        both = numpy.logical_and if kind == "all" else numpy.logical_or
        return reduce(both, [value(part, file, period) for part in below])

    def variable(name: str, formula: rails.Formula | None) -> Any:
        body: dict[str, Any] = {"value_type": bool, "entity": entity, "definition_period": YEAR, "label": name}
        if formula is not None:
            body["formula"] = lambda file, period, _parameters=None: value(formula, file, period)
        return type(name, (Variable,), body)

    system = TaxBenefitSystem([entity])
    names, formulas = rails.inputs(rules), rails.rails(rules)
    for name in names:
        system.add_variable(variable(name, None))
    for name, formula in formulas.items():
        system.add_variable(variable(name, formula))

    def prepare(files: list[File]) -> dict[str, Any]:
        held = list(map(rails.known, files))
        return {name: numpy.array([name in one for one in held]) for name in names}

    def run(columns: dict[str, Any]) -> tuple[Any, list[tuple[Any, Any]]]:
        simulation = SimulationBuilder().build_default_simulation(system, count=len(columns[names[0]]))
        simulation.trace = trace
        for name, column in columns.items():
            simulation.set_input(name, PERIOD, column)
        answers = [(simulation.calculate(t, PERIOD), simulation.calculate(f, PERIOD)) for t, f in rails.sides(rules)]
        return (simulation.tracer.trees if trace else None), answers

    def read(result: tuple[Any, list[tuple[Any, Any]]]) -> Answers:
        trees, columns = result
        assert not trace or trees
        clauses = [list(zip(true, false, strict=True)) for true, false in columns]
        return rails.read([list(row) for row in zip(*clauses, strict=True)])

    return Engine(prepare, run, read)
