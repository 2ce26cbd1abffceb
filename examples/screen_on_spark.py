"""Screens partitioned Parquet on a Spark cluster, end to end: python screen_on_spark.py IN OUT DAY [MASTER]."""

import sys
from datetime import date

from pyspark.sql import SparkSession

from exequatur.screening.engines.frames import screen_frame


def main(table: str, out: str, day: str, master: str = "local[2]") -> None:
    """Read, screen in the workers, write; tell how many rows were answered and rejected."""
    builder = SparkSession.builder.master(master).appName("exequatur")
    # The answers of a worker are made in its Python, so it needs little of the memory of Java.
    spark = builder.config("spark.executor.memory", "1g").config("spark.ui.enabled", "false").getOrCreate()
    answers = screen_frame(spark.read.parquet(table), date.fromisoformat(day).toordinal())
    answers.write.mode("errorifexists").parquet(out)
    written = spark.read.parquet(out)
    rejected = written.filter("rejected_because IS NOT NULL").count()
    print(f"{written.count() - rejected} answered, {rejected} rejected")
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
