"""The engines that screening is measured against decide the same law: equal answers on every row, whatever is unknown."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("polars")

import polars as pl

from benchmarks.portfolio import crossing, prepared, race

ROWS = 2000


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The rule set, its tables and some claims, with our answers to them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepared, "PLACE", tmp_path_factory.mktemp("portfolio"))
        prepared.book.cache_clear()
        prepared.law()
        answer(race.OURS, ROWS)
        yield prepared.PLACE
    prepared.book.cache_clear()


def answer(module: str, rows: int) -> Path:
    engine: Any = importlib.import_module(f"benchmarks.portfolio.peers.{module}")
    out = prepared.PLACE / f"{module}-{rows}.parquet"
    engine.prepare(prepared.PLACE)(prepared.table(rows), out)
    return out


HERE = {one.module for one in race.there(race.ENGINES)} - {race.OURS, "spark", "numba_loop"}
"""Spark and numba need seconds to start, and are checked where they are measured."""


@pytest.mark.parametrize("module", [one.module for one in race.ENGINES if one.module in HERE])
def test_an_engine_that_is_here_answers_every_row_as_we_do(place: Path, module: str) -> None:
    race.check(place / f"{race.OURS}-{ROWS}.parquet", answer(module, ROWS))


def test_the_claims_show_every_outcome_and_every_status(place: Path) -> None:
    answers = pl.read_parquet(place / f"{race.OURS}-{ROWS}.parquet")
    assert answers["as_it_stands"].n_unique() == 4
    assert answers["limit_status"].n_unique() == 6
    possible = answers.select(pl.sum_horizontal(pl.col("^possible_.*$").cast(pl.Int8)).alias("n"))["n"]
    assert set(possible) == {1, 2, 3, 4}


def test_one_answer_that_differs_is_found(place: Path, tmp_path: Path) -> None:
    ours = place / f"{race.OURS}-{ROWS}.parquet"
    answers = pl.read_parquet(ours)
    answers[1234, "possible_dismissed"] = not answers[1234, "possible_dismissed"]
    answers.write_parquet(tmp_path / "other.parquet")
    with pytest.raises(race.Mismatch, match="1 rows differ in possible_dismissed; C000001234"):
        race.check(ours, tmp_path / "other.parquet")


def test_where_two_ways_take_as_long() -> None:
    pairs = [crossing.Pair(10, 1.0, 3.0), crossing.Pair(100, 4.0, 3.0)]
    assert crossing.met(pairs) == pytest.approx(70)
    assert crossing.met(pairs[:1]) is None
