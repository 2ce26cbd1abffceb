"""The command for tables of claims."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from .io import put
from .options import AsForm, Form, On


def screen(
    table: Annotated[
        Path | None, typer.Argument(metavar="[IN]", help="a table of claims: .csv, .xlsx, .parquet, or -")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="OUT", help="where the answers go, .csv, .parquet or .xlsx")
    ] = None,
    on: On = None,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", help="where rows go that cannot be read (default: beside OUT)"),
    ] = None,
    missing: Annotated[
        bool | None,
        typer.Option(
            "--missing/--no-missing", help="tell the first missing fact of each row (default: up to 100,000 rows)"
        ),
    ] = None,
    rates: Annotated[
        Path | None,
        typer.Option("--rates", metavar="FILE", help="rates of exchange, as `rates` of a claim file: for the fees"),
    ] = None,
    columns: Annotated[
        str | None, typer.Option("--columns", metavar="A,B", help="only these columns of the answers, which is faster")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="FILE", help="says which fact each column is")
    ] = None,
    guess: Annotated[
        Path | None, typer.Option("--guess", metavar="FILE", help="write a mapping to FILE that is guessed, and stop")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="read all, tell what would come of it, write nothing")
    ] = False,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="of a workbook (default: the first)")
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="of a .csv (default: UTF-8, GB18030 or by its mark)"),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="show what is done with the columns")] = False,
    sample: Annotated[
        int | None, typer.Option("--sample", metavar="N", help="write N invented claims to OUT instead")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="with --sample: which invention")] = 0,
    sql: Annotated[
        str | None, typer.Option("--sql", metavar="DIALECT", help="print the query for a table with the columns of IN")
    ] = None,
    engine: Annotated[
        str, typer.Option("--engine", metavar="NAME", help="what runs the steps: polars, duckdb, postgres or spark")
    ] = "polars",
    mended: Annotated[
        Path | None,
        typer.Option(
            "--mended", metavar="FILE", help="rejects of IN with their values put right; or, without IN, rows"
        ),
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="ANSWERS", help="with --mended: the answers to put the rows into")
    ] = None,
    form: AsForm = Form.text,
) -> None:
    """The same answers for a table of claims.

    Each column is a fact, by its id or as a mapping says; a blank cell is unknown. Rows that cannot be read go to the
    rejects, with the reason.

    \b
    Examples:  exequatur screen --sample 100 -o claims.csv
               exequatur screen claims.csv --guess mapping.yaml
               exequatur screen claims.csv --mapping mapping.yaml --dry-run
               exequatur screen claims.csv -o answers.csv --on 2026-11-24
    """
    from .. import verbs
    from .progress import bar
    from .show.looked import guessed, looked
    from .show.screened import mended as show_mended
    from .show.screened import screened

    try:
        with _killed_as_stopped(), bar("screening") as tick:
            chosen = [name.strip() for name in columns.split(",")] if columns is not None else None
            told = verbs.screen(
                table,
                out,
                on,
                rejects,
                sample,
                seed,
                explain,
                tick,
                missing,
                rates,
                columns=chosen,
                mapping=mapping,
                sheet=sheet,
                encoding=encoding,
                dry_run=dry_run,
                guess=guess,
                sql=sql,
                engine=engine,
                mended=mended,
                into=into,
            )
    except KeyboardInterrupt:
        left = out is not None and out.with_name(f"{out.name}.parts").exists()
        again = "; the same command goes on where it stopped" if left else ""
        sys.stderr.write(f"stopped: no answers were written{again}\n")
        raise typer.Exit(130) from None
    if told.get("sql") is not None and form is Form.text:
        sys.stdout.write(f"the query is in {told['out']}\n" if told["out"] else told["sql"])
        return
    shows = {"guesses": guessed, "readable": looked, "rejects_left": show_mended}
    put(told, form, next((show for key, show in shows.items() if key in told), screened))


@contextmanager
def _killed_as_stopped() -> Iterator[None]:
    """Whoever ends the program leaves nothing half-written either."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def portfolio(
    answers: Annotated[Path, typer.Argument(metavar="ANSWERS", help="the answers of `screen`, .csv or .parquet")],
    rates: Annotated[
        Path | None, typer.Option("--rates", metavar="FILE", help="rates of exchange, to add up sums in one money")
    ] = None,
    debtors: Annotated[bool, typer.Option("--debtors", help="group names that may be one debtor, for review")] = False,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="OUT", help="a report, .html page or .xlsx workbook")
    ] = None,
    form: AsForm = Form.text,
) -> None:
    """What the answers of a screening say together: totals, deadlines, what to ask.

    \b
    Examples:  exequatur screen --sample 100 -o claims.csv
               exequatur screen claims.csv -o answers.csv
               exequatur portfolio answers.csv
    """
    from .. import verbs
    from .show.portfolio import portfolio as show

    put(verbs.portfolio(answers, rates, debtors, out), form, show)


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="the answers of a screening")],
    after: Annotated[Path, typer.Argument(metavar="B", help="those of another day, or another state of the law")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="OUT", help="a table for every row that moved")
    ] = None,
    form: AsForm = Form.text,
) -> None:
    """What moved between two screenings, row by row.

    \b
    Examples:  exequatur screen --sample 100 -o claims.csv --on 2026-06-01
               exequatur screen claims.csv -o june.csv --on 2026-06-01
               exequatur screen claims.csv -o answers.csv --on 2026-11-24
               exequatur diff june.csv answers.csv
    """
    from .. import verbs
    from .show.portfolio import diff as show

    put(verbs.diff(before, after, out), form, show)
