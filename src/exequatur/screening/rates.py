"""Rates of exchange for a table: the same for every row, as a claim file gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..assessment.claim import make_claim
from ..assessment.fields import ClaimError
from ..corpus.reader import read
from ..law.book import Book
from ..planning.money.sums import Exchange
from ..planning.money.tables import money
from ..planning.routes import latest_rate


def exchanges(book: Book, on: int, rates: Sequence[Mapping[str, Any]]) -> dict[str, Exchange]:
    """What one unit of each money is worth in that of the court's fees, the latest by the day. Raises ClaimError."""
    given = make_claim({"rates": list(rates)}, book).entries.rates if rates else ()
    quote = money(book).fees.currency
    found = {rate.base: latest_rate(book, given, on, rate.base, quote) for rate in given if rate.quote == quote}
    return {base: exchange for base, exchange in found.items() if exchange is not None and base != quote}


def read_rates(path: Path, book: Book) -> list[Mapping[str, Any]]:
    """The rates of a file: YAML with the list `rates` of a claim file and nothing else. Raises ClaimError."""
    raw = read(path)
    if not isinstance(raw, Mapping) or set(raw) != {"rates"} or not isinstance(raw["rates"], list):
        raise ClaimError(
            "holds more or less than `rates`, a list as in a claim file; write that and nothing else", path, 1
        )
    make_claim(raw, book, source=path)
    return [rate for rate in raw["rates"] if isinstance(rate, Mapping)]
