"""What every verb needs: the day asked about, and the head of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ..assessment.claim import Claim, load_claim, make_claim
from ..assessment.fields import EARLIEST, LATEST
from ..corpus.errors import DataError
from ..law.book import Book
from ..law.load import book as load_book
from ..logic.values import day

Answer = dict[str, Any]


def day_of(on: date | str | None) -> int:
    """The ordinal of a day; None is today. Raises DataError for anything that is no day."""
    if on is None:
        return date.today().toordinal()
    if isinstance(on, date):
        lo = hi = on.toordinal()
    else:
        try:
            lo, hi = day(on)
        except ValueError:
            raise DataError(f'"{on[:40]}" is not a day; write it as 2026-11-24') from None
    if lo != hi:
        raise DataError(f"{on} is not one day; write it as 2026-11-24")
    if not EARLIEST <= lo <= LATEST:
        raise DataError(f"{on} cannot be right; the year must be between 1900 and 2200")
    return lo


def field(name: str, value: date | str | None) -> int | None:
    """The day of an option, None where it is not given; its errors name the option."""
    try:
        return None if value is None else day_of(value)
    except DataError as error:
        raise DataError(f"{name}: {error.message}") from None


def head(name: str, on: int | None = None) -> Answer:
    """The form of an answer, the release of the law, the day."""
    return {
        "schema": f"exequatur.{name}/1",
        "release": load_book().release,
        "on": date.fromordinal(on).isoformat() if on is not None else None,
    }


def claim_of(claim: Claim | Mapping[str, Any] | Path | str, book: Book) -> Claim:
    """A claim as it is, from its facts, or from a file. Raises DataError."""
    if isinstance(claim, Claim):
        return claim
    return load_claim(Path(claim), book) if isinstance(claim, Path | str) else make_claim(claim, book)
