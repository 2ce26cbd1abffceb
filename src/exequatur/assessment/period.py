"""How a period runs: its start, its length by the law of the day, what made it run anew, the last day.

The law is data (`law.period`); here is the arithmetic. Every date is a span; what is not known widens the result, and the
first day of the result is safe: whatever the unknown facts are, the period does not end before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import msgspec

from ..law.book import Book
from ..law.period import Length, Period, Version
from ..logic.nodes import Sitting
from ..logic.values import EVER, UNBOUNDED, Span, Value
from .claim import Claim
from .entries import Event

HAS_EFFECT = ("effective_under_law_of_origin", "legally_effective_abroad")
"""The statements that a title has its effect by the day asked about."""
INTERRUPTION = "interruption"
"""The kind of the last event, where facts state it and no list does."""
_LAST_MONTHS = Length(months=6)
_SOME_DAY = 730_000


class Leg(msgspec.Struct, frozen=True):
    """One run of the period: from when, by which version, to which day by the calendar, and to which open day."""

    start: Span
    version: Version | None
    nominal: Span
    end: Span


class Met(msgspec.Struct, frozen=True):
    """An event and what it did; `leg` is the run that it left, where it changed it. Where nobody knows whether the event
    counts, `anew` is the run if it does, and `leg` holds both.

    `did`: restarted | may_have_restarted | suspended | may_have_suspended | too_late | too_early | not_by_this_law |
    unproved | none | revived | not_yet.
    """

    event: Event
    did: str
    leg: Leg | None
    anew: Leg | None = None

    @property
    def counts(self) -> bool:
        """Whether the event can have done anything, so that its proof matters."""
        return self.did not in ("too_late", "too_early", "not_by_this_law", "none", "not_yet")


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


class Lengths:
    """How long a period is by the law of the day, for claims of which `open` says whether each version can hold."""

    def __init__(self, period: Period, open: Sequence[bool], book: Book) -> None:
        self._book, self._longstop, self._last = book, period.longstop, period.versions[-1]
        self._open = [version for version, can in zip(period.versions, open, strict=True) if can]

    def leg(self, start: Span) -> Leg:
        """One run from `start`."""
        first = self._versions(start[0])
        low, high = first[0], (first if start[0] == start[1] else self._versions(start[1]))[-1]
        nominal = low.length.after(start[0]), high.length.after(start[1])
        return Leg(start, low if low.length == high.length else None, nominal, self.rounded(nominal))

    def longest(self, first: Leg) -> Leg | None:
        """The longest time that the law gives, from the start of the first run."""
        if self._longstop is None or abs(first.start[1]) >= EVER:
            return None
        nominal = self._longstop.after(first.start[0]), self._longstop.after(first.start[1])
        return Leg(first.start, None, nominal, self.rounded(nominal))

    def rounded(self, nominal: Span) -> Span:
        """The open days on which a run can end that by the calendar ends within `nominal`."""
        days = self._book.working_days
        return days.end(nominal[0])[0], days.end(nominal[1])[1]

    def at(self, day: int) -> Version:
        """The version in force on a day; before all of them the first."""
        known = self._open or [self._last]
        return next((version for version in known if version.since <= day <= version.until), known[0])

    def stretches(self) -> list[tuple[int, Version, Version]]:
        """From which day of the start on which versions can govern: the shortest and the longest of them. The first
        stretch has no beginning.
        """
        turns = {-EVER}
        for version in self._open:
            if version.until < EVER:
                turns.add(self._first_beyond(version))
        found = [(turn, self._versions(turn)) for turn in sorted(turns)]
        return [(turn, versions[0], versions[-1]) for turn, versions in found]

    def interrupted(self, group: str | None) -> list[tuple[int, bool]]:
        """From which day on the law lets an event of a group restart the period, or not; the first stretch has no
        beginning.
        """
        turns = {-EVER, *(day for one in self._open for day in (one.since, one.until + 1) if abs(day) < EVER)}
        return [(turn, group in self.at(turn).interrupted_by) for turn in sorted(turns)]

    def _first_beyond(self, version: Version) -> int:
        """The first day from which this version would run beyond its time."""

        def within(start: int) -> bool:
            return self._book.working_days.end(version.length.after(start))[0] <= version.until

        return bisect_left(range(version.until + 1), True, key=lambda start: not within(start))

    def _versions(self, start: int) -> list[Version]:
        """The versions that can govern a period from this day, shortest first: those in whose time it would end.

        Versions of one time divide the claims among them by their conditions; a later time is asked only where the
        period of some claim would outlast the earlier one.
        """
        found = []
        for since in sorted({version.since for version in self._open}):
            several = [version for version in self._open if version.since == since]
            kept = [
                version
                for version in several
                if self._book.working_days.end(version.length.after(start))[0] <= version.until
            ]
            found += kept
            if kept == several:
                break
        at = _SOME_DAY if abs(start) >= EVER else start
        return sorted(found or [self._last], key=lambda version: version.length.after(at))


class Clock:
    """Counts a period in one sitting, as of the day `on`. Widen `sitting.facts` beforehand where more is known of a
    date.
    """

    def __init__(self, period: Period, sitting: Sitting, book: Book, on: int = EVER) -> None:
        self._period, self._book, self._sitting, self._on = period, book, sitting, on
        self._runs: dict[tuple[int, Span], tuple[Leg, list[Met]]] = {}
        conditions = [version.condition for version in period.versions]
        open = [one is None or one.prove(sitting).value is not False for one in conditions]
        self._lengths = Lengths(period, open, book)

    def start(self) -> Span:
        """The day from which the period runs: the first of its starts that is known."""
        for node in self._period.start:
            value = node.prove(self._sitting).value
            if isinstance(value, tuple) and value != UNBOUNDED:
                return value
        return UNBOUNDED

    def version(self, start: Span) -> Version | None:
        """The version that governs a period from `start`, None where that is open."""
        return self._lengths.leg(start).version

    def run(self, events: Sequence[Event], start: Span | None = None) -> Run:
        """The period from its start (or from `start`), with the events in order of their days.

        A new run is held up by an obstacle that began before it and still lasts, as the one before was.
        """
        first = leg = self._lengths.leg(start or self.start())
        cap = self._lengths.longest(first)
        leg, cut = _cut(leg, cap)
        met: list[Met] = []
        obstacles: list[Event] = []
        for event in in_order(events):
            found = self._meet(event, leg, obstacles)
            met += found
            if found[0].did == "revived":
                cap = cut = None
            if (after := found[-1].leg) is not None:
                leg, cut = _cut(after, cap)
            if event.until is not None and event.date[0] <= self._on:
                obstacles.append(event)
        return Run(self._period, first, tuple(met), leg, cut)

    def _meet(self, event: Event, leg: Leg, obstacles: Sequence[Event]) -> list[Met]:
        """What an event does to a run; with it the obstacles that hold up the run that it began."""
        kind = self._book.timing.events[event.kind]
        if kind.effect == "none":
            return [Met(event, "none", None)]
        if event.date[0] > self._on:
            return [Met(event, "not_yet", None)]
        if kind.effect == "suspends":
            return [self._suspend(event, leg)]
        day = event.date[0], min(event.date[1], self._on)
        if day[1] < leg.start[0]:
            return [Met(event, "too_early", None)]
        over = day[0] > leg.end[1]
        revives = over and kind.revives and event.of == "debt"
        if over and not revives:
            return [Met(event, "too_late", None)]
        by_law = {kind.group in self._lengths.at(one).interrupted_by for one in day}
        if by_law == {False} and not revives:
            return [Met(event, "not_by_this_law", None)]
        within = day if over else (max(day[0], leg.start[0]), min(day[1], leg.end[1]))
        anew, again = self._begun(event, within, obstacles)
        if event.proof is None:
            return [Met(event, "unproved", _either(leg, anew), anew)]
        if revives or (by_law == {True} and leg.start[1] <= day[0] and day[1] <= leg.end[0]):
            return [Met(event, "revived" if revives else "restarted", self._lengths.leg(within)), *again]
        if by_law == {True} and day[1] <= leg.end[0]:
            leg = self._from(within[0], leg)  # if the event came too early, the period began after it
        return [Met(event, "may_have_restarted", _either(leg, anew), anew)]

    def _begun(self, event: Event, within: Span, obstacles: Sequence[Event]) -> tuple[Leg, list[Met]]:
        """The run that an event begins, and the obstacles before it that still last: they hold it up as well. Kept, as
        the runs of many instalments meet the same events.
        """
        key = id(event), within
        if key not in self._runs:
            anew, again = self._lengths.leg(within), []
            for obstacle in obstacles:
                if obstacle.until is None or obstacle.until[1] < within[0]:
                    continue
                held = self._suspend(obstacle, anew)
                if held.leg is not None:
                    anew = held.leg
                    again.append(held)
            self._runs[key] = anew, again
        return self._runs[key]

    def _from(self, day: int, leg: Leg) -> Leg:
        """A run that did not begin before a day: it ends no earlier than one that began on that day."""
        late = self._lengths.leg((day, max(day, leg.start[1])))
        nominal = max(leg.nominal[0], late.nominal[0]), max(leg.nominal[1], late.nominal[0])
        end = max(leg.end[0], late.end[0]), max(leg.end[1], late.end[0])
        return Leg((day, max(day, leg.start[1])), leg.version, nominal, end)

    def _suspend(self, event: Event, leg: Leg) -> Met:
        """An obstacle in the last six months of the period, by each reading of what follows when it ends."""
        assert event.until is not None
        readings = self._lengths.at(event.date[0]).suspension
        low, high = leg.nominal
        if not readings:
            return Met(event, "not_by_this_law", None)
        if event.date[0] > high:
            return Met(event, "too_late", None)
        least = min(_after_obstacle(low, event.date[1], event.until[0], reading) for reading in readings)
        most = max(_after_obstacle(high, event.date[0], event.until[1], reading) for reading in readings)
        if (least, most) == leg.nominal and event.until[1] < _before(high, _LAST_MONTHS):
            return Met(event, "too_early", None)
        if event.proof is None:
            held = Leg(leg.start, leg.version, (low, most), self._lengths.rounded((low, most)))
            return Met(
                event,
                "unproved",
                held,
                Leg(leg.start, leg.version, (least, most), self._lengths.rounded((least, most))),
            )
        held = Leg(leg.start, leg.version, (least, most), self._lengths.rounded((least, most)))
        return Met(event, "suspended" if least > low else "may_have_suspended", held)


def _after_obstacle(end: int, since: int, until: int, reading: str) -> int:
    """The end of a period that an obstacle held up from `since` to `until`.

    `resumes`: what was left of it, at most six months, runs on after the obstacle; the day on which the obstacle began
    counts as run, as a doubt of one day goes against the creditor. `six_months_after`: it ends six months after the
    obstacle. An obstacle before the last six months changes nothing.
    """
    if since > end:
        return end
    if until >= EVER:
        return EVER
    anew = _LAST_MONTHS.after(until)
    return max(end, anew if reading == "six_months_after" else min(end + until - since, anew))


def _before(ordinal: int, length: Length) -> int:
    """The day so long before `ordinal`."""
    return Length(-length.years, -length.months, -length.days).after(ordinal)


def _either(one: Leg, other: Leg) -> Leg:
    """What is left when nobody knows which of two legs runs."""
    return Leg(
        (one.start[0], max(one.start[1], other.start[1])),
        other.version,
        (min(one.nominal[0], other.nominal[0]), max(one.nominal[1], other.nominal[1])),
        (min(one.end[0], other.end[0]), max(one.end[1], other.end[1])),
    )


def in_order(events: Sequence[Event]) -> list[Event]:
    """Events by their days; those of one day in an order of their own, so that the order of the list says nothing."""
    return sorted(
        events,
        key=lambda one: (one.date, one.until or one.date, one.kind, one.proof or "", one.amount or 0, one.note or ""),
    )


def _cut(leg: Leg, cap: Leg | None) -> tuple[Leg, Span | None]:
    """A run with the longest time laid on it, and that time where it cuts."""
    if cap is None or cap.end[0] >= leg.end[1]:
        return leg, None
    return Leg(leg.start, leg.version, _least(leg.nominal, cap.nominal), _least(leg.end, cap.end)), cap.end


def _least(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), min(one[1], other[1])


def dated(facts: Mapping[str, Value], on: int) -> dict[str, Value]:
    """The facts with dates narrowed by what they mean: no effect and no time for payment before the judgment; effect by
    the day asked about, where the title is stated to have it.
    """
    narrowed = dict(facts)
    judged = facts.get("judgment_date")
    low = judged[0] if isinstance(judged, tuple) else -EVER
    high = on if any(facts.get(fact) for fact in HAS_EFFECT) else EVER
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
        events.append(Event(INTERRUPTION, "title", last, None, "", None, None))
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
    return Clock(book.timing.periods[rule], asked, book, on).run(title_events(claim)).end


def _within(value: Value, low: int, high: int) -> Span:
    known = value if isinstance(value, tuple) else UNBOUNDED
    return max(known[0], low), max(min(known[1], high), max(known[0], low))
