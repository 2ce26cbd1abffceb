"""Runs a program on a batch of rows with Polars: every step is a column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any, Protocol

import polars as pl

from ...law.book import Book
from ...logic.nodes import Lookup
from ...logic.values import Span, Value
from ..cells import Cells
from ..compiling.program import Ending, Lines, Program, Reg, operands
from .asked import Asked, ends, one_by_one

Column = pl.Series | int
_PLACES = 1 << 20
"""So many keys and stretches of days of a table are looked up at their place."""


class Cuts(Protocol):
    """The days on which a table can change, or what it says of some keys."""

    def __call__(self, name: str, keys: frozenset[str] | None = None) -> list[int]:
        """In order."""


class Runner:
    """A program with the dated tables that it looks up; keeps what was asked once. `wanted`: the columns to give."""

    def __init__(self, program: Program, wanted: Mapping[str, Reg], lookup: Lookup, cuts: Cuts) -> None:
        self._steps, self._lookup, self._cuts = program.steps, lookup, cuts
        self._functions, self._lines = program.functions, program.lines
        self.wanted = dict(wanted)
        self.needed = program.needed(wanted.values())
        self._last = _last_use(program, self.needed, wanted.values())
        self._asked: dict[Any, Asked] = {}
        self._places: dict[str, list[tuple[frozenset[str] | None, Span]]] = {}
        self._sayings: dict[Any, pl.Series] = {}
        self._told: dict[tuple[str, str], list[Value]] = {}
        self._keys: dict[frozenset[str], int] = {}
        self._same: dict[str, pl.Series] = {}
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
            kind = pl.Boolean if isinstance(column, bool) else pl.Int64
            result[name] = (
                column if isinstance(column, pl.Series) else pl.repeat(column, height, dtype=kind, eager=True)
            )
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
            case "plus", a, b:
                return made[a] + made[b]  # type: ignore[no-any-return]
            case "minus", a, b:
                return made[a] - made[b]  # type: ignore[no-any-return]
            case "along", name, start:
                return _along(self._lines[name], made[start])
            case "each", name, start:
                call = self._functions[name]
                return self._asked_of(name).of(
                    made[start], ends(call) if isinstance(call, Ending) else one_by_one(call)
                )
            case "lookup", table, key, low, high:
                return self._look_up(table, made[key], made[low], made[high])
            case "says", found, column, what:
                place: pl.Series = made[found]
                return self._saying(self._steps[found][1], column, what)[place]
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
            case "exact":
                return cells.exact()
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

    def _asked_of(self, key: Any, *window: int) -> Asked:
        with self._lock:
            asked = self._asked.get(key)
            if asked is None:
                asked = self._asked[key] = Asked(*window)
            return asked

    def _look_up(self, name: str, key: pl.Series, low: Column, high: Column) -> pl.Series:
        """The place in `_places` of the key and the days of each row; days between which the table says the same of the key
        are as one.
        """
        cuts = self._cuts(name)
        with self._lock:
            sets = list(self._keys)
        width, same = len(cuts) + 1, self._same_stretches(name, cuts, sets)
        row = (key + 1) * width
        first, last = (same[_places(row + self._stretch(name, cuts, day))] for day in (low, high))
        joined = row * width + first * width + last
        places = self._places.setdefault(name, [])

        def ask(number: int) -> int:
            number, to = divmod(number, width)
            which, since = divmod(number, width)
            span = _day(cuts, since), _day(cuts, to)
            places.append((sets[which - 1] if which else None, span))
            return len(places) - 1

        return _places(self._asked_of(("lookup", name), 0, _PLACES).of(joined, one_by_one(ask)))

    def _same_stretches(self, name: str, cuts: list[int], sets: list[frozenset[str]]) -> pl.Series:
        """For each set of keys (first: for none) and each stretch of a table the first one in which it says the same."""
        width, same = len(cuts) + 1, self._same.get(name)
        if same is None or len(same) < (len(sets) + 1) * width:
            own = [[], *(self._cuts(name, keys) for keys in sets)]
            numbers = [[0, *(bisect_right(cuts, day) for day in days)] for days in own]
            firsts = [row[bisect_right(row, stretch) - 1] for row in numbers for stretch in range(width)]
            same = self._same[name] = pl.Series(firsts, dtype=pl.Int64)
        return same

    def _stretch(self, name: str, cuts: list[int], day: Column) -> Column:
        """In which stretch between two changes of a table each day lies."""
        if isinstance(day, int):
            return bisect_right(cuts, day)
        starts = pl.Series(cuts, dtype=pl.Int64)
        return self._asked_of(("stretch", name)).of(day, lambda days: starts.search_sorted(days, "right").to_list())

    def _saying(self, name: str, column: str, what: Any) -> pl.Series:
        """Whether a column of a table can say this, in each place that was met."""
        said = self._said(name, column)
        key = name, column, what
        kept = self._sayings.get(key)
        if kept is None or len(kept) < len(said):
            kept = self._sayings[key] = pl.Series([says(value, what) for value in said], dtype=pl.Boolean)
        return kept

    def _said(self, name: str, column: str) -> list[Value]:
        """What a column of a table says in each place."""
        with self._lock:
            places, told = self._places[name], self._told.setdefault((name, column), [])
            for keys, span in places[len(told) :]:
                told.append(self._lookup(name, (keys,), span, column)[0])
            return list(told)


def _places(numbers: pl.Series) -> pl.Series:
    """Numbers that are none below 0, for a place in a table."""
    return numbers.cast(pl.UInt32, wrap_numerical=True)


def _along(lines: Lines, numbers: pl.Series) -> pl.Series:
    starts, values, growths = (pl.Series(part, dtype=pl.Int64) for part in zip(*lines.knots, strict=True))
    place = starts.search_sorted(numbers, side="right") - 1
    whole = values[place] + growths[place] * (numbers - starts[place])
    return (whole * 2 + lines.of) // (2 * lines.of)


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


def changes(book: Book, name: str, keys: frozenset[str] | None = None) -> list[int]:
    """The first days of the stretches in which no row of a table, or of these keys in it, begins or ends."""

    def find() -> list[int]:
        table = book.tables.get(name)
        of = table.rows if table else {}
        rows = [row for key in (of if keys is None else keys) for row in of.get(key, ())]
        return sorted({day for row in rows for day in (row.since, row.until + 1)})

    made: list[int] = book.kept("changes", (name, keys), find)
    return made


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
