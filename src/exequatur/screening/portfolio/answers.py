"""Reads the answers of a screening back, to ask what they say together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl

from ...corpus.errors import DataError
from ...law.book import OUTCOMES, Book
from ..answers import CARRIED, LAST, SCHEMA
from ..profiles import SCHEMA as ASKED
from ..tables.writing import unguarded

_KINDS: dict[str, Any] = dict.fromkeys(CARRIED, pl.String) | SCHEMA | ASKED | LAST


def read_answers(path: Path, needs: Sequence[str] = (*SCHEMA, *LAST)) -> pl.LazyFrame:
    """The answers of a screening, in CSV or Parquet, as they were written. `needs`: columns that they must have. Raises
    DataError.
    """
    kind = path.suffix.lower()
    try:
        if kind == ".parquet":
            frame = pl.scan_parquet(path, glob=False)
        elif kind == ".csv":
            frame = pl.scan_csv(path, schema_overrides=_KINDS, try_parse_dates=False, glob=False)
        else:
            raise DataError("neither .csv nor .parquet; name the answers of `exequatur screen`", path)
        found = frame.collect_schema()
    except OSError as error:
        reason = error.strerror or str(error).removesuffix(f": {path}")
        raise DataError(f"cannot be read: {reason}", path) from None
    except pl.exceptions.PolarsError as error:
        raise DataError(f"not a readable {kind[1:]} table: {str(error).splitlines()[0][:160]}", path) from None
    missing = [name for name in needs if name not in found]
    if missing:
        raise DataError(f"has no column `{missing[0]}`; name the answers of `exequatur screen` of this version", path)
    wrong = [
        name
        for name, one in found.items()
        if name in _KINDS and (pl.String if isinstance(one, pl.Enum) else one) != _KINDS[name]
    ]
    if wrong:
        raise DataError(
            f"column `{wrong[0]}` holds {found[wrong[0]]}, not {_KINDS[wrong[0]]}; screen the table anew", path
        )
    texts = [name for name, one in found.items() if kind == ".csv" and one == pl.String]
    enums = [pl.col(name).cast(pl.String) for name, one in found.items() if isinstance(one, pl.Enum)]
    return frame.with_columns(*enums, *(unguarded(name) for name in texts))


@contextmanager
def reading(*paths: Path) -> Iterator[None]:
    """What is done with answers that were opened: a value or a part of them that cannot be read is a DataError."""
    try:
        yield
    except DataError as error:
        if error.source is not None:
            raise
        raise DataError(error.message, paths[0]) from None
    except BaseException as error:
        if not _of_polars(error):
            raise
        path = next((path for path in paths if _damaged(path)), paths[0])
        reason = str(error).splitlines()[0][:160]
        raise DataError(f"a value cannot be read: {reason}; screen the table anew", path) from None


def _of_polars(error: BaseException) -> bool:
    """Polars panics on some damaged files."""
    return isinstance(error, pl.exceptions.PolarsError) or type(error).__name__ == "PanicException"


def _damaged(path: Path) -> bool:
    try:
        read_answers(path).select(pl.all().null_count()).collect(engine="streaming")
    except BaseException as error:
        if not _of_polars(error):
            raise
        return True
    return False


def one_run(frame: pl.LazyFrame, path: Path) -> tuple[int, str]:
    """The day and the release of the answers. Raises DataError where they are of several, or there are none."""
    named = [name for name in ("day", "release", "as_it_stands") if name in frame.collect_schema()]
    found = frame.select(named).unique().collect(engine="streaming")
    runs = found.select("day", "release").unique()
    if runs.height != 1 or None in runs.row(0):
        how = "no rows" if not runs.height else "answers of several days or releases of the law"
        raise DataError(f"holds {how}; name the answers of one screening", path)
    for value in found["as_it_stands"].drop_nulls() if "as_it_stands" in named else ():
        if value not in OUTCOMES.values():
            raise DataError(f"as_it_stands: `{value[:80]}` is no outcome; name the answers of `exequatur screen`", path)
    day, release = runs.row(0)
    return day.toordinal(), release


def named(book: Book, column: str, value: object) -> str | None:
    """A value of the answers in words a person knows: states by their names."""
    return book.state_name(str(value)) if column == "origin" and value is not None else None
