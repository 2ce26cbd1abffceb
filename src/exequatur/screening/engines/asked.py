"""A function of whole numbers for a column of them: asked once for each number, then looked up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

import polars as pl

from ..cells import EPOCH
from ..compiling.program import Ending

_UNKNOWN = -(1 << 62)
_FIRST, _SIZE = 690_000, 120_000
"""The days from 1890 to 2218: numbers outside, but for one at each end, take the slow way."""
FEW = 16
"""So few days are not worth a column."""

Ask = Callable[[pl.Series], Sequence[int]]
"""The function for several numbers, each of which stands there once."""


def one_by_one(call: Callable[[int], int]) -> Ask:
    """A function that is called for each number."""
    return lambda numbers: [call(number) for number in numbers]


def ends(ending: Ending) -> Ask:
    """The same for the end of a period: what is added to a day, Polars adds."""
    months, rounding, side = 12 * ending.years + ending.months, ending.rounding, ending.side

    def ask(numbers: pl.Series) -> Sequence[int]:
        if numbers.len() < FEW or not (numbers.is_between(_FIRST, _FIRST + _SIZE)).all():
            return [ending(number) for number in numbers]
        days = (numbers - EPOCH).cast(pl.Int32).cast(pl.Date).dt.offset_by(f"{months}mo").to_physical()
        last = (days.cast(pl.Int64) + (EPOCH + ending.days)).to_list()
        return last if rounding is None else [rounding(day)[side] for day in last]

    return ask


class Asked:
    """Keeps what was asked. `first` and `size`: the numbers that a table holds at their place."""

    def __init__(self, first: int = _FIRST, size: int = _SIZE) -> None:
        self._first, self._size = first, size
        self._table = pl.repeat(_UNKNOWN, size + 2, dtype=pl.Int64, eager=True)
        self._ends: list[int | None] = [None, None]
        self._far: dict[int, int] = {}
        self._lock = Lock()

    def of(self, column: pl.Series, ask: Ask) -> pl.Series:
        """The function of each number."""
        low, high = column.min(), column.max()
        if low is None or high is None:
            return column
        place = self._place(column, low, high)  # type: ignore[arg-type]
        if place is None:
            return self._slowly(column, ask)
        found = self._table[place]
        fresh = found == _UNKNOWN
        if not fresh.any():
            return found
        self._learn(place.filter(fresh), ask)
        return self._table[place]

    def _place(self, column: pl.Series, low: int, high: int) -> pl.Series | None:
        """Where each number stands in the table; None where the numbers below it, or above it, are not all one, and the same
        as in earlier columns.
        """
        first, end = self._first, self._first + self._size
        if low < first:
            outside = column < first
            if not self._is_end(0, low, outside, column):
                return None
            column = pl.Series([first - 1]).zip_with(outside, column)
        if high >= end:
            outside = column >= end
            if not self._is_end(1, high, outside, column):
                return None
            column = pl.Series([end]).zip_with(outside, column)
        return (column - (first - 1)).cast(pl.UInt32, wrap_numerical=True)

    def _is_end(self, side: int, end: int, outside: pl.Series, column: pl.Series) -> bool:
        with self._lock:
            if self._ends[side] is None:
                self._ends[side] = end
        return self._ends[side] == end and outside.sum() == (column == end).sum()

    def _learn(self, places: pl.Series, ask: Ask) -> None:
        with self._lock:
            met = pl.repeat(False, self._size + 2, eager=True).scatter(places, True)
            fresh = (met & (self._table == _UNKNOWN)).arg_true()  # without what another batch has asked
            for places in (fresh.filter(self._is_inside(fresh)), fresh.filter(~self._is_inside(fresh))):
                if places.len():
                    self._table = self._table.clone().scatter(places, ask(self._numbers(places)))

    def _is_inside(self, places: pl.Series) -> pl.Series:
        return (places > 0) & (places <= self._size)

    def _numbers(self, places: pl.Series) -> pl.Series:
        """What stands at the places: numbers of the table, or the one below and the one above it."""
        inside = places.cast(pl.Int64) + (self._first - 1)
        return (
            inside
            if self._is_inside(places).all()
            else pl.Series([self._ends[place > 0] for place in places], dtype=pl.Int64)
        )

    def _slowly(self, column: pl.Series, ask: Ask) -> pl.Series:
        distinct = column.unique().sort()
        with self._lock:
            fresh = distinct.filter(pl.Series([number not in self._far for number in distinct], dtype=pl.Boolean))
            self._far |= dict(zip(fresh, ask(fresh), strict=True))
            values = pl.Series([self._far[number] for number in distinct], dtype=pl.Int64)
        return values.gather(distinct.search_sorted(column))
