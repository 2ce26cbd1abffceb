"""Sums over many rows, by currency; in one money where rates of exchange are given."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import polars as pl

from ...law.book import Book
from ...planning.money.sums import Exchange, digits_of, rounded, written

LEAST, MOST = "least", "most"


def with_money(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The money of each row: what is left to claim, or where payments are not known what can be claimed."""
    names = frame.collect_schema().names()
    currency = pl.col("currency") if "currency" in names else pl.lit(None, dtype=pl.String)
    return frame.with_columns(
        currency.alias("money"),
        pl.coalesce("outstanding", "claimable").cast(pl.Int128).alias(LEAST),
        pl.coalesce("outstanding_most", "claimable_most").cast(pl.Int128).alias(MOST),
    )


class Purse:
    """Adds up sums. `rates`: what one unit of another money is worth in `currency`."""

    def __init__(self, book: Book, currency: str, rates: Mapping[str, Exchange]) -> None:
        self._book, self.currency, self._rates = book, currency, rates

    def told(self, sums: Mapping[str, tuple[int, int]]) -> list[dict[str, Any]]:
        """Sums by currency, in major units."""
        return [
            {"currency": code, LEAST: written(low, self._digits(code)), MOST: written(high, self._digits(code))}
            for code, (low, high) in sorted(sums.items())
        ]

    def worth(self, sums: Mapping[str, tuple[int, int]]) -> int | None:
        """What the least of all sums is worth in minor units of `currency`; None where a rate is missing."""
        total = Fraction(0)
        for code, (low, _) in sums.items():
            if code != self.currency and code not in self._rates:
                return None
            rate = Fraction(1) if code == self.currency else self._rates[code].rate
            total += low * rate * Fraction(10) ** (self._digits(self.currency) - self._digits(code))
        return rounded(total)

    def in_words(self, minor: int | None) -> str | None:
        """A sum in major units of `currency`."""
        return None if minor is None else written(minor, self._digits(self.currency))

    def _digits(self, code: str) -> int:
        return digits_of(self._book, code)
