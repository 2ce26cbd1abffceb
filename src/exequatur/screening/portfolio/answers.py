"""Reads the answers of a screening back, to ask what they say together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from ...corpus.errors import DataError
from ...law.book import Book
from ..answers import CARRIED, LAST, SCHEMA
from ..profiles import SCHEMA as ASKED

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
        raise DataError(f"cannot be read: {error.strerror or error}", path) from None
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
    return frame.with_columns(pl.col(name).cast(pl.String) for name, one in found.items() if isinstance(one, pl.Enum))


def one_run(frame: pl.LazyFrame, path: Path) -> tuple[int, str]:
    """The day and the release of the answers. Raises DataError where they are of several, or there are none."""
    try:
        runs = frame.select("day", "release").unique().collect(engine="streaming")
    except pl.exceptions.PolarsError as error:
        raise DataError(f"a value cannot be read: {str(error).splitlines()[0][:160]}", path) from None
    if runs.height != 1:
        how = "no rows" if not runs.height else "answers of several days or releases of the law"
        raise DataError(f"holds {how}; name the answers of one screening", path)
    day, release = runs.row(0)
    return day.toordinal(), release


def named(book: Book, column: str, value: object) -> str | None:
    """A value of the answers in words a person knows: states by their names."""
    return book.state_name(str(value)) if column == "origin" and value is not None else None
