"""Rows of a table that were mended after they had been rejected: the rejects with their values put right, or the rows
themselves in a table of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from ..corpus.errors import DataError
from ..law.book import Book
from .cells import texts
from .reading.how import How
from .rejecting import REJECTS, VALUE
from .stream import BATCH
from .tables.files import open_file
from .tables.mapping import apply, no_fact, read_mapping
from .tables.source import Source, open_source
from .tables.writing import unguarded

_TOLD = ("id", "column", "value")
_WHOLE = "mend the table itself and screen it as a whole"
KEPT = "mended; kept until the whole row can be read"
MOST_NAMED = 5


class Rows(msgspec.Struct, frozen=True):
    """Mended rows. `numbers`: of each in its table, from 1; `cut`: those with less or more cells than the head; `meant`: the
    ids that the rejects know them by. `lines`: of the values that were put right, as rejects hold them.
    """

    frame: pl.DataFrame
    numbers: list[int]
    cut: list[int]
    meant: pl.Series
    lines: pl.DataFrame
    how: Mapping[str, How]
    told: dict[str, Any]


def read_rejects(path: Path) -> pl.DataFrame:
    """A file of rejects, perhaps edited. Raises DataError."""
    raw = open_file(path)
    lacking = [name for name in _TOLD if name not in raw.kinds]
    if lacking:
        remedy = "name one that `screen` wrote, or leave out IN where these are the rows"
        raise DataError(f"no file of rejects: it has no column `{lacking[0]}`; {remedy}", path)
    frames = [pl.DataFrame(schema=dict.fromkeys(REJECTS, pl.String))]
    for batch in raw.batches(BATCH, 0, [name for name in REJECTS if name in raw.kinds]):
        if batch.cut:
            raise DataError(f"row {batch.cut[0] + 1} has less or more cells than the head; separate each cell", path)
        found = batch.frame.select(texts(column) for column in batch.frame)
        if raw.told["kind"] == "csv":
            found = found.with_columns(unguarded(name) for name in found.columns)
        frames.append(found.select(pl.when(pl.col(pl.String).str.strip_chars() != "").then(pl.col(pl.String))))
    whole = pl.concat(frames, how="diagonal")
    return whole.with_columns(pl.col("row").cast(pl.Int64, strict=False))


def mended_table(book: Book, path: Path, mapping: Path | None, sheet: str | None, encoding: str | None) -> Rows:
    """The rows of a table of their own, with the columns of the table that was screened. Raises DataError."""
    said = read_mapping(mapping, book) if mapping is not None else None
    raw = open_file(path, sheet=sheet, encoding=encoding)
    if {"column", "value", "reason"} <= set(raw.kinds):
        raise DataError("is a file of rejects; name the table it is of as well, as IN before --mended", path)
    source = apply(raw, said, book)
    _check_has_ids(source)
    frames = [pl.DataFrame(schema=None)]
    cut = list[int]()
    for batch in source.batches(BATCH):
        frames.append(batch.frame)
        cut += [row for row in batch.cut if batch.at <= row < batch.at + batch.frame.height]
    empty = pl.DataFrame(schema=dict.fromkeys(source.columns, pl.String))
    frame = pl.concat(frames[1:]) if len(frames) > 1 else empty
    ids = checked_ids(frame, path)
    return Rows(
        frame, list(range(1, frame.height + 1)), cut, ids, pl.DataFrame(schema=REJECTS), source.how, source.told
    )


def mended_values(
    book: Book, table: Path, rejects: Path, mapping: Path | None, sheet: str | None, encoding: str | None
) -> Rows:
    """The rows of `table` that a file of rejects names, with the values that it holds now. Raises DataError."""
    lines = read_rejects(rejects)
    source = open_source(table, book, mapping, sheet=sheet, encoding=encoding)
    _check_has_ids(source)
    for name in lines["column"].drop_nulls().unique(maintain_order=True):
        if name not in source.columns and (message := no_fact(name, book)):
            raise DataError(f"column: {message}", rejects)
    blank = lines["id"].is_null().arg_true()
    if blank.len():
        raise DataError(f"row {blank[0] + 1} has no id, so nobody can tell which row it is of; {_WHOLE}", rejects)
    wanted = lines["id"].unique(maintain_order=True)
    frames, numbers, cut = [pl.DataFrame(schema=dict.fromkeys(source.columns, pl.String))], list[int](), list[int]()
    for batch in source.batches(BATCH):
        found = _keys(batch.frame).is_in(wanted.implode()).fill_null(False).arg_true()
        bad = set(batch.cut)
        cut += [len(numbers) + place for place, row in enumerate(found) if batch.at + row in bad]
        numbers += [batch.at + row + 1 for row in found]
        frames.append(pl.DataFrame([texts(column) for column in batch.frame[found]]))
    frame = pl.concat(frames)
    keys = _keys(frame)
    lost = wanted.filter(~wanted.is_in(keys.implode()))
    if lost.len():
        raise DataError(f"has no row with the id {_named(lost)}, of which {rejects} speaks; {_WHOLE}", table)
    _check_once(keys, table)
    mended, said = _mended(frame, keys, lines, rejects)
    checked_ids(mended, rejects)
    kept = [(numbers[at], keys[at], name, value, KEPT, None) for (at, name), value in said.items()]
    return Rows(mended, numbers, cut, keys, pl.DataFrame(kept, schema=REJECTS, orient="row"), source.how, source.told)


def _mended(
    frame: pl.DataFrame, keys: pl.Series, lines: pl.DataFrame, path: Path
) -> tuple[pl.DataFrame, dict[tuple[int, str], str | None]]:
    """The rows with the values of the lines, and by place and column those that differ from the cell."""
    names = list(dict.fromkeys([*frame.columns, *lines["column"].drop_nulls()]))
    cells: dict[str, list[str | None]]
    cells = {name: frame[name].to_list() if name in frame.columns else [None] * frame.height for name in names}
    place = {key: at for at, key in enumerate(keys)}
    said = dict[tuple[int, str], str | None]()
    for number, (id, name, value) in enumerate(lines.select(_TOLD).iter_rows(), 1):
        if name is None:
            if value is not None:
                raise DataError(f"row {number} has a value and no column; name the fact it is of in `column`", path)
            continue
        at = place[id]
        cell = cells[name][at]
        before = None if cell is None else cell[:VALUE]
        if value in (before, f"'{before}"):
            continue
        if said.setdefault((at, name), value) != value:
            raise DataError(f'row {number}: two values for {name} of "{id[:80]}"; keep one', path)
    for (at, name), value in said.items():
        cells[name][at] = value
    return pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String)), said


def checked_ids(frame: pl.DataFrame, path: Path) -> pl.Series:
    """The ids of rows. Raises DataError where one is blank or stands twice."""
    ids = _keys(frame)
    blank = (texts(frame["id"]).str.strip_chars().fill_null("") == "").arg_true()
    if blank.len():
        rows = ", ".join(str(row + 1) for row in blank.head(MOST_NAMED))
        raise DataError(
            f"rows without id ({rows}) cannot be put among the answers; give each its id, or {_WHOLE}", path
        )
    _check_once(ids, path)
    return ids


def _check_once(ids: pl.Series, path: Path) -> None:
    twice = ids.filter(ids.is_duplicated()).unique(maintain_order=True)
    if twice.len():
        raise DataError(f"several rows have the id {_named(twice)}; give every claim its own, or {_WHOLE}", path)


def _check_has_ids(source: Source) -> None:
    if "id" not in source.columns:
        raise DataError(f"has no column `id`, by which mended rows find their place; {_WHOLE}", source.path)


def _keys(frame: pl.DataFrame) -> pl.Series:
    """The ids as they stand in the rejects."""
    return texts(frame["id"])


def _named(ids: pl.Series) -> str:
    more = f" and {ids.len() - MOST_NAMED} more" if ids.len() > MOST_NAMED else ""
    return ", ".join(f'"{id[:80]}"' for id in ids.head(MOST_NAMED)) + more
