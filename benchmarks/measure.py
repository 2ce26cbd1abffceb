"""Timing: several things in turn, again and again, so that a slow moment of the machine meets all of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

Task = Callable[[], object]


class Row(NamedTuple):
    """What came of one task: the median, the middle half, and the median of its ratios to the peer, round by round."""

    name: str
    median: float
    low: float
    high: float
    ratio: float


class Section(NamedTuple):
    """A table: its rows in seconds (or bytes), the row that the ratios refer to, and the targets by row."""

    title: str
    peer: str
    rows: list[Row]
    targets: Mapping[str, tuple[str, float]] = MappingProxyType({})
    unit: str = "s"

    def met(self, row: Row) -> bool | None:
        """Whether a row keeps its target; None without one."""
        kind, limit = self.targets.get(row.name, ("", 0.0))
        return None if not kind else (row.ratio if kind == "ratio" else row.median) <= limit

    def plain(self) -> dict[str, Any]:
        """The section as plain data."""
        rows = [{**row._asdict(), "target": self.targets.get(row.name), "met": self.met(row)} for row in self.rows]
        return {"title": self.title, "ratio_to": self.peer, "unit": self.unit, "rows": rows}


def series(tasks: dict[str, Task], rounds: int, each: int = 1) -> dict[str, list[float]]:
    """Seconds of one call of each task: `rounds` interleaved rounds of `each` calls, after a first round to warm up."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            start = time.perf_counter()
            for _ in range(each):
                task()
            if number:
                taken[name].append((time.perf_counter() - start) / each)
    return taken


def rows(taken: dict[str, list[float]], peer: str) -> list[Row]:
    """Medians and ratios of what was taken in the same rounds."""
    return [Row(name, *_middle(times), _ratio(times, taken[peer])) for name, times in taken.items()]


def _middle(times: Sequence[float]) -> tuple[float, float, float]:
    low, median, high = statistics.quantiles(times, n=4, method="inclusive") if len(times) > 1 else [times[0]] * 3
    return median, low, high


def _ratio(times: Sequence[float], others: Sequence[float]) -> float:
    return statistics.median(one / other for one, other in zip(times, others, strict=True))
