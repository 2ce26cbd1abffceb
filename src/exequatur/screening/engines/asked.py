"""A function of whole numbers for a column of them: asked once for each number, then looked up."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

import polars as pl

_UNKNOWN = -(1 << 62)
_FIRST, _SIZE = 690_000, 120_000
"""The days from 1890 to 2218: numbers outside, but for one at each end, take the slow way."""


class Asked:
    """Keeps what was asked. `first` and `size`: the numbers that a table holds at their place."""

    def __init__(self, ask: Callable[[int], int], first: int = _FIRST, size: int = _SIZE) -> None:
        self._ask, self._first, self._size = ask, first, size
        self._known: dict[int, int] = {}
        self._table = pl.repeat(_UNKNOWN, size + 2, dtype=pl.Int64, eager=True)
        self._ends: list[int | None] = [None, None]
        self._lock = Lock()

    def of(self, column: pl.Series) -> pl.Series:
        """The function of each number."""
        if not self._fits(column):
            return self._slowly(column)
        place = (column.clip(self._first - 1, self._first + self._size) - (self._first - 1)).cast(pl.UInt32)
        found = self._table[place]
        fresh = found == _UNKNOWN
        if not fresh.any():
            return found
        self._learn(column.filter(fresh).unique().to_list())
        return self._table[place]

    def _fits(self, column: pl.Series) -> bool:
        """Whether all numbers below the table are one, and all above it, the same as in earlier columns."""
        for side, (outside, end) in enumerate(
            ((column < self._first, column.min()), (column >= self._first + self._size, column.max()))
        ):
            count = outside.sum()
            if not count:
                continue
            with self._lock:
                if self._ends[side] is None:
                    self._ends[side] = end  # type: ignore[assignment]
                if self._ends[side] != end or (column == end).sum() != count:
                    return False
        return True

    def _learn(self, numbers: list[int]) -> None:
        with self._lock:
            table = self._table.clone()
            places, values = [], []
            for number in numbers:
                places.append(min(max(number, self._first - 1), self._first + self._size) - (self._first - 1))
                values.append(self._once(number))
            self._table = table.scatter(places, values)

    def _slowly(self, column: pl.Series) -> pl.Series:
        distinct = column.unique().sort()
        with self._lock:
            values = pl.Series([self._once(number) for number in distinct], dtype=pl.Int64)
        return values[distinct.search_sorted(column)]

    def _once(self, number: int) -> int:
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = self._ask(number)
        return known
