"""Runs a program with Apache Spark."""

from __future__ import annotations

from threading import Lock
from typing import Any

import polars as pl

from ...corpus.errors import DataError
from .relational import TABLE, Relational

SETTINGS = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.analyzer.maxIterations": "1000",
}
"""Expressions are interpreted: the code that would be made of thousands of them is larger than a method may be."""
STRETCH = 15
"""Layers that are resolved at a time."""
_PIPE = "\n|> "
_STAGE = "stage_of_claims"
_ONE_AT_A_TIME = Lock()
_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-Xss64m",
    "spark.driver.memory": "3g",
    "spark.log.level": "ERROR",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}


def session(**more: str) -> Any:
    """The running session, or one in this process. Raises DataError."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise DataError(
            "this engine needs Spark; install it with: pip install 'exequatur[spark]'; and Java 17"
        ) from None
    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    builder = SparkSession.builder.master("local[2]").appName("exequatur")
    for name, value in {**_LOCAL, **SETTINGS, **more}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def staged(spark: Any, query: str) -> Any:
    """The frame of a query, a stretch of its pipe at a time: Spark reads anew all that it has not resolved, layer by layer."""
    head, *pipes = query.split(_PIPE)
    listed = head.rpartition(",\nfacts AS (")[0]
    layers: list[str] = []
    joined = ""
    for pipe in pipes:
        joined += _PIPE + pipe
        if not pipe.startswith("LEFT JOIN"):
            layers.append(joined)
            joined = ""
    frame = spark.sql(head + "".join(layers[:STRETCH]))
    for at in range(STRETCH, len(layers), STRETCH):
        frame.createOrReplaceTempView(_STAGE)
        stretch = "".join(layers[at : at + STRETCH])
        frame = spark.sql((f"{listed}\n" if "LEFT JOIN" in stretch else "") + f"FROM {_STAGE}{stretch}")
    return frame


class Runner(Relational):
    """A program as a query of Spark."""

    dialect = "spark"

    def ask(self, query: str, table: pl.DataFrame) -> pl.DataFrame:
        """The rows of a query over `table`."""
        spark = session()
        with _ONE_AT_A_TIME:
            spark.createDataFrame(table.to_arrow()).createOrReplaceTempView(TABLE)
            return pl.DataFrame(staged(spark, query).toArrow())
