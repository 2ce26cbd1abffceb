"""The answer of one claim as a row: for small tables, where that is faster than to read the law in columns, and for rows
that columns leave to the single claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..assessment.assess import Assessment
from ..assessment.grade import basis
from ..law.book import OUTCOMES, Book
from ..logic.values import EVER, Span, one
from ..planning.limit import DOUBTFUL, LATE, MAY_BE_LATE, MET, limits
from ..planning.routes import application_fee, sums
from .answers import DAYS, SUMS, short
from .profiles import SCHEMA as ASKED
from .profiles import asked
from .states import group_of

FEW = 64
"""A table of up to so many rows is answered claim by claim; measured in benchmarks/, where both ways take as long."""


def told(book: Book, found: Assessment, missing: bool) -> dict[str, Any]:
    """The columns of `answers.SCHEMA`, and with `missing` those of `profiles.SCHEMA`."""
    safe, span, status = last_days(found)
    days = [None if abs(day) >= EVER else date.fromordinal(day) for day in (safe, *span)]
    row: dict[str, Any] = {f"possible_{short(name)}": end in found.possible for end, name in OUTCOMES.items()}
    row |= {
        "regime": found.regime,
        "as_it_stands": found.as_it_stands,
        "basis": basis(found),
        "deciding": deciding(found),
    }
    row["group"] = group_of(book, found.on, one(found.facts.get("origin")))
    row |= {**dict(zip(DAYS, days, strict=True)), "limit_status": status}
    for name, sum_ in zip(SUMS, sums_of(found), strict=True):
        least, most = (None if end is None or end >= EVER else end for end in sum_ or (None, None))
        row |= {name: least, f"{name}_most": most}
    if missing:
        row |= dict(zip(ASKED, (None, None) if found.settled else asked(found), strict=True))
    return row


def deciding(found: Assessment) -> str | None:
    """The rule by which a claim ends, or is cut down, as it stands."""
    return found.ruled.deciding.clause.rule.id if found.ruled.deciding else None


def last_days(found: Assessment) -> tuple[int, tuple[int, int], str | None]:
    """The safe day, the last day as it stands and the status over all periods for the application that can govern, or
    for execution where the recognition already has its effect.
    """
    fitting = [limit for limit in limits(found) if limit.of in ("application", "execution")]
    if not fitting:
        return -EVER, (-EVER, EVER), None
    safe = min(-EVER if limit.safe is None else limit.safe for limit in fitting)
    span = min(limit.run.end[0] for limit in fitting), max(limit.run.end[1] for limit in fitting)
    return safe, span, _joined([limit.status for limit in fitting])


def _joined(status: Sequence[str]) -> str:
    """The status of several periods together."""
    if len(set(status)) == 1:
        return status[0]
    return MAY_BE_LATE if {MET, LATE, MAY_BE_LATE} & {*status} else DOUBTFUL


def sums_of(found: Assessment) -> tuple[Span | None, Span | None, Span | None]:
    """What of the title can be claimed, what is left, and the fee of the application, in minor units."""
    money = sums(found)
    return money.claimable, money.left, application_fee(found, money)
