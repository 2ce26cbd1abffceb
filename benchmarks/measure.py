"""Timing: several things in turn, again and again, so that a slow moment of the machine meets all of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def medians(tasks: dict[str, Callable[[], object]], rounds: int, each: int = 1) -> dict[str, float]:
    """The median time of one call of each task, in seconds, over `rounds` interleaved rounds of `each` calls."""
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for task in tasks.values():
        task()
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.perf_counter()
            for _ in range(each):
                task()
            taken[name].append((time.perf_counter() - start) / each)
    return {name: statistics.median(times) for name, times in taken.items()}
