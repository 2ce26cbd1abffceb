"""What is noticed while a table is read: ids that stand twice, and what was read otherwise than as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from .cells import Reader, texts
from .tables.source import Batch

EXAMPLES = 3
MOST_IDS = 20_000_000
"""In greater tables nobody looks for ids that stand twice."""
MOST_NAMED = 1_000_000
_RANGE = 1 << 61


class Ids:
    """Ids that stand in several rows: they are told, and all their rows answered. `rows`: of the table, where it is known."""

    def __init__(self, rows: int | None = None) -> None:
        self._sorted = list[pl.Series]()
        self._names = list[pl.Series]()
        self._rows = 0
        self._told = (rows or 0) <= MOST_IDS

    def add(self, batch: Batch) -> None:
        """Look at the ids of a batch."""
        self._told = self._told and "id" in batch.frame.columns and self._rows <= MOST_IDS
        if not self._told:
            self._sorted, self._names = [], []
            return
        own = texts(batch.frame["id"]).str.strip_chars()
        own = own.filter((own != "").fill_null(False))
        self._rows += own.len()
        self._sorted.append(own.hash().sort(multithreaded=False))
        if self._rows <= MOST_NAMED:
            self._names.append(own)

    def told(self) -> dict[str, Any] | None:
        """How many ids stand twice or more, and the first of them; None where there are no ids or too many."""
        if not self._told or self._rows > MOST_IDS:
            return None
        count = sum(self._twice(low, low + _RANGE) for low in range(0, 1 << 64, _RANGE))
        named = self._rows <= MOST_NAMED and count
        names = pl.concat(self._names) if named else pl.Series([], dtype=pl.String)
        twice = names.filter(names.is_duplicated()).unique(maintain_order=True).head(EXAMPLES)
        return {"count": count, "examples": [name[:80] for name in twice]}

    def _twice(self, low: int, high: int) -> int:
        """How many ids whose hashes lie from `low` to before `high` stand twice or more; a range at a time keeps it small."""
        ends = pl.Series([low, high - 1], dtype=pl.UInt64)
        found = pl.Series([], dtype=pl.UInt64)
        for one in self._sorted:
            first, _ = one.search_sorted(ends, "left")
            _, last = one.search_sorted(ends, "right")
            found.append(one.slice(first, last - first))
        found = found.sort()
        return int(found.filter(found == found.shift(1)).n_unique())


def readings(readers: Mapping[str, Reader]) -> list[dict[str, Any]]:
    """What was read otherwise than as it stands, by fact and form."""
    rows = [
        {"fact": name, "form": form, "rows": count, "example": example, "read_as": said or None}
        for name, reader in readers.items()
        for form, (count, example, said) in sorted(reader.forms.seen.items(), key=lambda one: (-one[1][0], one[0]))
    ]
    more = [
        {"fact": name, "form": "others", "rows": reader.forms.others, "example": None, "read_as": None}
        for name, reader in readers.items()
        if reader.forms.others
    ]
    return rows + more
