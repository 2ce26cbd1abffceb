"""A table of any size is screened in batches: some are answered while others are read and written, in the order of rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import polars as pl

from .screen import Screening
from .tables.source import Batch

BATCH, LEAST, THREADS = 1 << 17, 1 << 14, 2
"""The most and the fewest rows of a batch, and how many batches are answered at a time."""

Tick = Callable[[int, int | None], None]
"""Told after each batch: rows done, and rows in all where that is known."""


def batch_size(rows: int | None) -> int:
    """Small tables run in as many batches as there are threads."""
    return BATCH if rows is None else max(LEAST, min(BATCH, -(-rows // THREADS)))


def answered(screening: Screening, batches: Iterable[Batch]) -> Iterator[tuple[Batch, pl.DataFrame, pl.DataFrame]]:
    """Each batch with its answers and its rejects."""
    waiting: deque[tuple[Batch, Future[tuple[pl.DataFrame, pl.DataFrame]]]] = deque()
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            for batch in batches:
                waiting.append((batch, pool.submit(screening.batch, *batch)))
                if len(waiting) > THREADS:
                    yield _next(waiting)
            while waiting:
                yield _next(waiting)
        except BaseException:
            screening.stop()
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _next(
    waiting: deque[tuple[Batch, Future[tuple[pl.DataFrame, pl.DataFrame]]]],
) -> tuple[Batch, pl.DataFrame, pl.DataFrame]:
    batch, found = waiting.popleft()
    answers, rejects = found.result()
    return batch, answers, rejects
