"""How a period runs: its start, its length by the law of the day, what made it run anew, the last day.

The law is data (`law.period`); here is the arithmetic. Every date is a span; what is not known widens the result, and the
first day of the result is safe: whatever the unknown facts are, the period does not end before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from ..law.book import Book
from ..law.period import Length, Period, Version
from ..logic.nodes import Sitting
from ..logic.values import EVER, UNBOUNDED, Span, Value
from .claim import Claim
from .entries import Event

_LAST_MONTHS = Length(months=6)
_SOME_DAY = 730_000


class Leg(msgspec.Struct, frozen=True):
    """One run of the period: from when, by which version, to which day by the calendar, and to which open day."""

    start: Span
    version: Version | None
    nominal: Span
    end: Span


class Met(msgspec.Struct, frozen=True):
    """An event and what it did.

    `did`: restarted | may_have_restarted | suspended | may_have_suspended | too_late | too_early | not_by_this_law |
    unproved | none | revived.
    """

    event: Event
    did: str
    leg: Leg | None


class Run(msgspec.Struct, frozen=True):
    """A period as it ran: the first leg, the events, the last day, and whether the longest time cut it."""

    period: Period
    first: Leg
    met: tuple[Met, ...]
    last: Leg
    longstop: Span | None

    @property
    def end(self) -> Span:
        """The last day of the period; from `end[0]` on it can be over."""
        return self.last.end

    def revived(self) -> bool:
        """Whether the debtor bound himself after the period was over."""
        return any(met.did == "revived" for met in self.met)


class Clock:
    """Counts a period in one sitting. Widen `sitting.facts` beforehand where more is known of a date."""

    def __init__(self, period: Period, sitting: Sitting, book: Book) -> None:
        self._period, self._book, self._sitting = period, book, sitting
        self._versions = [
            (version, True if version.condition is None else version.condition.prove(sitting).value)
            for version in period.versions
        ]

    def start(self) -> Span:
        """The day from which the period runs: the first of its starts that is known."""
        for node in self._period.start:
            value = node.prove(self._sitting).value
            if isinstance(value, tuple) and value != UNBOUNDED:
                return value
        return UNBOUNDED

    def run(self, events: Sequence[Event], start: Span | None = None) -> Run:
        """The period from its start (or from `start`), with the events in order of their days."""
        first = leg = self._leg(start or self.start())
        met = []
        for event in sorted(events, key=lambda event: (event.date, event.until or event.date)):
            did, after = self._meet(event, leg)
            met.append(Met(event, did, after if after is not leg else None))
            leg = after
        cut = None
        if self._period.longstop and abs(first.start[1]) < EVER:
            limit = self._closing(first.start, self._period.longstop)
            if limit.end[0] < leg.end[1]:
                cut = limit.end
                leg = Leg(leg.start, leg.version, _least(leg.nominal, limit.nominal), _least(leg.end, limit.end))
        return Run(self._period, first, tuple(met), leg, cut)

    def _leg(self, start: Span) -> Leg:
        low, high = self._versions_of(start[0])[0], self._versions_of(start[1])[-1]
        nominal = low.length.after(start[0]), high.length.after(start[1])
        return Leg(start, low if low.length == high.length else None, nominal, self._rounded(nominal))

    def _closing(self, start: Span, length: Length) -> Leg:
        nominal = length.after(start[0]), length.after(start[1])
        return Leg(start, None, nominal, self._rounded(nominal))

    def _rounded(self, nominal: Span) -> Span:
        days = self._book.working_days
        return days.end(nominal[0])[0], days.end(nominal[1])[1]

    def _versions_of(self, start: int) -> list[Version]:
        """The versions that can govern a period from this day, shortest first: those in whose time it would end."""
        found = []
        for version, holds in self._versions:
            if holds is False:
                continue
            if self._book.working_days.end(version.length.after(start))[0] <= version.until:
                found.append(version)
                if holds is True:
                    break
        at = _SOME_DAY if abs(start) >= EVER else start
        return sorted(found or [self._versions[-1][0]], key=lambda version: version.length.after(at))

    def _meet(self, event: Event, leg: Leg) -> tuple[str, Leg]:
        kind = self._book.timing.events[event.kind]
        if kind.effect == "none":
            return "none", leg
        if kind.effect == "suspends":
            return self._suspend(event, leg)
        if event.date[1] < leg.start[0]:
            return "too_early", leg
        if event.date[0] > leg.end[1]:
            return ("revived", self._leg(event.date)) if kind.revives and event.of == "debt" else ("too_late", leg)
        if kind.group not in self._at(event.date[0]).interrupted_by:
            return "not_by_this_law", leg
        anew = self._leg(event.date)
        if event.proof is None:
            return "unproved", _either(leg, anew)
        if leg.start[1] <= event.date[0] and event.date[1] <= leg.end[0]:
            return "restarted", anew
        return "may_have_restarted", _either(leg, anew)

    def _suspend(self, event: Event, leg: Leg) -> tuple[str, Leg]:
        """An obstacle in the last six months of the period, by each reading of what follows when it ends."""
        assert event.until is not None
        readings = self._at(event.date[0]).suspension
        low, high = leg.nominal
        if not readings:
            return "not_by_this_law", leg
        if event.until[1] < _before(low, _LAST_MONTHS):
            return "too_early", leg
        if event.date[0] > leg.end[1]:
            return "too_late", leg
        ends = [
            _after_obstacle(end, since, until, reading)
            for end in (low, high)
            for since in event.date
            for until in event.until
            for reading in readings
        ]
        sure = event.proof is not None and event.until[0] >= _before(high, _LAST_MONTHS) and event.date[1] <= low
        nominal = (min(ends) if sure else low), max(ends)
        suspended = Leg(leg.start, leg.version, nominal, self._rounded(nominal))
        return "unproved" if event.proof is None else "suspended" if sure else "may_have_suspended", suspended

    def _at(self, day: int) -> Version:
        """The version in force on a day."""
        return next(
            (
                version
                for version, holds in self._versions
                if version.since <= day <= version.until and holds is not False
            ),
            self._versions[-1][0],
        )


def _after_obstacle(end: int, since: int, until: int, reading: str) -> int:
    """The end of a period that an obstacle held up from `since` to `until`."""
    window = _before(end, _LAST_MONTHS)
    if until < window or since > end:
        return end
    if abs(until) >= EVER:
        return EVER
    if reading == "six_months_after":
        return max(end, _LAST_MONTHS.after(until))
    return until + (end - max(since, window))


def _before(ordinal: int, length: Length) -> int:
    """The day so long before `ordinal`."""
    return Length(-length.years, -length.months, -length.days).after(ordinal)


def _either(one: Leg, other: Leg) -> Leg:
    """What is left when nobody knows which of two legs runs."""
    return Leg(
        (one.start[0], max(one.start[1], other.start[1])),
        None,
        (min(one.nominal[0], other.nominal[0]), max(one.nominal[1], other.nominal[1])),
        (min(one.end[0], other.end[0]), max(one.end[1], other.end[1])),
    )


def _least(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), min(one[1], other[1])


def dated(facts: Mapping[str, Value], on: int) -> dict[str, Value]:
    """The facts with dates narrowed by what they mean: no effect and no time for payment before the judgment; effect by
    the day asked about, where the title is stated to have it.
    """
    narrowed = dict(facts)
    judged = facts.get("judgment_date")
    low = judged[0] if isinstance(judged, tuple) else -EVER
    high = on if facts.get("effective_under_law_of_origin") or facts.get("legally_effective_abroad") else EVER
    narrowed["effective_date"] = _within(facts.get("effective_date"), low, high)
    narrowed["performance_due_date"] = _within(facts.get("performance_due_date"), low, EVER)
    return narrowed


def title_events(claim: Claim) -> list[Event]:
    """What happened to the periods on the title: the events of the claim, or the last one as its facts state it."""
    events = [event for event in claim.entries.events if event.of == "title"]
    if events:
        return events
    last, since, until = (
        claim.facts.get(fact) for fact in ("last_interruption_date", "obstacle_start_date", "obstacle_end_date")
    )
    if isinstance(last, tuple) and claim.facts.get("limit_interrupted") is not False:
        events.append(Event("interruption", "title", last, None, "", None, None))
    if isinstance(since, tuple) and claim.facts.get("limit_suspended") is not False:
        ends = until if isinstance(until, tuple) else (since[0], EVER)
        events.append(Event("obstacle", "title", since, ends, "", None, None))
    return events


def application_last_day(
    claim: Claim, facts: Mapping[str, Value], sitting: Sitting, on: int, book: Book
) -> Span | None:
    """The last day for the application where the claim lists events: what the scalar rule on it cannot follow."""
    if not any(event.of == "title" for event in claim.entries.events):
        return None
    rule = next(id for id, period in book.timing.periods.items() if period.of == "application")
    asked = Sitting(dated(facts, on), sitting.lookup)
    return Clock(book.timing.periods[rule], asked, book).run(title_events(claim)).end


def _within(value: Value, low: int, high: int) -> Span:
    known = value if isinstance(value, tuple) else UNBOUNDED
    return max(known[0], low), max(min(known[1], high), max(known[0], low))
