"""The table that an engine of queries reads: one column per fact, of the plainest type that holds what is known of it.

A truth is a Boolean. A code is a text, one of several codes are joined by `|` in order. A date is a date and a sum a whole
number of minor units, or two of them, `NAME_from` and `NAME_to`, where it is known in part. NULL is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import polars as pl

from ...logic.values import EVER, Value
from ..cells import EPOCH, Cells, Sums, Truths

ROW = "row_number"
SPANS = ("date", "amount")
"""The types of facts of which two ends can be known."""
FROM, TO = "_from", "_to"


class Layout(msgspec.Struct, frozen=True):
    """The type of each fact that has a column (truth, code, date or amount), and the dates and sums that
    have two."""

    kinds: Mapping[str, str]
    parts: frozenset[str] = frozenset()

    def columns(self, fact: str) -> tuple[str, ...]:
        """The columns of a fact."""
        return (fact + FROM, fact + TO) if fact in self.parts else (fact,)


def known_in_part(cells: Mapping[str, Cells], layout: Layout) -> frozenset[str]:
    """The dates and sums of which some row knows only two ends."""

    def part(column: Cells) -> bool:
        if isinstance(column, Sums):
            return bool((column.given() & ~column.exact()).any())
        return any(isinstance(value, tuple) and value[0] != value[1] for value in column.values or ())

    return frozenset(name for name, column in cells.items() if layout.kinds.get(name) in SPANS and part(column))


def table(cells: Mapping[str, Cells], layout: Layout, height: int) -> pl.DataFrame:
    """The rows of a batch in this layout, numbered."""
    columns = {ROW: pl.int_range(height, eager=True)}
    for fact in layout.kinds:
        column, names = cells[fact], layout.columns(fact)
        if layout.kinds[fact] in SPANS:
            told = _dates if layout.kinds[fact] == "date" else _sums
            for name, side in zip(names, (0, 1), strict=False):
                columns[name] = told(column.side(side))
        elif layout.kinds[fact] == "truth":
            columns[fact] = column.place if isinstance(column, Truths) else _truths(column)
        else:
            columns[fact] = pl.Series([_code(value) for value in column.values or ()], dtype=pl.String)[column.place]
    return pl.DataFrame(columns)


def joined(codes: frozenset[str]) -> str:
    """Several codes as one text."""
    return "|".join(sorted(codes))


def _truths(column: Cells) -> pl.Series:
    return pl.Series([_truth(value) for value in column.values or ()], dtype=pl.Boolean)[column.place]


def _truth(value: Value) -> bool | None:
    return value if isinstance(value, bool) else None


def _code(value: Value) -> str | None:
    return joined(value) if isinstance(value, frozenset) else None


def _sums(sums: pl.Series) -> pl.Series:
    """Sums in minor units; an open end is unknown."""
    return pl.select(pl.when(sums.abs() < EVER).then(sums)).to_series()


def _dates(days: pl.Series) -> pl.Series:
    """Days by their ordinals as dates; an open end is unknown."""
    known = pl.select(pl.when(days.abs() < EVER).then(days - EPOCH)).to_series()
    return known.cast(pl.Int32).cast(pl.Date)
