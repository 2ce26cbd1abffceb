"""A dry run: the whole table is read and answered, and nothing is written. What would be rejected, and what was read
otherwise than as it stands.
"""

from __future__ import annotations

import re
from typing import Any

import polars as pl

from .noticed import EXAMPLES, Ids, readings
from .screen import Screening
from .stream import Tick, answered, batch_size
from .tables.source import Source

MOST_KINDS = 100
_OWN = re.compile('"[^"]*"|`[^`]*`|[0-9][0-9,.:-]*')


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
