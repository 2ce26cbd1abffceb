"""How a period is written in a rule."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from .base import Confidence, Strict

EventGroup = Literal["demand", "agreement", "suit"]


class VersionForm(Strict, kw_only=True):
    """How long a period is that ends between two days; the first version whose `if` holds and in whose time it ends
    governs. `interrupted_by`: the groups of events that make it run anew; `suspension`: the readings of what an obstacle
    in its last six months does; `instalments`: whether it runs once, from the last one, or for each. `cited`: the older
    provision, where another instrument than that of the rule held the period then.
    """

    from_: str | None = msgspec.field(name="from")
    to: str | None
    length: dict[Literal["years", "months", "days"], int]
    confidence: Confidence
    if_: Any = msgspec.field(name="if", default=None)
    interrupted_by: list[EventGroup] = []
    suspension: list[Literal["resumes", "six_months_after"]] = []
    instalments: Literal["last", "each"] = "last"
    cited: str | None = None
    note: str | None = None


class PeriodForm(Strict, kw_only=True):
    """A period for an act: what it is for, when it starts, how long it is by date.

    `start`: dates, of which the first that is known counts; none for a `response`, the time that the respondent has
    from receipt, which is told as a length. `presumes`: facts of the title taken so where nothing is
    stated, each shown. `longstop`: the longest time from the start, whatever happens.
    """

    of: Literal["application", "execution", "review", "claim", "response"]
    start: list[Any]
    versions: list[VersionForm] = []
    versions_of: str | None = None
    presumes: dict[str, bool] = {}
    longstop: dict[Literal["years", "months", "days"], int] | None = None
