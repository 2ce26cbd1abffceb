"""Runs a program with a PostgreSQL server, which the environment names: `EXEQUATUR_POSTGRES`, a connection string."""

from __future__ import annotations

import io
import os

import polars as pl

from ...corpus.errors import DataError
from .relational import TABLE, Relational

PLACE = "EXEQUATUR_POSTGRES"
_TYPES = {pl.Boolean: "boolean", pl.String: "text", pl.Date: "date", pl.Int64: "bigint"}


class Runner(Relational):
    """A program as a query of PostgreSQL. Rows go in and come back by COPY; nothing is left on the server."""

    dialect = "postgres"

    def ask(self, query: str, table: pl.DataFrame) -> pl.DataFrame:
        """The rows of a query over `table`."""
        try:
            import psycopg
        except ImportError:
            raise DataError("this engine needs psycopg; install it with: pip install 'exequatur[postgres]'") from None
        place = os.environ.get(PLACE)
        if not place:
            raise DataError(
                f"this engine needs a PostgreSQL server; name it in {PLACE}, for example host=db dbname=law"
            )
        columns = ", ".join(f'"{name}" {_TYPES[type(kind)]}' for name, kind in table.schema.items())
        back = io.BytesIO()
        try:
            with psycopg.connect(place) as connection:
                connection.execute("SET LOCAL jit = off")
                connection.execute(f"CREATE TEMPORARY TABLE {TABLE} ({columns}) ON COMMIT DROP".encode())
                with connection.cursor() as cursor:
                    with cursor.copy(f"COPY {TABLE} FROM STDIN (FORMAT csv)") as rows:
                        rows.write(table.write_csv(include_header=False, null_value=""))
                    with cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)".encode()) as answers:
                        for part in answers:
                            back.write(part)
        except psycopg.OperationalError as error:
            reason = str(error).splitlines()[0][:160]
            raise DataError(f"PostgreSQL cannot be reached or gave up: {reason}; look at {PLACE}") from None
        back.seek(0)
        return _typed(pl.read_csv(back, infer_schema=False))


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    """What came as text: truths, and whole numbers."""
    columns = []
    for name in frame.columns:
        column = frame[name]
        truth = column.is_in(["t", "f"]).all() and frame.height > 0
        columns.append((column == "t") if truth else column.cast(pl.Int64))
    return pl.DataFrame(columns)
