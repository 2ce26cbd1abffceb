"""From how many rows on the columns are faster than proofs one by one: both in this process, after a first call."""

from __future__ import annotations

import statistics
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from . import prepared

SIZES = (1, 3, 10, 30, 100, 300, 1000, 3000)


class Pair(NamedTuple):
    """Median seconds for so many rows, from Parquet to Parquet."""

    rows: int
    proofs: float
    columns: float


def crossing(rounds: int) -> list[Pair]:
    """The times by size."""
    from .peers import ours, proofs

    columns, single = ours.prepare(prepared.PLACE), proofs.prepare(prepared.PLACE)
    found = []
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "answers.parquet"
        for rows in SIZES:
            table = prepared.table(rows)
            taken: dict[str, list[float]] = {"proofs": [], "columns": []}
            for number in range(rounds + 1):
                for name, call in (("proofs", single), ("columns", columns)):
                    start = time.perf_counter()
                    call(table, out)
                    if number:
                        taken[name].append(time.perf_counter() - start)
            found.append(Pair(rows, *(statistics.median(times) for times in taken.values())))
    return found


def met(pairs: list[Pair]) -> float | None:
    """The number of rows at which both take as long, between the sizes measured; None where they never do."""
    for one, other in pairwise(pairs):
        before, after = one.proofs - one.columns, other.proofs - other.columns
        if before <= 0 < after:
            return one.rows + (other.rows - one.rows) * -before / (after - before)
    return None
