"""What the dated tables say, as one relation per fact that is their key: a row per key, joined once.

What a table says on one day is a truth. Where the days differ from row to row it is the stretches of days in which the table
can say so: a claim meets one of them or it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from ...logic.values import EVER, Span
from ..compiling.columns import NotInColumns
from .law import Law
from .layout import joined
from .polars import says

ALWAYS: Span = (-2 * EVER, 2 * EVER)
"""Every day, and what lies beyond open ends."""
NEVER: Span = (-EVER, -2 * EVER)
"""No day; what stands for a stretch that a key has not. In a row an open end is NULL."""
UNKNOWN = ""
"""The key of the row for claims that state none."""
Keys = frozenset[str] | None


class Said(msgspec.Struct, frozen=True):
    """One thing that a table can say of a key: `column` can be `what`, on the day `on` or (None) on a day of the claim."""

    table: str
    column: str
    what: Any
    on: int | None


class Told:
    """The relation of one key: `said` are its columns, each with a name; `prefix` keeps the names of several relations apart."""

    def __init__(self, law: Law, key: str, said: Iterable[Said], prefix: str = "") -> None:
        self._law, self.key = law, key
        self.said = list(dict.fromkeys(said))
        self.names = _names(self.said, prefix)
        tables = {one.table for one in self.said}
        self._own = sorted({code for table in tables for code in law.keys(table)})
        self.default = self._row(frozenset((UNKNOWN,)))
        self._rows = {UNKNOWN: self._row(None)}
        self._rows |= {code: self._row(frozenset((code,))) for code in self._own}
        self.widths = self._widest()

    def add(self, keys: Iterable[frozenset[str]]) -> None:
        """Give sets of keys rows of their own."""
        for one in keys:
            text = joined(one)
            if len(one) > 1 and text not in self._rows:
                self._rows[text] = self._row(one)
        self.widths = self._widest()

    def _widest(self) -> tuple[int, ...]:
        """For each of `said` the most stretches that a key has; 0 for a truth."""
        rows = [*self._rows.values(), self.default]
        return tuple(
            max(1, *(len(row[at]) for row in rows)) if one.on is None else 0 for at, one in enumerate(self.said)
        )

    def columns(self) -> list[str]:
        """The columns of the relation; the first one holds the key."""
        names = [f"of_{self.key}"]
        for name, width in zip(self.names, self.widths, strict=True):
            names += [end for at in range(1, width + 1) for end in (f"{name}_from{at}", f"{name}_to{at}")] or [name]
        return names

    def rows(self) -> list[tuple[Any, ...]]:
        """The rows that differ from the default."""
        return [
            (text, *_flat(row, self.widths)) for text, row in self._rows.items() if row != self.default or "|" in text
        ]

    def _row(self, keys: Keys) -> tuple[Any, ...]:
        return tuple(
            self._on_day(one, keys, one.on) if one.on is not None else self._stretches(one, keys) for one in self.said
        )

    def _on_day(self, one: Said, keys: Keys, day: int) -> bool:
        return self._over(one, keys, (day, day))

    def _over(self, one: Said, keys: Keys, days: Span) -> bool:
        return keys is None or says(self._law.lookup(one.table, (keys,), days, one.column)[0], one.what)

    def _stretches(self, one: Said, keys: Keys) -> tuple[Span, ...]:
        """The stretches of days in which the table can say so."""
        if keys is None:
            return (ALWAYS,)
        cuts = self._law.cuts(one.table)
        starts, ends = [ALWAYS[0], *cuts], [*(cut - 1 for cut in cuts), ALWAYS[1]]
        runs: list[tuple[int, int, bool]] = []
        for start, end in zip(starts, ends, strict=True):
            can = self._over(one, keys, (_inside(start, end),) * 2)
            if runs and runs[-1][2] is can:
                runs[-1] = runs[-1][0], end, can
            else:
                runs.append((start, end, can))
        for first, (start, stop, _) in enumerate(runs):
            for last in range(first + 1, len(runs)):
                days = _inside(start, stop), _inside(*runs[last][:2])
                if self._over(one, keys, days) is not any(can for *_, can in runs[first : last + 1]):
                    raise NotInColumns(f"{one.table}.{one.column}: says other things of a span than of its days")
        return tuple((start, end) for start, end, can in runs if can and start <= EVER and end >= -EVER)


def _inside(start: int, end: int) -> int:
    """A day of a stretch."""
    return end if start <= -EVER else start


def _flat(row: tuple[Any, ...], widths: tuple[int, ...]) -> Iterator[bool | int | None]:
    for cell, width in zip(row, widths, strict=True):
        if not width:
            yield cell
            continue
        for at in range(width):
            start, end = cell[at] if at < len(cell) else NEVER
            yield start if start > -EVER else None
            yield end if abs(end) < EVER or end == NEVER[1] else None


def _names(said: list[Said], prefix: str) -> list[str]:
    """A name for each: table, column and what; a number where that is not one of a kind."""
    names: list[str] = []
    for one in said:
        what = {True: "yes", False: "no"}.get(one.what) if isinstance(one.what, bool) else _words(one.what)
        name = plain = f"{prefix}{one.table}_{one.column}_{what}".lower()[:48]
        number = 1
        while name in names:
            number += 1
            name = f"{plain}_{number}"
        names.append(name)
    return names


def _words(what: Any) -> str:
    return "other" if isinstance(what, tuple) else "_or_".join(sorted(what))
