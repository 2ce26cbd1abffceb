"""The command for tables of claims."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .io import put
from .options import AsForm, Form, On


def screen(
    table: Annotated[Path | None, typer.Argument(metavar="[IN]", help="a table of claims, .csv or .parquet")] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="OUT", help="where the answers go, .csv or .parquet")
    ] = None,
    on: On = None,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", help="where rows go that cannot be read (default: beside OUT)"),
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
    form: AsForm = Form.text,
) -> None:
    """The same answers for a table of claims.

    Each column is a fact by its id, a blank cell is unknown. Rows that cannot be read go to the rejects, with the reason.

    \b
    Examples:  exequatur screen --sample 100 -o claims.csv
               exequatur screen claims.csv -o answers.csv --on 2026-11-24
    """
    from .. import verbs
    from .show.screened import screened

    told = verbs.screen(table, out, on, rejects, sample, seed, explain, sql, engine)
    if told["sql"] is not None and form is Form.text:
        sys.stdout.write(f"the query is in {told['out']}\n" if told["out"] else told["sql"])
        return
    put(told, form, screened)
