"""Runs a program with DuckDB, inside this process."""

from __future__ import annotations

import polars as pl

from ...corpus.errors import DataError
from .relational import TABLE, Relational

_SLOW = {"join_order", "statistics_propagation", "projection_placement"}
"""What takes most of the time to plan a query of so many layers, and finds nothing to improve in one."""


class Runner(Relational):
    """A program as a query of DuckDB."""

    dialect = "duckdb"

    def ask(self, query: str, table: pl.DataFrame) -> pl.DataFrame:
        """The rows of a query over `table`."""
        try:
            import duckdb
        except ImportError:
            raise DataError("this engine needs DuckDB; install it with: pip install 'exequatur[screening]'") from None
        with duckdb.connect(config={"threads": 1}) as connection:
            known = {name for (name,) in connection.sql("SELECT name FROM duckdb_optimizers()").fetchall()}
            connection.execute(f"SET disabled_optimizers = '{','.join(sorted(_SLOW & known))}'")
            connection.register(TABLE, table.to_arrow())
            return pl.DataFrame(connection.sql(query).to_arrow_table())
