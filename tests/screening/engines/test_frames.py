"""A Spark frame is screened in the workers of a cluster, from partitioned Parquet to Parquet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polars as pl

from exequatur.law.load import book as load_book
from exequatur.screening.engines.frames import REJECTED, whole
from exequatur.screening.screen import Screening

from ...conftest import EXAMPLES, ROOT, TODAY
from ..test_equal import portfolio
from .at_hand import on

MASTER = "local-cluster[2,1,1024]"
"""Two workers, each a process of its own with one core."""


@on("spark")
def test_partitioned_parquet_is_screened_on_a_cluster(engine: str, tmp_path: Path) -> None:
    frame = portfolio(load_book(), 300, TODAY, "few", True, 5)
    frame = frame.with_columns(origin=pl.when(frame["id"] == "sample-7").then(pl.lit("UK")).otherwise("origin"))
    (tmp_path / "in").mkdir()
    for number in range(3):
        frame[number * 100 : number * 100 + 100].write_parquet(tmp_path / "in" / f"part-{number}.parquet")
    words = [EXAMPLES / "screen_on_spark.py", tmp_path / "in", tmp_path / "out", "2026-11-24", MASTER]
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    local = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, *words], cwd=tmp_path, env=os.environ | local, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr[-3000:]
    expected = whole(Screening(load_book(), TODAY, frame.columns), frame)
    rejected = expected[REJECTED].count()
    assert rejected >= 1
    assert f"{300 - rejected} answered, {rejected} rejected" in done.stdout
    found = pl.read_parquet(tmp_path / "out" / "*.parquet")
    assert found.sort("id").equals(expected.sort("id"))


def test_a_rejected_row_keeps_its_place_and_says_why() -> None:
    frame = pl.DataFrame({"id": ["a", "b", "c"], "origin": ["US", "XX", "GB"]})
    rows = whole(Screening(load_book(), TODAY, frame.columns), frame).to_dicts()
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    assert [row[REJECTED] is None for row in rows] == [True, False, True]
    assert rows[1][REJECTED].startswith("origin: ")
    assert rows[1]["regime"] is None
