"""Screens a frame of Spark: every partition goes through our own program in the worker that holds it.

The workers need this package with its extra `spark`. Rows in are rows out: a row that could not be answered comes back with
its reason instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from ...corpus.errors import DataError
from ...law.load import book as load_book
from ..screen import Screening

REJECTED = "rejected_because"
_TYPES = {pl.String: "string", pl.Enum: "string", pl.Boolean: "boolean", pl.Date: "date"}


def screen_frame(frame: Any, on: int) -> Any:
    """The answers for a Spark frame whose columns are facts, and `id`, as of the day `on`; with a column more, why a row was
    rejected. Raises DataError.
    """
    book, columns = load_book(), list(frame.columns)
    unknown = [name for name in columns if name not in book.facts and name not in ("id", "title", "requested")]
    if unknown:
        raise DataError(f"unknown fact `{unknown[0][:80]}`; `exequatur claim new` lists the facts")
    screening = Screening(book, on, columns)
    none = pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    schema = screening.screen(none).answers.schema
    kinds = [f"`{name}` {_TYPES.get(type(kind), 'bigint')}" for name, kind in schema.items()]
    return frame.mapInArrow(lambda batches: _answered(batches, on), ", ".join([*kinds, f"{REJECTED} string"]))


def _answered(batches: Iterable[Any], on: int) -> Iterator[Any]:
    """The answers of the batches of a partition, in a worker."""
    screening: Screening | None = None
    for batch in batches:
        frame = pl.DataFrame(batch)
        screening = screening or Screening(load_book(), on, frame.columns)
        yield from whole(screening, frame).to_arrow().to_batches()


def whole(screening: Screening, frame: pl.DataFrame) -> pl.DataFrame:
    """A row for every row: its answer, or why it was rejected."""
    found = screening.screen(frame)
    reasons = found.rejects.group_by("row", maintain_order=True).agg(
        pl.concat_str(pl.col("column"), pl.col("reason"), separator=": ", ignore_nulls=True)
        .str.join("; ")
        .alias(REJECTED)
    )
    bad = set(reasons["row"].to_list())
    rows = pl.Series("row", [row for row in range(1, frame.height + 1) if row not in bad], dtype=pl.Int64)
    answers = found.answers.with_columns(
        *(pl.col(name).cast(pl.Int64) for name, kind in found.answers.schema.items() if kind.is_integer()),
        pl.col(pl.Enum).cast(pl.String),
        row=rows,
    )
    together = pl.concat([answers, reasons], how="diagonal").sort("row")
    if "id" in frame.columns:
        together = together.with_columns(id=frame["id"].cast(pl.String))
    if REJECTED not in together.columns:
        together = together.with_columns(pl.lit(None, pl.String).alias(REJECTED))
    return together.drop("row")
