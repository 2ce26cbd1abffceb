"""Periods for an act, compiled: when they start, how long they are on which day, what makes them run anew."""

from __future__ import annotations

import msgspec

from ..logic.nodes import AnyNode
from ..logic.values import EVER, add


class Length(msgspec.Struct, frozen=True):
    """A length of time, as laws write it."""

    years: int = 0
    months: int = 0
    days: int = 0

    def after(self, ordinal: int) -> int:
        """The day so long after `ordinal`; that day itself is not counted."""
        if abs(ordinal) >= EVER:
            return ordinal
        return add(ordinal, years=self.years, months=self.months, days=self.days)


class Version(msgspec.Struct, frozen=True):
    """How long a period is that ends between `since` and `until`, for the parties and claims of `condition`."""

    since: int
    until: int
    length: Length
    condition: AnyNode | None
    interrupted_by: tuple[str, ...]
    suspension: tuple[str, ...]
    instalments: str
    cited: str | None
    note: str | None
    confidence: str


class Period(msgspec.Struct, frozen=True):
    """A period: what for, from which day (the first one that is known), how long by date."""

    of: str
    start: tuple[AnyNode, ...]
    versions: tuple[Version, ...]
    presumes: tuple[tuple[str, bool], ...]
    longstop: Length | None


class Event(msgspec.Struct, frozen=True):
    """A kind of event and what it does to a period. See `corpus.practice.EventKind`."""

    id: str
    effect: str
    of: tuple[str, ...]
    group: str | None
    revives: bool
    rules: tuple[str, ...]
    cite: str | None
    confidence: str


class Timing(msgspec.Struct, frozen=True):
    """All that the law says of periods: by the id of the rule, and the kinds of events."""

    periods: dict[str, Period]
    events: dict[str, Event]
