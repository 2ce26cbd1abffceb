"""Runs a program on a batch of rows with Polars: every step is a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Any

import polars as pl

from ...law.book import Book
from ...logic.values import Span, Value
from ..cells import Cells
from ..compiling.columns import Lookup
from ..compiling.program import Program, Reg, operands

Column = pl.Series | int


class Runner:
    """A program with the dated tables that it looks up; keeps what was asked once. `wanted`: the columns to give; `cuts`:
    the days on which a table can change.
    """

    def __init__(
        self, program: Program, wanted: Mapping[str, Reg], lookup: Lookup, cuts: Callable[[str], list[int]]
    ) -> None:
        self._steps, self._lookup, self._cuts = program.steps, lookup, cuts
        self._functions = program.functions
        self.wanted = dict(wanted)
        self.needed = program.needed(wanted.values())
        self._last = _last_use(program, self.needed, wanted.values())
        self._asked: dict[Any, dict[int, Any]] = {}
        self._places: dict[str, list[tuple[frozenset[str] | None, Span]]] = {}
        self._told: dict[tuple[str, str], list[Value]] = {}
        self._keys: dict[frozenset[str], int] = {}
        self._lock = Lock()

    def run(self, cells: Mapping[str, Cells], height: int) -> dict[str, pl.Series]:
        """The wanted columns of a batch."""
        made: dict[Reg, Column] = {}
        for number in self.needed:
            made[number] = self._do(self._steps[number], made, cells)
            for done in self._last.get(number, ()):
                del made[done]
        result = {}
        for name, reg in self.wanted.items():
            column = reg if isinstance(reg, bool) else made[reg]
            result[name] = column if isinstance(column, pl.Series) else pl.repeat(column, height, eager=True)
        return result

    def _do(self, step: tuple[Any, ...], made: Mapping[Reg, Any], cells: Mapping[str, Cells]) -> Column:
        match step:
            case "and", a, b:
                return made[a] & made[b]  # type: ignore[no-any-return]
            case "or", a, b:
                return made[a] | made[b]  # type: ignore[no-any-return]
            case "not", a:
                return ~made[a]  # type: ignore[no-any-return]
            case "number", value:
                return int(value)
            case "below", a, b:
                less: pl.Series = made[a] < made[b]
                return less
            case ("least" | "greatest") as name, a, b:
                less = made[a] < made[b]
                return _choose(less if name == "least" else ~less, made[a], made[b])
            case "choose", test, then, otherwise:
                return _choose(made[test], made[then], made[otherwise])
            case "each", name, start:
                return self._each(step, made[start], self._functions[name])
            case "lookup", table, key, low, high:
                return self._look_up(table, made[key], made[low], made[high])
            case "says", found, column, what:
                said = [says(value, what) for value in self._said(self._steps[found][1], column)]
                return pl.Series(said)[made[found]]  # type: ignore[no-any-return]
            case _, fact, *rest:
                return self._stated(step[0], cells[fact], fact, *rest)
        raise TypeError(step[0])

    def _stated(self, name: str, cells: Cells, fact: str, of: Any = None) -> pl.Series:
        match name:
            case "yes":
                return cells.can(True)
            case "no":
                return cells.can(False)
            case "given":
                return cells.given()
            case "is":
                return cells.can(of)
            case "other":
                return cells.other(of)
            case "low":
                return cells.side(0)
            case "high":
                return cells.side(1)
            case "key":
                with self._lock:
                    return cells.key(self._keys)
        raise TypeError(name)

    def _distinct(self, key: Any, column: pl.Series, ask: Callable[[int], int]) -> pl.Series:
        """A function of each number, asked once per distinct one."""
        known = self._asked.setdefault(key, {})
        distinct = column.unique().sort()
        with self._lock:
            for number in distinct:
                if number not in known:
                    known[number] = ask(number)
        values = pl.Series([known[number] for number in distinct], dtype=pl.Int64)
        return values[distinct.search_sorted(column)]

    def _each(self, step: tuple[Any, ...], start: pl.Series, call: Callable[[int], int]) -> pl.Series:
        return self._distinct(step, start, call)

    def _look_up(self, name: str, key: pl.Series, low: Column, high: Column) -> pl.Series:
        """The place in `_places` of the key and the days of each row; days between two changes of the table are as one."""
        cuts = self._cuts(name)
        first, last = _stretch(cuts, low), _stretch(cuts, high)
        width = len(cuts) + 1
        joined = (key + 1) * (width * width) + first * width + last
        places = self._places.setdefault(name, [])
        sets = list(self._keys)

        def ask(number: int) -> int:
            number, to = divmod(number, width)
            which, since = divmod(number, width)
            keys = sets[which - 1] if which else None
            span = _day(cuts, since), _day(cuts, to)
            places.append((keys, span))
            return len(places) - 1

        return self._distinct(("lookup", name), joined, ask)

    def _said(self, name: str, column: str) -> list[Value]:
        """What a column of a table says in each place."""
        with self._lock:
            places, told = self._places[name], self._told.setdefault((name, column), [])
            for keys, span in places[len(told) :]:
                told.append(self._lookup(name, (keys,), span, column)[0])
            return list(told)


def _choose(test: pl.Series, then: Column, otherwise: Column) -> pl.Series:
    a, b = (side if isinstance(side, pl.Series) else pl.Series([side]) for side in (then, otherwise))
    return a.zip_with(test, b)


def says(value: Value, what: bool | frozenset[str] | tuple[frozenset[str]]) -> bool:
    """Whether what a table says can be this; a set in a tuple: anything but these."""
    if value is None:
        return True
    if isinstance(what, tuple):
        return not isinstance(value, frozenset) or not value <= what[0]
    return bool(value & what) if isinstance(value, frozenset) and isinstance(what, frozenset) else value is what


def changes(book: Book, name: str) -> list[int]:
    """The first days of the stretches in which no row of a table begins or ends."""

    def find() -> list[int]:
        table = book.tables.get(name)
        rows = [row for rows in table.rows.values() for row in rows] if table else []
        return sorted({day for row in rows for day in (row.since, row.until + 1)})

    made: list[int] = book.kept("changes", name, find)
    return made


def _stretch(cuts: list[int], day: Column) -> Column:
    where = pl.Series(cuts, dtype=pl.Int64).search_sorted(day, side="right")
    return where.cast(pl.Int64) if isinstance(where, pl.Series) else int(where)


def _day(cuts: list[int], stretch: int) -> int:
    """A day of a stretch."""
    return cuts[stretch - 1] if stretch else (cuts[0] - 1 if cuts else 0)


def _last_use(program: Program, needed: list[Reg], wanted: Iterable[Reg]) -> dict[Reg, list[Reg]]:
    """After which step each column is no longer needed."""
    last: dict[Reg, Reg] = {}
    for number in needed:
        for operand in operands(program.steps[number]):
            last[operand] = number
    keep = set(wanted)
    result: dict[Reg, list[Reg]] = {}
    for operand, number in last.items():
        if operand not in keep:
            result.setdefault(number, []).append(operand)
    return result
