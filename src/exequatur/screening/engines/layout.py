"""The table that an engine of queries reads: one column per fact, of the plainest type that holds what is known of it.

A truth is a Boolean. A code is a text, one of several codes are joined by `|` in order. A date is a date, or two of them,
`NAME_from` and `NAME_to`, where it is known in part. NULL is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import polars as pl

from ...logic.values import EVER, Value
from ..cells import Cells

EPOCH = 719_163
"""The ordinal of 1970-01-01."""
ROW = "row_number"
FROM, TO = "_from", "_to"


class Layout(msgspec.Struct, frozen=True):
    """The type of each fact that has a column (truth, code or date), and the dates that have two."""

    kinds: Mapping[str, str]
    parts: frozenset[str] = frozenset()

    def columns(self, fact: str) -> tuple[str, ...]:
        """The columns of a fact."""
        return (fact + FROM, fact + TO) if fact in self.parts else (fact,)


def known_in_part(cells: Mapping[str, Cells], layout: Layout) -> frozenset[str]:
    """The dates of which some row knows less than the day."""
    return frozenset(
        name
        for name, column in cells.items()
        if layout.kinds.get(name) == "date"
        and any(isinstance(value, tuple) and value[0] != value[1] for value in column.values or ())
    )


def table(cells: Mapping[str, Cells], layout: Layout, height: int) -> pl.DataFrame:
    """The rows of a batch in this layout, numbered."""
    columns = {ROW: pl.int_range(height, eager=True)}
    for fact in layout.kinds:
        column, names = cells[fact], layout.columns(fact)
        if layout.kinds[fact] == "date":
            for name, side in zip(names, (0, 1), strict=False):
                columns[name] = _dates(column.side(side))
        elif layout.kinds[fact] == "truth":
            columns[fact] = pl.Series([_truth(value) for value in column.values or ()], dtype=pl.Boolean)[column.place]
        else:
            columns[fact] = pl.Series([_code(value) for value in column.values or ()], dtype=pl.String)[column.place]
    return pl.DataFrame(columns)


def joined(codes: frozenset[str]) -> str:
    """Several codes as one text."""
    return "|".join(sorted(codes))


def _truth(value: Value) -> bool | None:
    return value if isinstance(value, bool) else None


def _code(value: Value) -> str | None:
    return joined(value) if isinstance(value, frozenset) else None


def _dates(days: pl.Series) -> pl.Series:
    """Days by their ordinals as dates; an open end is unknown."""
    known = pl.select(pl.when(days.abs() < EVER).then(days - EPOCH)).to_series()
    return known.cast(pl.Int32).cast(pl.Date)
