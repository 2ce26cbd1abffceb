"""What differs between the dialects of SQL: arithmetic of days, literal rows, and what keeps a planner from writing one layer
out in the next.
"""

from __future__ import annotations

from typing import Any

from sqlglot import exp

from ...corpus.errors import DataError
from ...logic.values import EVER as EVER

RUN = ("duckdb", "postgres", "spark")
"""Dialects whose engine runs our own tests."""
TEXT_ONLY = ("athena", "bigquery", "databricks", "presto", "redshift", "snowflake", "trino")
"""Dialects with a Boolean type whose text is written and parsed, but not run by us."""
_DAY_ONE = "0001-01-01"
Expr = exp.Expr


def check_dialect(name: str) -> None:
    """Raises DataError for a dialect that is not written."""
    if name not in (*RUN, *TEXT_ONLY):
        known = ", ".join(sorted((*RUN, *TEXT_ONLY)))
        raise DataError(f"--sql: `{name[:40]}` is not a dialect that is written here; use one of: {known}")


def barrier(dialect: str) -> str:
    """What ends a layer, so that PostgreSQL does not write its columns out wherever they are read."""
    return "\n  OFFSET 0" if dialect in ("postgres", "redshift") else ""


def piped(dialect: str) -> bool:
    """Whether layers are written as a pipe: Spark looks up one common table expression at a time, in ever more passes."""
    return dialect in ("spark", "databricks")


def number(value: int) -> Expr:
    """A whole number."""
    literal = exp.Literal.number(abs(value))
    return exp.Neg(this=literal) if value < 0 else literal


def text(value: str) -> Expr:
    """A text."""
    return exp.Literal.string(value)


def date(iso: str) -> Expr:
    """A day."""
    return exp.cast(text(iso), "date")


def cell(value: Any) -> Expr:
    """A value of a listed row."""
    if value is None:
        return exp.null()
    if isinstance(value, bool):
        return exp.true() if value else exp.false()
    return number(value) if isinstance(value, int) else text(value)


def ordinal(day: Expr, dialect: str) -> Expr:
    """The number of a date, 1 for the first day of the year 1."""
    if dialect in ("postgres", "duckdb", "redshift"):
        since: Expr = exp.Sub(this=day, expression=date(_DAY_ONE))
    else:
        since = exp.DateDiff(this=day, expression=date(_DAY_ONE), unit=exp.var("DAY"))
    return exp.Add(this=since, expression=number(1))


def dated(number_: Expr, dialect: str) -> Expr:
    """The day of a number."""
    since = exp.cast(exp.Paren(this=exp.Sub(this=number_, expression=number(1))), "int")
    if dialect in ("postgres", "duckdb"):
        return exp.Add(this=date(_DAY_ONE), expression=since)
    return exp.DateAdd(this=date(_DAY_ONE), expression=since, unit=exp.var("DAY"))


def moved(day: Expr, months: int, days: int, dialect: str) -> Expr:
    """The number of the day so many months and days after the day of a number."""
    if not months:
        return exp.Add(this=day, expression=number(days)) if days else day
    later: Expr = exp.DateAdd(this=dated(day, dialect), expression=number(months), unit=exp.var("MONTH"))
    if dialect in ("postgres", "duckdb"):
        later = exp.cast(later, "date")
    end = ordinal(later, dialect)
    return exp.Add(this=end, expression=number(days)) if days else end


def quotient(number_: Expr, by: int, dialect: str) -> Expr:
    """A whole number from 0 on, divided and cut down to a whole one."""
    divided = exp.Paren(this=number_), number(by)
    if dialect in ("postgres", "redshift", "trino", "presto", "athena"):  # whole numbers divide as such
        return exp.Div(this=divided[0], expression=divided[1], typed=True, safe=False)
    return exp.IntDiv(this=divided[0], expression=divided[1])


def listed(columns: list[str], rows: list[tuple[Any, ...]], dialect: str) -> str:
    """Literal rows, a row per line; what is not known in the first one is a number."""
    written = [[cell(value).sql(dialect=dialect) for value in row] for row in rows]
    unknown = exp.cast(exp.null(), "bigint").sql(dialect=dialect)
    written[0] = [unknown if value is None else sql for value, sql in zip(rows[0], written[0], strict=True)]
    lines = [f"({', '.join(row)})" for row in written]
    head = ", ".join(columns)
    if dialect == "bigquery":
        named = ", ".join(f"{sql} AS {name}" for sql, name in zip(written[0], columns, strict=True))
        return "SELECT * FROM UNNEST([\n    " + ",\n    ".join([f"STRUCT({named})", *lines[1:]]) + "\n  ])"  # noqa: S608
    body = "VALUES\n    " + ",\n    ".join(lines)
    return f"SELECT * FROM (\n  {body}\n  ) AS t({head})"  # noqa: S608
