"""Spark, local on two cores: the SQL of DuckDB, which Spark takes with the names of its own functions changed. The JVM and
the session stand before the clock starts; a first query on few rows warms them up.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .duckdb_sql import SQL

WARM = True


def prepare(place: Path) -> Callable[[Path, Path], None]:
    """A function of a table and the place for the answers (a directory, as Spark writes)."""
    from pyspark.sql import SparkSession

    logging.getLogger("py4j").setLevel(logging.ERROR)
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.driver.memory": "2g",
        "spark.sql.shuffle.partitions": "2",
    }
    builder: Any = SparkSession.builder
    builder = builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    read = session.read.parquet
    read(str(place / "states.parquet")).select("iso", "group").createOrReplaceTempView("groups")
    read(str(place / "stretches.parquet")).selectExpr(
        "iso", "since", "coalesce(until, date '9999-01-01') as until", "de_facto", "consensus"
    ).createOrReplaceTempView("stretches")
    read(str(place / "ends.parquet")).selectExpr(
        "day", "date_add(date '1970-01-01', low) as low", "date_add(date '1970-01-01', high) as high"
    ).createOrReplaceTempView("ends")
    query = SQL.replace("read_parquet($table)", "claims").replace('"group"', "`group`")
    query = query.replace("is not false", "is distinct from false").replace("null::boolean", "cast(null as boolean)")

    def run(table: Path, out: Path) -> None:
        read(str(table)).createOrReplaceTempView("claims")
        session.sql(query).write.mode("overwrite").option("compression", "zstd").parquet(str(out))

    return run
