"""A table of claims as batches of rows, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import polars as pl

from ...corpus.errors import DataError
from ...law.book import Book
from ..reading.how import How

MOST_COLUMNS = 2000


class Batch(NamedTuple):
    """Rows of a table. `at`: the number of the first one, from 0. `cut`: rows of the whole table whose cells do not fit
    the head.
    """

    at: int
    frame: pl.DataFrame
    cut: Sequence[int] = ()


class Source(Protocol):
    """A table that can be read in batches. `files`: those it lies in. `columns`: as the facts call them. `rows` is None
    where it is not known without reading. `how`: how the cells of a fact are read. `told`: what was found out of the file:
    kind, encoding, separator, sheet, and the name of each column with its fact.
    """

    path: Path
    files: list[Path]
    columns: list[str]
    rows: int | None
    how: Mapping[str, How]
    told: dict[str, Any]

    def batches(self, size: int, since: int = 0) -> Iterator[Batch]:
        """The rows from `since` on, `size` at a time. Raises DataError where the file is damaged."""


class Raw(Protocol):
    """A file as it stands: the names of its columns, their kinds, and its rows. `names` are unique."""

    path: Path
    files: list[Path]
    kinds: dict[str, Any]
    rows: int | None
    told: dict[str, Any]

    def batches(self, size: int, since: int, wanted: Sequence[str]) -> Iterator[Batch]:
        """The rows from `since` on; only the columns `wanted`."""


class Mapped:
    """A file whose columns are named by the facts. `facts`: the columns that are read, and their facts."""

    def __init__(self, raw: Raw, facts: Mapping[str, str], how: Mapping[str, How], told: Mapping[str, Any]) -> None:
        self.path, self.files, self.rows, self.how, self._raw = raw.path, raw.files, raw.rows, how, raw
        self.columns = list(facts.values())
        nothing = dict.fromkeys(("encoding", "separator", "sheet", "parts"))
        columns = [{"column": name, "fact": fact} for name, fact in facts.items()]
        self.told = {**nothing, **raw.told, **told, "columns": columns}
        self._facts = dict(facts)

    def batches(self, size: int, since: int = 0) -> Iterator[Batch]:
        """The rows from `since` on."""
        for batch in self._raw.batches(size, since, list(self._facts)):
            yield batch._replace(frame=batch.frame.select(list(self._facts)).rename(self._facts))


@contextmanager
def called(path: Path, name: str) -> Iterator[None]:
    """Errors of a file of ours are told under the name that the user gave."""
    try:
        yield
    except DataError as error:
        if error.source != path:
            raise
        raise DataError(error.message, name, error.line) from None


def regrouped(frames: Iterable[tuple[pl.DataFrame, Sequence[int]]], size: int, at: int) -> Iterator[Batch]:
    """Frames of any height, each with rows of the whole table that do not fit the head, as batches of `size` rows."""
    waiting, cut, height = list[pl.DataFrame](), list[int](), 0
    for frame, bad in frames:
        waiting.append(frame)
        cut += bad
        height += frame.height
        if height < size:
            continue
        whole = pl.concat(waiting)
        while whole.height >= size:
            yield Batch(at, whole.head(size), [row for row in cut if at <= row < at + size])
            whole, at = whole.slice(size), at + size
        waiting, height, cut = [whole], whole.height, [row for row in cut if row >= at]
    if height:
        yield Batch(at, pl.concat(waiting), cut)


def check_names(names: Sequence[str], path: Path | str) -> None:
    """Raises DataError for names of columns that are no heads of a table."""
    if not names:
        raise DataError("the table is empty; its first line must name the columns", path)
    if len(names) > MOST_COLUMNS:
        raise DataError(f"{len(names):,} columns; a table of claims has at most {MOST_COLUMNS:,}", path)
    seen = dict[str, tuple[int, str]]()
    for number, name in enumerate(names, 1):
        if not name.strip():
            raise DataError(f"column {number} has no name; name it, or delete the column", path)
        same = " ".join(name.casefold().split())
        if same in seen:
            before, first = seen[same]
            differs = "" if first == name else f" (`{first[:80]}` and `{name[:80]}` differ in case or blanks only)"
            raise DataError(
                f"column `{name[:80]}` stands twice, as columns {before} and {number}{differs}; keep one", path
            )
        seen[same] = number, name


def open_source(
    path: Path | str, book: Book, mapping: Path | None = None, *, sheet: str | None = None, encoding: str | None = None
) -> Source:
    """A table: CSV, Parquet (a file, a directory or a pattern of parts) or XLSX; `-` is standard input. `mapping`: a file
    that says which fact each column is. Raises DataError.
    """
    from .files import open_file
    from .mapping import apply, read_mapping

    said = read_mapping(mapping, book) if mapping is not None else None
    return apply(open_file(path, sheet=sheet, encoding=encoding), said, book)
