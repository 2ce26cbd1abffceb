"""Which question, answered for the claims of a portfolio, would settle most money."""

from __future__ import annotations

from typing import Any

import polars as pl

from ...law.book import Book
from .money import LEAST, MOST, Purse


def questions(book: Book, frame: pl.LazyFrame, purse: Purse) -> list[dict[str, Any]]:
    """Every fact of which an answer can leave one outcome, with the rows and the money of the claims in which it can, the
    most money first: by worth where rates are given for all of it, else by rows. A claim stands at each such fact.
    """
    asked = frame.filter(pl.col("settled_by").is_not_null()).with_columns(
        pl.col("settled_by").str.split("|").alias("fact")
    )
    found = (
        asked.explode("fact")
        .group_by("fact", "money")
        .agg(
            pl.len().alias("rows"),
            (pl.col("missing_first") == pl.col("fact")).sum().alias("first"),
            pl.col(LEAST).sum(),
            pl.col(MOST).sum(),
            pl.col(LEAST).is_not_null().sum().alias("with"),
        )
    )
    entries: dict[str, dict[str, Any]] = {}
    sums: dict[str, dict[str, tuple[int, int]]] = {}
    for row in found.collect(engine="streaming").iter_rows(named=True):
        fact = row["fact"]
        info = book.facts.get(fact)
        entry = entries.setdefault(
            fact,
            {"fact": fact, "question": info.question if info else None, "where": info.where if info else None}
            | {"rows": 0, "first": 0, "sums": [], "worth": None},
        )
        entry["rows"] += row["rows"]
        entry["first"] += row["first"]
        if row["money"] is not None and row["with"]:
            sums.setdefault(fact, {})[row["money"]] = (int(row[LEAST]), int(row[MOST]))
    worth = {fact: purse.worth(sums.get(fact, {})) for fact in entries}
    for fact, entry in entries.items():
        entry["sums"] = purse.told(sums.get(fact, {}))
        entry["worth"] = purse.in_words(worth[fact]) if fact in sums else None
    by_worth = None not in worth.values()

    def place(entry: dict[str, Any]) -> tuple[int, int, str]:
        return -(worth[entry["fact"]] or 0) if by_worth else 0, -entry["rows"], entry["fact"]

    return sorted(entries.values(), key=place)
