"""The dated tables of the law and the ends of periods: on every engine as the law itself says, about every change."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import polars as pl
import pytest

from exequatur.assessment.assess import Desk
from exequatur.assessment.fields import EARLIEST, LATEST
from exequatur.law.book import Book
from exequatur.law.load import book as load_book
from exequatur.logic import nodes
from exequatur.logic.values import EVER, Span
from exequatur.screening.cells import Cells
from exequatur.screening.compiling.asking import Asking
from exequatur.screening.compiling.program import Program
from exequatur.screening.engines.law import law_of
from exequatur.screening.engines.polars import changes, says

from .at_hand import on

KINDS = {"k": "code", "d": "date"}


def runner(engine: str, program: Program, wanted: dict[str, int]) -> Any:
    return import_module(f"exequatur.screening.engines.{engine}").Runner(program, wanted, law_of(load_book()), KINDS)


def rows_of(book: Book, name: str) -> list[tuple[frozenset[str] | None, Span]]:
    """Every key with the days about its own changes, single and as spans; some keys with every change of the table."""
    table = book.tables[name]
    found: list[tuple[frozenset[str] | None, Span]] = []
    several = [None, frozenset(("ZZ",)), frozenset(("US", "GB")), frozenset(("FR", "IT", "ZZ"))]
    for keys in [*several, *(frozenset((key,)) for key in table.rows)]:
        own = {day for key in keys or () for row in table.rows.get(key, ()) for day in (row.since, row.until + 1)}
        if keys in several:
            own = set(changes(book, name))
        days = sorted({day + by for day in own for by in (-1, 0, 1) if EARLIEST < day < LATEST} | {EARLIEST, LATEST})
        found += [(keys, (day, day)) for day in days]
        found += [(keys, (low, high)) for low, high in zip(days, days[3:] + days[-3:], strict=False) if low <= high]
        found += [(keys, (-EVER, day)) for day in days] + [(keys, (day, EVER)) for day in days]
        found.append((keys, (-EVER, EVER)))
    return found


def whats(book: Book, name: str, column: str) -> list[Any]:
    """What a column can be asked."""
    rows = [row for several in book.tables[name].rows.values() for row in several]
    codes = sorted({cell for row in rows if isinstance(cell := row.values.get(column), str)})
    if not codes:
        return [True, False]
    return [*(frozenset((code,)) for code in codes), frozenset(codes[:2]), (frozenset(codes[:1]),)]


@pytest.mark.parametrize("name", sorted(load_book().tables))
@on()
def test_a_table_says_on_every_engine_what_it_says(engine: str, name: str) -> None:
    book, program = load_book(), Program()
    rows = rows_of(book, name)
    columns = {column for several in book.tables[name].rows.values() for row in several for column in row.values}
    found = program.step("lookup", name, program.step("key", "k"), program.step("low", "d"), program.step("high", "d"))
    fixed = program.number(book.periods[-1])
    today = program.step("lookup", name, program.step("key", "k"), fixed, fixed)
    asked = [(column, what) for column in sorted(columns) for what in whats(book, name, column)]
    wanted = {
        f"{at}_{number}": program.step("says", place, *one)
        for at, place in enumerate((found, today))
        for number, one in enumerate(asked)
    }
    places = pl.Series(range(len(rows)), dtype=pl.UInt32)
    cells = {"k": Cells(places, [keys for keys, _ in rows], None), "d": Cells(places, [span for _, span in rows], None)}
    told = runner(engine, program, wanted).run(cells, len(rows))
    for number, (column, what) in enumerate(asked):
        for at in (0, 1):
            spans = [(keys, span if at == 0 else (book.periods[-1],) * 2) for keys, span in rows]
            direct = [says(book.look_up(name, (keys,), span, column)[0], what) for keys, span in spans]
            assert told[f"{at}_{number}"].to_list() == direct, (engine, name, column, what)


PERIODS = [(0, 6, 0, True), (1, 0, 0, True), (2, 0, 0, True), (2, 0, 0, False), (0, 0, 30, True), (0, 1, 15, False)]


@pytest.fixture(scope="module")
def ends() -> tuple[Program, dict[str, list[int]]]:
    """The functions of periods, and where each ends for every day that a claim can state."""
    desk, program, found = Desk(load_book(), load_book().periods[-1]), Program(), dict[str, list[int]]()
    for period in PERIODS:
        for side in (0, 1):

            def end(day: int, period: Any = period, side: int = side) -> int:
                plus = nodes.Plus(nodes.Literal((day, day)), *period)
                return nodes.span(plus.prove(nodes.Sitting({}, desk.book.look_up, rounding=desk.rounding)).value)[side]

            name = ("plus", *period, side)
            program.functions[name] = end
            found["_".join(map(str, name))] = [end(day) for day in (*range(EARLIEST, LATEST + 1), (-EVER, EVER)[side])]
    return program, found


@on()
def test_a_period_ends_on_every_engine_where_it_ends(engine: str, ends: tuple[Program, dict[str, list[int]]]) -> None:
    program, found = ends
    wanted = {
        "_".join(map(str, name)): program.step("each", name, program.step(("low", "high")[int(name[-1])], "d"))
        for name in program.functions
        if isinstance(name, tuple)
    }
    days = [*((day, day) for day in range(EARLIEST, LATEST + 1)), (-EVER, EVER)]
    cells = {"d": Cells(pl.Series(range(len(days)), dtype=pl.UInt32), list(days), None)}
    told = runner(engine, program, wanted).run(cells, len(days))
    for name, expected in found.items():
        assert told[name].equals(pl.Series(expected)), (engine, name)


def test_the_periods_of_the_law_are_among_those_compared() -> None:
    book = load_book()
    asking = Asking(book, book.periods[-1], [id for id, info in book.facts.items() if info.type in ("date", "code")])
    asking.ask()
    assert {name[1:5] for name in asking.program.functions if isinstance(name, tuple)} <= set(PERIODS)
