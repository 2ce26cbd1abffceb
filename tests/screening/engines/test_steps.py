"""Generated rules over generated rows: every engine says what the proofs say, and what Polars says."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from exequatur.logic import nodes
from exequatur.logic.values import Span, Value
from exequatur.screening.compiling.columns import Columns, NotInColumns
from exequatur.screening.compiling.program import Program, Reg
from exequatur.screening.engines.law import Law
from exequatur.screening.engines.polars import Runner

from ...logic.strategies import DAYS, VALUES, lookup, partial_facts, rounding, steady, trees
from ..test_columns import CLOSES, CUTS, KINDS, SINGLE, Rows, _code, _hard, _truth, cuts, proved
from .at_hand import on

RESULTS = {"truth": _truth, "code": _code, "date": tuple}


def look_up(name: str, keys: tuple[Value, ...], span: Span, column: str) -> tuple[Value, tuple[str, ...]]:
    """The generated table, which knows nothing of a key that it has not, nor of the days of a row that contradicts itself."""
    return (None, ()) if keys[0] == frozenset(("",)) or span[0] > span[1] else lookup(name, keys, span, column)


KEPT: dict[Any, Any] = {}


def keep(name: str, key: Any, make: Any) -> Any:
    """The periods are the same for all nodes: what was found of one is kept."""
    if (name, key) not in KEPT:
        KEPT[name, key] = make()
    return KEPT[name, key]


LAW = Law(look_up, lambda _: CUTS, lambda _: VALUES, (DAYS[0] - 8, DAYS[0] + 1500), keep)


@st.composite
def cases(draw: st.DrawFn, size: int) -> tuple[list[tuple[str, nodes.AnyNode]], list[dict[str, Value]]]:
    """Many nodes, and rows for all of them."""
    stated = draw(st.sampled_from([(), ("p",), ("p", "q", "u")]))
    several = [draw(st.sampled_from(["truth", "code", "date"])) for _ in range(size)]
    rows = draw(st.lists(partial_facts(stated=stated), min_size=4, max_size=12))
    return [(result, draw(trees(result=result))) for result in several], rows


def compiled(
    many: list[tuple[str, nodes.AnyNode]], rows: list[dict[str, Value]], closes: dict[str, Value]
) -> tuple[Program, Rows, list[tuple[str, nodes.AnyNode, tuple[Reg, ...]]]]:
    """One program for all nodes that can be read in columns."""
    program = Program()
    facts = Rows(program, rows)
    unclosed = Columns(program, facts, rounding)
    columns = Columns(program, facts, rounding, closes, unclosed) if closes else unclosed
    told = []
    for result, node in many:
        try:
            read = columns.code(node, SINGLE) if result == "code" else None
            read = read or getattr(columns, "span" if result == "date" else result)(node)
            told.append((result, node, (*read, columns.clash(node))))
        except NotInColumns:
            assert any(isinstance(part, nodes.Table) and _hard(part, closes) for part in nodes.walk(node))
    return program, facts, told


def check(
    engine: str, closes: dict[str, Value], many: list[tuple[str, nodes.AnyNode]], rows: list[dict[str, Value]]
) -> int:
    """How many nodes were compared."""
    program, facts, told = compiled(many, rows, closes)
    wanted = {f"w{at}_{part}": reg for at, (_, _, regs) in enumerate(told) for part, reg in enumerate(regs)}
    runner = import_module(f"exequatur.screening.engines.{engine}").Runner(program, wanted, LAW, KINDS)
    found = runner.run(facts.cells, len(rows))
    plain = Runner(program, wanted, look_up, cuts).run(facts.cells, len(rows))
    for at, (result, node, regs) in enumerate(told):
        said = list(_said(found, at, len(regs), result))
        assert said == list(_said(plain, at, len(regs), result)), (engine, node)
        assert said == [proved(node, result, row, closes) for row in rows], (engine, node)
    return len(told)


def _said(found: dict[str, Any], at: int, parts: int, result: str) -> Iterator[Any]:
    for *row, clash in zip(*(found[f"w{at}_{part}"] for part in range(parts)), strict=True):
        yield "clash" if clash else RESULTS[result](row)


@pytest.mark.parametrize("closes", [{}, CLOSES], ids=["unclosed", "as it stands"])
@on()
def test_every_node_is_its_proof_on_every_engine(engine: str, closes: dict[str, Value]) -> None:
    size, examples = {"duckdb": (30, 10), "postgres": (30, 6), "spark": (25, 2)}[engine]

    @settings(steady, max_examples=examples, phases=[Phase.explicit, Phase.generate])
    @given(st.data())
    def run(data: st.DataObject) -> None:
        assert check(engine, closes, *data.draw(cases(size))) > 0

    run()
