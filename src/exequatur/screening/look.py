"""A dry run: the whole table is read and answered, and nothing is written. What would be rejected, and what was read
otherwise than as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import polars as pl

from .cells import Reader, texts
from .screen import Screening
from .stream import Tick, answered, batch_size
from .tables.source import Batch, Source

MOST_KINDS, EXAMPLES = 100, 3
MOST_IDS = 20_000_000
"""In greater tables nobody looks for ids that stand twice."""
MOST_NAMED = 1_000_000
_RANGE = 1 << 61
_OWN = re.compile('"[^"]*"|`[^`]*`|[0-9][0-9,.:-]*')


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


class Kinds:
    """Rejects by column and reason, with the first examples of each; reasons that differ in what they quote are one."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str | None, str], dict[str, Any]] = {}
        self.others = 0

    def add(self, rejects: pl.DataFrame) -> None:
        """Count the rejects of a batch."""
        for one in rejects.iter_rows(named=True):
            kind = one["column"], _OWN.sub("…", one["reason"])
            if kind not in self._seen and len(self._seen) >= MOST_KINDS:
                self.others += 1
                continue
            found = self._seen.setdefault(
                kind, {"faults": 0, "reason": one["reason"], "remedy": one["remedy"], "examples": []}
            )
            found["faults"] += 1
            if len(found["examples"]) < EXAMPLES:
                found["examples"].append({name: one[name] for name in ("row", "id", "value")})

    def told(self) -> list[dict[str, Any]]:
        """The kinds, the most frequent first."""
        rows = [{"column": column, **found} for (column, _), found in self._seen.items()]
        return sorted(rows, key=lambda one: -one["faults"])


def look(source: Source, screening: Screening, tick: Tick | None = None) -> dict[str, Any]:
    """Read a whole table, and tell what would come of it. Raises DataError."""
    rows = readable = 0
    ids, kinds = Ids(source.rows), Kinds()
    for batch, good, bad in answered(screening, source.batches(batch_size(source.rows))):
        rows, readable = rows + batch.frame.height, readable + good.height
        ids.add(batch)
        kinds.add(bad)
        if tick:
            tick(rows, source.rows)
    return {
        "rows": rows,
        "readable": readable,
        "rejected": rows - readable,
        "rejects": kinds.told(),
        "rejects_of_other_kinds": kinds.others,
        "table": source.told,
        "readings": readings(screening.readers),
        "ids_twice": ids.told(),
    }


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
