"""Reads a table of claims and writes the answers: CSV (UTF-8) and Parquet. Written aside, then renamed."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from ...assessment.entries import LISTS
from ...assessment.fields import ASKED, HEAD, ClaimError, Reading
from ...corpus.errors import DataError
from ...law.book import Book

MOST_COLUMNS = 2000


def read_table(path: Path, book: Book) -> tuple[pl.DataFrame, list[int]]:
    """A table whose columns are facts by their ids, and `id`; the rows (counted from 0) that are shorter than the head.
    Raises DataError.
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".parquet"):
        raise DataError("neither .csv nor .parquet; save the table as one of them", path)
    try:
        frame = _read_csv(path) if kind == ".csv" else pl.read_parquet(path, glob=False)
        cut = _cut(path, frame) if kind == ".csv" and frame.width > 1 else []
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", path) from None
    except UnicodeDecodeError:
        raise DataError("not UTF-8 text; save it as UTF-8", path) from None
    except (pl.exceptions.PolarsError, csv.Error) as error:
        reason = str(error).splitlines()[0][:160]
        raise DataError(f"not a readable {kind[1:]} table: {reason}; save it again", path) from None
    _check_columns(frame, path, book)
    return frame, cut


def head_of(path: Path) -> list[str]:
    """The names of the columns; no row is read. Raises DataError."""
    try:
        if path.suffix.lower() == ".parquet":
            return list(pl.read_parquet_schema(path))
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return next(csv.reader(stream), [])
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", path) from None
    except (UnicodeDecodeError, csv.Error, pl.exceptions.PolarsError):
        raise DataError("its columns cannot be read; save it as UTF-8 CSV or as Parquet", path) from None


def _read_csv(path: Path) -> pl.DataFrame:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head = next(csv.reader(stream), None)
    if not head:
        raise DataError("the table is empty; its first line must name the columns", path)
    twice = sorted({name for name in head if head.count(name) > 1})
    if twice:
        raise DataError(f"column `{twice[0]}` stands twice; keep one", path)
    return pl.read_csv(path, infer_schema=False, glob=False)


def _cut(path: Path, frame: pl.DataFrame) -> list[int]:
    """The rows with less cells than the head: Polars takes the missing ones as blank. Counted by commas, or where there
    are quotes by a full reading.
    """
    lines = (
        pl.read_csv(path, infer_schema=False, separator="\x01", quote_char=None, glob=False).to_series().fill_null("")
    )
    if lines.len() == frame.height and not lines.str.contains('"', literal=True).any():
        return (lines.str.count_matches(",", literal=True) < frame.width - 1).arg_true().to_list()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return [row for row, cells in enumerate(csv.reader(stream), -1) if len(cells) < frame.width]


def _check_columns(frame: pl.DataFrame, path: Path, book: Book) -> None:
    if frame.width > MOST_COLUMNS:
        raise DataError(f"{frame.width} columns; a table of claims has at most {MOST_COLUMNS}", path)
    for name, kind in frame.schema.items():
        if name == ASKED:
            raise DataError(f"column `{name}`: the day asked about is no fact; give it with --on", path)
        if name in LISTS:
            raise DataError(f"column `{name}`: a list has no place in a table yet; assess such claims one by one", path)
        if name not in HEAD and name not in book.facts:
            raise ClaimError(Reading({}, book, path, False).unknown(name).message, path)
        if kind.is_nested() or kind == pl.Binary:
            raise DataError(f"column `{name}`: holds {kind}, not plain values; save it as text", path)
        if kind.is_float():
            raise DataError(
                f"column `{name}`: holds binary fractions, which are not exact; save it as text or decimal", path
            )


def write_tables(tables: Sequence[tuple[Path, pl.DataFrame]]) -> None:
    """Write each table beside its place, then put all in place. Raises DataError; then nothing is half-written."""
    aside = [(path, path.with_name(f".{path.name}.{os.getpid()}.tmp"), frame) for path, frame in tables]
    try:
        for path, temporary, frame in aside:
            try:
                if path.suffix.lower() == ".parquet":
                    frame.write_parquet(temporary)
                elif path.suffix.lower() == ".csv":
                    frame.with_columns(
                        _guarded(name) for name, kind in frame.schema.items() if kind == pl.String
                    ).write_csv(temporary)
                else:
                    raise DataError("neither .csv nor .parquet; name the result as one of them", path)
            except (OSError, pl.exceptions.PolarsError) as error:
                raise DataError(f"cannot be written: {getattr(error, 'strerror', None) or error}", path) from None
        for path, temporary, _ in aside:
            temporary.replace(path)
    finally:
        for _, temporary, _ in aside:
            temporary.unlink(missing_ok=True)


def _guarded(name: str) -> pl.Expr:
    """A text that a spreadsheet would run as a formula gets an apostrophe in front."""
    text = pl.col(name)
    risky = text.str.contains(r"^[=+\-@\t\r]")
    return pl.when(risky).then(pl.lit("'") + text).otherwise(text).alias(name)
