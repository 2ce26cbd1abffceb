"""What is told of a screening: how many rows, what came of them, where the answers and the rejects are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from ..corpus.errors import DataError
from ..law.book import OUTCOMES, Book
from .sample import sample
from .screen import Screened, Screening, short
from .tables.files import head_of, read_table, write_tables

MOST_SAMPLED = 10_000_000
_POSSIBLE = [f"possible_{short(name)}" for name in OUTCOMES.values()]


def tell_screened(
    book: Book, table: Path, out: Path, on: int, rejects: Path | None, explain: bool, engine: str = "polars"
) -> dict[str, Any]:
    """Screen a table; the answers and, where there are any, the rejects are written. Raises DataError."""
    rejects = rejects or out.with_name(f"{out.stem}.rejects.csv")
    _check_places(table, out, rejects)
    frame, short_rows = read_table(table, book)
    screening = Screening(book, on, frame.columns, engine)
    found = screening.screen(frame, short_rows)
    tables = [(out, found.answers)]
    if found.rejects.height:
        tables.append((rejects, found.rejects))
    write_tables(tables)
    return {
        "out": str(out),
        "rejects": str(rejects) if found.rejects.height else None,
        "rows": found.rows,
        "answered": found.answers.height,
        "rejected": found.rejected,
        **_totals(found),
        "plan": screening.plan() if explain else None,
        "sql": None,
    }


def tell_sample(book: Book, out: Path, on: int, rows: int, seed: int) -> dict[str, Any]:
    """Write invented claims. Raises DataError."""
    if not 0 < rows <= MOST_SAMPLED:
        raise DataError(f"--sample: {rows} is not between 1 and {MOST_SAMPLED}")
    _check_places(None, out, None)
    columns = sample(book, rows, on, seed)
    write_tables([(out, pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))])
    nothing = {
        "rejects": None,
        "answered": 0,
        "rejected": 0,
        "settled": 0,
        "as_it_stands": None,
        "plan": None,
        "sql": None,
    }
    return {"out": str(out), "rows": rows, **nothing}


def tell_query(book: Book, table: Path, on: int, dialect: str, out: Path | None) -> dict[str, Any]:
    """The query for tables with the columns of this one, of which no row is read; written to `out` if it is named. Raises
    DataError.
    """
    try:
        from .engines.answers import query_text
    except ImportError as error:
        raise DataError(f"--sql needs {error.name}; install it with: pip install 'exequatur[screening]'") from None
    text = query_text(book, on, head_of(table), dialect, table)
    if out is not None:
        if table.resolve() == out.resolve():
            raise DataError("is the table itself; write the query elsewhere", out)
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise DataError(f"cannot be written: {error.strerror or error}", out) from None
    nothing = {
        "rejects": None,
        "rows": 0,
        "answered": 0,
        "rejected": 0,
        "settled": 0,
        "as_it_stands": None,
        "plan": None,
    }
    return {"out": None if out is None else str(out), **nothing, "sql": text}


def _totals(found: Screened) -> dict[str, Any]:
    stands = found.answers["as_it_stands"]
    possible = found.answers.select(pl.sum_horizontal(pl.col(_POSSIBLE).cast(pl.Int8)) == 1).to_series()
    totals = {name: int((stands == name).sum()) for name in OUTCOMES.values()}
    return {"settled": int(possible.sum()), "as_it_stands": {**totals, "open": stands.null_count()}}


def _check_places(table: Path | None, out: Path, rejects: Path | None) -> None:
    for path in (out, rejects):
        if path is None:
            continue
        if path.suffix.lower() not in (".csv", ".parquet"):
            raise DataError("neither .csv nor .parquet; name the result as one of them", path)
        if not path.parent.is_dir():
            raise DataError("its directory does not exist; make it, or write elsewhere", path)
    places = [path.resolve() for path in (table, out, rejects) if path is not None]
    if len(set(places)) != len(places):
        raise DataError("stands for two of: the table, the answers, the rejects; name three files", out)
