"""A table of claims as batches of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import polars as pl

from ...law.book import Book
from .files import read_table


class Batch(NamedTuple):
    """Rows of a table. `at`: the number of the first one, from 0. `cut`: rows of the whole table whose cells do not fit
    the head.
    """

    at: int
    frame: pl.DataFrame
    cut: Sequence[int] = ()


class Source(Protocol):
    """A table that can be read in batches. `rows` is None where it is not known without reading."""

    path: Path
    columns: list[str]
    rows: int | None

    def batches(self, size: int, since: int = 0) -> Iterator[Batch]:
        """The rows from `since` on."""


class _Whole:
    def __init__(self, path: Path, frame: pl.DataFrame, cut: list[int]) -> None:
        self.path, self.columns, self._frame, self._cut = path, frame.columns, frame, cut
        self.rows: int | None = frame.height

    def batches(self, size: int, since: int = 0) -> Iterator[Batch]:
        """The rows from `since` on."""
        for at in range(since, self._frame.height, size):
            yield Batch(at, self._frame.slice(at, size), self._cut)


def open_source(path: Path, book: Book) -> Source:
    """A table by the name of its file. Raises DataError."""
    return _Whole(path, *read_table(path, book))
