"""What is told of a screening: how many rows, what came of them, where the answers and the rejects are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from ..corpus.aside import aside
from ..corpus.errors import DataError
from ..law.book import Book
from ..planning.money.tables import money
from .look import look
from .noticed import Ids, readings
from .output import LARGE, Output, Parts, Totals
from .portfolio.tell import tell_portfolio
from .portfolio.workbook import write_workbook
from .rates import exchanges, read_rates
from .rejecting import read_rejects
from .sample import sample
from .screen import Screening
from .singly import FEW
from .stream import Tick, answered, batch_size
from .tables.files import open_file
from .tables.guess import guesses, write_guess
from .tables.guess import told as guess_told
from .tables.source import Source, open_source
from .tables.writing import write

MOST_SAMPLED = 10_000_000
ASKED_UP_TO = 100_000
"""Up to so many rows the first missing fact is told without being asked for."""


_NOTHING: dict[str, Any] = {
    "rejects": None,
    "answered": 0,
    "rejected": 0,
    "settled": 0,
    "as_it_stands": None,
    "fee_currency": None,
    "missing_asked": None,
    "continued_after": None,
    "plan": None,
    "table": None,
    "readings": [],
    "ids_twice": None,
    "sql": None,
}
"""What is told where nothing was answered."""


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How a table is screened.

    `rejects`: where rows go that cannot be read (default: beside the answers). `explain`: tell what is done with the
    columns. `missing`: whether to say which fact to ask first (default: where the table has at most 100,000 rows). `rates`: a
    file with rates of exchange. `columns`: only these columns of the answers. `tick` is called after each batch. `mapping`: a
    file that says which fact each column is; `sheet` of a workbook (default: the first); `encoding` of a text (default: as
    found); `engine`: what runs the steps.
    """

    rejects: Path | None = None
    explain: bool = False
    missing: bool | None = None
    rates: Path | None = None
    columns: tuple[str, ...] | None = None
    tick: Tick | None = None
    mapping: Path | None = None
    sheet: str | None = None
    encoding: str | None = None
    engine: str = "polars"


def screened(book: Book, table: Path, out: Path, on: int, options: Options) -> dict[str, Any]:
    """Screen a table into a table or a workbook. Raises DataError."""
    if out.suffix.lower() != ".xlsx":
        return tell_screened(book, table, out, on, options)
    rejects = options.rejects or out.with_name(f"{out.stem}.rejects.csv")
    check_places(table, out, rejects)
    if options.columns:
        raise DataError("--columns: a workbook has them all; leave it out, or name a .csv or .parquet file", out)
    answers = out.with_name(f".{out.name}.answers.parquet")
    try:
        found = tell_screened(book, table, answers, on, msgspec.structs.replace(options, rejects=rejects))
        told = tell_portfolio(book, answers, options.rates, run=(on, book.release))
        write_workbook(book, told, out, read_rejects(rejects) if found["rejects"] else None)
    finally:
        answers.unlink(missing_ok=True)
    return {**found, "out": str(out)}


def tell_screened(book: Book, table: Path, out: Path, on: int, options: Options) -> dict[str, Any]:
    """Screen a table; the answers and, where there are any, the rejects are written. Raises DataError."""
    rejects = options.rejects or out.with_name(f"{out.stem}.rejects.csv")
    check_places(table, out, rejects)
    rates = read_rates(options.rates, book) if options.rates else []
    source = _opened(book, table, options)
    _check_outside(source, out, rejects)
    missing = options.missing
    if missing is None:
        missing = source.rows is not None and source.rows <= ASKED_UP_TO
    few = options.engine == "polars" and source.rows is not None and source.rows <= FEW
    screening = Screening(book, on, source.columns, missing, rates, options.columns, source.how, options.engine, few)
    output: Output | Parts
    if (source.rows or 0) < LARGE:
        output = Output(out, rejects, screening.schema)
    else:
        of = {
            "table": [_identity(file) for file in source.files],
            "mapping": _identity(options.mapping) if options.mapping else None,
            "on": on,
            "release": book.release,
            "rejects": str(rejects),
            "missing": missing,
            "columns": list(screening.schema),
            "engine": options.engine,
            "rates": _identity(options.rates) if options.rates else None,
        }
        output = Parts(out, rejects, screening.schema, of)
    since, (totals, twice) = output.since, _run(screening, source, output, options.tick)
    rejected = totals.rows - totals.answered
    return {
        **_NOTHING,
        "out": str(out),
        "rejects": str(rejects) if rejected else None,
        "rows": totals.rows,
        "answered": totals.answered,
        "rejected": rejected,
        "settled": totals.settled,
        "as_it_stands": totals.stands,
        "fee_currency": money(book).fees.currency,
        "missing_asked": screening.questions if missing else None,
        "continued_after": since or None,
        "plan": screening.plan() if options.explain else None,
        "table": source.told,
        "readings": readings(screening.readers),
        "ids_twice": twice,
    }


def tell_query(book: Book, table: Path, on: int, dialect: str, out: Path | None, options: Options) -> dict[str, Any]:
    """The query for tables with the columns of this one, of which no row is answered; written to `out` if it is named. Raises
    DataError.
    """
    try:
        from .engines.answers import query_text
    except ImportError as error:
        raise DataError(f"--sql needs {error.name}; install it with: pip install 'exequatur[screening]'") from None
    rates = read_rates(options.rates, book) if options.rates else []
    raw = open_file(table, sheet=options.sheet, encoding=options.encoding)
    columns = _opened(book, table, options).columns if options.mapping else list(raw.kinds)
    text = query_text(book, on, columns, dialect, table, exchanges(book, on, rates))
    if out is not None:
        if table.resolve() == out.resolve():
            raise DataError("is the table itself; write the query elsewhere", out)
        with aside(out) as place:
            place.write_text(text, encoding="utf-8")
    return {**_NOTHING, "out": None if out is None else str(out), "rows": 0, "sql": text}


def tell_dry(book: Book, table: Path, on: int, options: Options) -> dict[str, Any]:
    """What a screening of a table would come to; nothing is written. Raises DataError."""
    rates = read_rates(options.rates, book) if options.rates else []
    source = _opened(book, table, options)
    return look(source, Screening(book, on, source.columns, False, rates, how=source.how), options.tick)


def tell_guess(book: Book, table: Path, to: Path, options: Options) -> dict[str, Any]:
    """Write a mapping that is guessed. Raises DataError."""
    raw = open_file(table, sheet=options.sheet, encoding=options.encoding)
    found = guesses(raw, book)
    write_guess(raw, found, to)
    return guess_told(found, to)


def _opened(book: Book, table: Path, options: Options) -> Source:
    return open_source(table, book, options.mapping, sheet=options.sheet, encoding=options.encoding)


def _check_outside(source: Source, *places: Path) -> None:
    """Nothing is written over the table, or among its parts."""
    for place in places:
        inside = source.path.is_dir() and place.resolve().is_relative_to(source.path.resolve())
        if inside or any(place.resolve() == file.resolve() for file in source.files):
            raise DataError("lies within the table; write elsewhere", place)


def _run(
    screening: Screening, source: Source, output: Output | Parts, tick: Tick | None
) -> tuple[Totals, dict[str, Any] | None]:
    """Screen the rows of a source; their counts, and the ids that stand twice."""
    ids = Ids(source.rows)
    try:
        for batch, good, bad in answered(screening, source.batches(batch_size(source.rows), output.since)):
            output.add(batch.frame.height, good, bad)
            ids.add(batch)
            if tick:
                tick(output.totals.rows, source.rows)
        twice = ids.told()  # while the last rows are written
        output.finish()
    finally:
        output.drop()
    return output.totals, twice


def tell_sample(book: Book, out: Path, on: int, rows: int, seed: int) -> dict[str, Any]:
    """Write invented claims. Raises DataError."""
    if not 0 < rows <= MOST_SAMPLED:
        raise DataError(f"--sample: {rows} is not between 1 and {MOST_SAMPLED}")
    check_places(None, out, None)
    columns = sample(book, rows, on, seed)
    write(out, pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))
    return {**_NOTHING, "out": str(out), "rows": rows}


def _identity(path: Path) -> list[Any]:
    """What tells whether a table is still the same."""
    found = path.stat()
    return [str(path.resolve()), found.st_size, found.st_mtime_ns]


def check_places(table: Path | None, out: Path, rejects: Path | None) -> None:
    """Raises DataError for places where nothing can be written, or that are one file."""
    for path in (out, rejects):
        if path is None:
            continue
        if path.suffix.lower() not in (".csv", ".parquet", *((".xlsx",) if path == out else ())):
            raise DataError("neither .csv nor .parquet nor .xlsx; name the result as one of them", path)
        if not path.parent.is_dir():
            raise DataError("its directory does not exist; make it, or write elsewhere", path)
    places = [path.resolve() for path in (table, out, rejects) if path is not None]
    if len(set(places)) != len(places):
        raise DataError("stands for two of: the table, the answers, the rejects; name three files", out)
