"""What holds of a whole state of origin on the day asked about, for each row."""

from __future__ import annotations

import polars as pl

from ..law.book import Book
from ..law.groups import standing
from ..logic.values import one
from .cells import Cells


def groups(book: Book, on: int, origin: Cells | None, height: int) -> pl.Series:
    """The group of the state of origin, as `state` tells it; null where it is open, the origin is not known, or a region or
    the requested state itself.
    """
    if origin is None:
        return pl.repeat(None, height, dtype=pl.Int8, eager=True)
    values = [group_of(book, on, one(value)) for value in origin.values or ()]
    return pl.Series(values, dtype=pl.Int8)[origin.place]


def group_of(book: Book, on: int, iso: str | None) -> int | None:
    """The group of one state; None as above."""
    info = book.states.get(iso or "")
    if iso is None or iso == book.requested or (info is not None and info.route == "regional"):
        return None
    found: int | None = book.kept("groups", (iso, on), lambda: standing(book, iso, on).group)
    return found
