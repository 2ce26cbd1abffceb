"""The verbs for tables of claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..corpus.errors import DataError
from ..law.load import book as load_book
from .common import Answer, day_of, head

if TYPE_CHECKING:
    from ..screening.tell import Options


def screen(
    table: Path | str | None = None,
    out: Path | str | None = None,
    on: date | str | None = None,
    rejects: Path | str | None = None,
    sample: int | None = None,
    seed: int = 0,
    explain: bool = False,
    tick: Callable[[int, int | None], None] | None = None,
    missing: bool | None = None,
    rates: Path | str | None = None,
    columns: Sequence[str] | None = None,
    mapping: Path | str | None = None,
    sheet: str | None = None,
    encoding: str | None = None,
    dry_run: bool = False,
    guess: Path | str | None = None,
    sql: str | None = None,
    engine: str = "polars",
    mended: Path | str | None = None,
    into: Path | str | None = None,
) -> Answer:
    """The answers of `assess` for every row of a table, written to `out`; what cannot be read is written to `rejects`.

    `table`: CSV, XLSX or Parquet (a file, a directory or a pattern of parts), `-` for standard input; columns by the ids of
    the facts, or as the file `mapping` says. `sheet` of a workbook, `encoding` of a text. `dry_run`: tell what would come of
    it and write nothing. `guess`: write a guessed mapping to that file and answer nothing. `rejects`: default beside `out`,
    `NAME.rejects.csv`. `sample`: instead of reading a table write so many invented claims to `out`, the same for the same
    `seed`. `explain`: tell what is done with the columns. `tick` is called with the rows done, and all rows where that is
    known. `missing`: tell the first missing fact of each row (default: for up to 100,000 rows). `rates`: a file with rates of
    exchange. `columns`: only these columns of the answers, which is faster. `sql`: tell the query for a table with these columns
    in this dialect instead. `engine`: what runs the steps (polars, duckdb, postgres or spark). `mended`: rows to put into the
    answers `into`, of the same day and release: the rejects of `table` with their values put right, or without `table` a table
    of the mended rows. Raises DataError.
    """
    _needs_polars()
    from ..screening.tell import Options, screened, tell_dry, tell_guess, tell_query, tell_sample

    book, at = load_book(), day_of(on)
    options = Options(
        rejects=None if rejects is None else Path(rejects),
        explain=explain,
        missing=missing,
        rates=None if rates is None else Path(rates),
        columns=None if columns is None else tuple(columns),
        tick=tick,
        mapping=None if mapping is None else Path(mapping),
        sheet=sheet,
        encoding=encoding,
        engine=engine,
    )
    if mended is not None or into is not None:
        alien = {
            "-o": out,
            "--columns": columns,
            "--missing": missing,
            "--guess": guess,
            "--sql": sql,
            "--sample": sample,
        }
        alien |= {"--dry-run": dry_run or None, "--explain": explain or None}
        return _mended(table, mended, into, on, options, [name for name, given in alien.items() if given is not None])
    ways = {
        "--sample": sample is not None,
        "--sql": sql is not None,
        "--guess": guess is not None,
        "--dry-run": dry_run,
    }
    reads = {"the table": table, "--mapping": mapping, "--sheet": sheet, "--encoding": encoding, "--rates": rates}
    _check_together(ways, [name for name, value in reads.items() if value is not None])
    if sample is not None:
        if out is None:
            raise DataError("where do the invented claims go? name a .csv or .parquet file with -o")
        return {**head("screen", at), **tell_sample(book, Path(out), at, sample, seed)}
    if table is None:
        raise DataError("which table? name a .csv, .xlsx or .parquet file, or invent claims with --sample N")
    if sql is not None:
        told = tell_query(book, Path(table), at, sql, None if out is None else Path(out), options)
        return {**head("screen", at), **told}
    if guess is not None:
        return {**head("screen_guess", at), **tell_guess(book, Path(table), Path(guess), options)}
    if dry_run:
        return {**head("screen_dry_run", at), **tell_dry(book, Path(table), at, options)}
    if out is None:
        raise DataError(
            "where do the answers go? name a .csv, .parquet or .xlsx file with -o, or look first: --dry-run"
        )
    return {**head("screen", at), **screened(book, Path(table), Path(out), at, options)}


def _check_together(ways: Mapping[str, bool], reads: Sequence[str]) -> None:
    """Raises DataError for options of which one would do nothing. `ways`: what can be done instead of answering, and
    whether it is asked for. `reads`: what is given that only a table needs.
    """
    asked = [name for name, given in ways.items() if given]
    if len(asked) > 1:
        raise DataError(f"{asked[0]} and {asked[1]} do different things; leave one of the two out")
    if asked == ["--sample"] and reads:
        raise DataError(f"--sample invents claims and reads no table; leave {reads[0]} out")


def _mended(
    table: Path | str | None,
    mended: Path | str | None,
    into: Path | str | None,
    on: date | str | None,
    options: Options,
    alien: Sequence[str],
) -> Answer:
    """Mended rows, put into answers that are there already. `alien`: options that do not go with it."""
    from ..screening.mended import tell_mended

    if mended is None or into is None:
        raise DataError("--mended and --into go together: the mended rows, and the answers that they belong to")
    if alien:
        raise DataError(f"{alien[0]} does not go with --mended; leave it out: day and columns are those of the answers")
    asked = None if on is None else day_of(on)
    table = None if table is None else Path(table)
    told = tell_mended(load_book(), table, Path(mended), Path(into), asked, options)
    return {**head("screen_mended", day_of(told.pop("day"))), **told}


def portfolio(
    answers: Path | str, rates: Path | str | None = None, debtors: bool = False, out: Path | str | None = None
) -> Answer:
    """What the answers of a screening say together: totals, deadlines, the question that would settle most money.

    `answers`: as `screen` wrote them. `rates`: a file with rates of exchange, to add up sums in one money. `debtors`: group
    names that may be one debtor. `out`: a report, .xlsx or .html. Raises DataError.
    """
    _needs_polars()
    from ..screening.portfolio.report import check_place, write_report
    from ..screening.portfolio.tell import tell_portfolio

    if out is not None:
        check_place(Path(out))
    book = load_book()
    told = tell_portfolio(book, Path(answers), None if rates is None else Path(rates), debtors)
    told["out"] = None if out is None else str(out)
    if out is not None:
        write_report(book, told, Path(out))
    return {**head("portfolio"), **told}


def diff(before: Path | str, after: Path | str, out: Path | str | None = None) -> Answer:
    """What moved between the answers of two screenings, row by row. `out`: a table for every row that moved. Raises
    DataError.
    """
    _needs_polars()
    from ..screening.portfolio.moved import tell_moved

    return {**head("diff"), **tell_moved(Path(before), Path(after), None if out is None else Path(out))}


def _needs_polars() -> None:
    try:
        import polars  # noqa: F401
    except ImportError:
        raise DataError("tables need Polars; install it with: pip install 'exequatur[screening]'") from None
