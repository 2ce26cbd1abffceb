"""The answers of a small table, claim by claim: below some number of rows that is faster than to read the law in columns."""

from __future__ import annotations

from typing import Any

from ..assessment.assess import Assessment
from ..assessment.grade import basis
from ..law.book import OUTCOMES, Book
from ..logic.values import one
from .answers import DAYS, deciding, last_days, short, spans_of, sums_told
from .profiles import SCHEMA as ASKED
from .profiles import asked
from .states import group_of

FEW = 64
"""Up to so many rows; measured in benchmarks/, where both ways take as long."""


def told(book: Book, found: Assessment, missing: bool) -> dict[str, Any]:
    """The answer of one claim as a row: the columns of `answers.SCHEMA`, and with `missing` those of `profiles.SCHEMA`."""
    safe, span, status = last_days(found)
    row: dict[str, Any] = {f"possible_{short(name)}": end in found.possible for end, name in OUTCOMES.items()}
    row |= {
        "regime": found.regime,
        "as_it_stands": found.as_it_stands,
        "basis": basis(found),
        "deciding": deciding(found),
    }
    row["group"] = group_of(book, found.on, one(found.facts.get("origin")))
    row |= {**dict(zip(DAYS, spans_of(safe, span), strict=True)), "limit_status": status, **sums_told(found)}
    if missing:
        row |= dict(zip(ASKED, (None, None) if found.settled else asked(found), strict=True))
    return row
