"""Every node read in columns says what its proof says, row by row."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exequatur.logic import nodes
from exequatur.logic.nodes import Clash, Sitting
from exequatur.logic.values import EVER, Value
from exequatur.screening.cells import Cells
from exequatur.screening.compiling.columns import Classes, Columns, NotInColumns
from exequatur.screening.compiling.program import Pair, Program, Reg
from exequatur.screening.engines.polars import Runner

from ..logic.strategies import CODES, DATES, DAYS, TRUTHS, VALUES, lookup, partial_facts, rounding, steady, trees

KINDS = {**dict.fromkeys((*TRUTHS, "p"), "truth"), **dict.fromkeys((*CODES, "q"), "code")}
KINDS |= dict.fromkeys((*DATES, "u"), "date")
CUTS = [*DAYS, DAYS[-1] + 1]
SINGLE = tuple(frozenset((value,)) for value in VALUES)
CLOSES: dict[str, Value] = {"a": True, "b": False, "p": False, "k": frozenset("x"), "s": (DAYS[1],) * 2}


class Rows:
    """Generated facts as columns."""

    def __init__(self, program: Program, rows: list[dict[str, Value]]) -> None:
        self.program = program
        self.cells = {id: _column([row.get(id) for row in rows]) for id in KINDS}

    def kind(self, id: str) -> str:
        return KINDS[id]

    def values(self, id: str) -> tuple[str, ...]:
        return VALUES

    def truth(self, id: str) -> Pair:
        return self.program.step("no", id), self.program.step("yes", id)

    def given(self, id: str) -> Reg:
        return self.program.step("given", id)

    def code(self, id: str, classes: Classes) -> tuple[Reg, ...]:
        named = frozenset().union(*classes)
        return (*(self.program.step("is", id, one) for one in classes), self.program.step("other", id, named))

    def span(self, id: str) -> Pair:
        return self.program.step("low", id), self.program.step("high", id)

    def key(self, id: str) -> Reg:
        return self.program.step("key", id)


def _column(values: list[Value]) -> Cells:
    return Cells(pl.Series(range(len(values)), dtype=pl.UInt32), values, None)


def cuts(_name: str, _keys: frozenset[str] | None = None) -> list[int]:
    return CUTS


def read(node: nodes.AnyNode, result: str, rows: list[dict[str, Value]], closes: dict[str, Value]) -> list[Any]:
    """What the columns say of each row; "clash" where a statement contradicts what follows."""
    program = Program()
    facts = Rows(program, rows)
    unclosed = Columns(program, facts, rounding)
    columns = Columns(program, facts, rounding, closes, unclosed) if closes else unclosed
    told = (
        columns.code(node, SINGLE)
        if result == "code"
        else getattr(columns, "span" if result == "date" else result)(node)
    )
    wanted = {str(number): reg for number, reg in enumerate((*told, columns.clash(node)))}
    found = Runner(program, wanted, lookup, cuts).run(facts.cells, len(rows))
    result_of = {"truth": _truth, "code": _code, "date": tuple}[result]
    return ["clash" if clash else result_of(row) for *row, clash in zip(*(found[name] for name in wanted), strict=True)]


def _truth(row: list[bool]) -> bool | None:
    return {(True, False): False, (False, True): True}.get((row[0], row[1]))


def _code(row: list[bool]) -> Value:
    return None if row[-1] else frozenset(value for value, can in zip(VALUES, row, strict=False) if can)


def proved(node: nodes.AnyNode, result: str, row: dict[str, Value], closes: dict[str, Value]) -> Any:
    try:
        value = node.prove(Sitting(row, lookup, closes, rounding)).value
    except Clash:
        return "clash"
    return nodes.span(value) if result == "date" else value


@steady
@pytest.mark.parametrize("closes", [{}, CLOSES], ids=["unclosed", "as it stands"])
@pytest.mark.parametrize("result", ["truth", "code", "date"])
@given(st.data())
def test_the_columns_of_a_node_are_its_proofs(result: str, closes: dict[str, Value], data: st.DataObject) -> None:
    node = data.draw(trees(result=result))
    stated = data.draw(st.sampled_from([(), ("p",), ("q",), ("u",), ("p", "q", "u")]))
    rows = data.draw(st.lists(partial_facts(stated=stated), min_size=1, max_size=12))
    try:
        told = read(node, result, rows, closes)
    except NotInColumns:
        assert any(isinstance(part, nodes.Table) and _hard(part, closes) for part in nodes.walk(node))
        return
    assert told == [proved(node, result, row, closes) for row in rows]


def _hard(table: nodes.Table, closes: dict[str, Value]) -> bool:
    """Declared: a table is looked up by a plain fact that is not closed."""
    return not isinstance(table.of[0], nodes.Fact) or table.of[0].id in closes


def test_an_unknown_day_is_as_wide_as_time() -> None:
    assert read(nodes.Fact("s"), "date", [{}], {}) == [(-EVER, EVER)]
