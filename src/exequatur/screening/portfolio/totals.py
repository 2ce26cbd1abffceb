"""The totals of a portfolio: by outcome, state, group, basis and more, in rows and money; and who runs out of time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl

from ...law.book import Book
from ..answers import settled
from .answers import named
from .money import LEAST, MOST, Purse

BY = ("as_it_stands", "origin", "group", "basis", "regime", "deciding", "limit_status")
WINDOWS = (30, 60, 90)
_TO_DO = ("open", "may_have_passed")
MOST_LISTED = 100


def totals(book: Book, frame: pl.LazyFrame, purse: Purse, by: str) -> list[dict[str, Any]]:
    """Rows, settled rows and money for each value of a column, the most rows first; None is the rows where it is open."""
    found = frame.group_by(by, "money").agg(
        pl.len().alias("rows"),
        settled().sum().alias("settled"),
        pl.col(LEAST).sum(),
        pl.col(MOST).sum(),
        pl.col(LEAST).is_null().sum().alias("without"),
    )
    return _joined(book, found.collect(engine="streaming"), purse, by)


def _joined(book: Book, found: pl.DataFrame, purse: Purse, by: str) -> list[dict[str, Any]]:
    """One entry for each value, its currencies together."""
    entries: dict[Any, dict[str, Any]] = {}
    sums: dict[Any, dict[str, tuple[int, int]]] = {}
    for row in found.iter_rows(named=True):
        value = row[by]
        entry = entries.setdefault(value, {"value": value, "rows": 0, "settled": 0, "without_sum": 0})
        entry["rows"] += row["rows"]
        entry["settled"] += row["settled"]
        entry["without_sum"] += row["without"]
        if row["money"] is not None and row["without"] < row["rows"]:
            sums.setdefault(value, {})[row["money"]] = (int(row[LEAST]), int(row[MOST]))
    for value, entry in entries.items():
        name = named(book, by, value)
        entry |= ({"name": name} if name else {}) | _money(purse, sums.get(value, {}))
    return sorted(entries.values(), key=lambda entry: (-entry["rows"], str(entry["value"])))


def _money(purse: Purse, sums: dict[str, tuple[int, int]]) -> dict[str, Any]:
    return {"sums": purse.told(sums), "worth": purse.in_words(purse.worth(sums)) if sums else None}


def deadlines(book: Book, frame: pl.LazyFrame, purse: Purse, on: int) -> list[dict[str, Any]]:
    """The ladder of claims whose application is still to be made: by the safe day, in windows of days from `on`."""
    ladder = with_window(frame, on).filter(pl.col("window").is_not_null())
    found = {entry["value"]: entry for entry in totals(book, ladder, purse, "window")}
    blank = {"rows": 0, "settled": 0, "without_sum": 0, "sums": [], "worth": None}
    return [found.get(window, {"value": window, **blank}) for window in windows()]


def windows() -> list[str]:
    """The steps of the ladder."""
    edges = zip((0, *WINDOWS), WINDOWS, strict=False)
    return ["passed", "unknown", *(f"{low + 1 if low else 0}-{high}" for low, high in edges), f"over {WINDOWS[-1]}"]


def with_window(frame: pl.LazyFrame, on: int) -> pl.LazyFrame:
    """Each row with its step of the ladder and the days left; null where the application was made, or no period runs."""
    left = (pl.col("safe_day") - pl.lit(date.fromordinal(on))).dt.total_days()
    status = pl.col("limit_status")
    window = (
        pl.when(status == "passed").then(pl.lit("passed")).when(status.is_in(_TO_DO) & (left.is_null() | (left < 0)))
    )
    chain = window.then(pl.lit("unknown"))
    for name, high in zip(windows()[2:], (*WINDOWS, None), strict=True):
        within = status.is_in(_TO_DO) if high is None else status.is_in(_TO_DO) & (left <= high)
        chain = chain.when(within).then(pl.lit(name))
    return frame.with_columns(chain.otherwise(None).alias("window"), left.alias("days_left"))


def due(frame: pl.LazyFrame, on: int) -> list[dict[str, Any]]:
    """The claims that fall due in the windows, the first first; at most 100."""
    named_ = ["id", "debtor", "origin", "safe_day", "days_left", "as_it_stands", "money", "least"]
    names = frame.collect_schema().names()
    soon = with_window(frame, on).filter(pl.col("window").is_in(windows()[2:-1]))
    soon = soon.select(name for name in named_ if name in {*names, "days_left"})
    return _plain(soon.bottom_k(MOST_LISTED, by="safe_day").sort("safe_day").collect(engine="streaming").to_dicts())


def _plain(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "safe_day": row["safe_day"].isoformat(), "least": _whole(row["least"])} for row in rows]


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))
