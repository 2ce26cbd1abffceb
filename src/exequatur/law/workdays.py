"""On which day a period ends that may not end on a closed day: official calendars where they are out, else a projection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from ..logic.values import EVER, Span, day

EXACT, PROJECTED, UNKNOWN = "exact", "projected", "unknown"
_SATURDAY = 5
_BLOCK = 128


class Years(msgspec.Struct, frozen=True):
    """The working days of the requested state. `closed`: weekdays off, `open`: weekend days on, as ordinals in order.

    `official` and `projected` are the first and last day of each kind of calendar. In the projected years `festivals`
    are days off for certain, `bridges` the spans in which a notice can close weekdays; weekend days up to a fortnight
    from such a span can be opened for it.
    """

    official: Span
    closed: tuple[int, ...]
    open: tuple[int, ...]
    projected: Span
    festivals: tuple[int, ...]
    bridges: tuple[Span, ...]
    longest: int


class WorkingDays:
    """Looks up `Years`."""

    def __init__(self, years: Years) -> None:
        self._years = years
        self._closed, self._open = frozenset(years.closed), frozenset(years.open)
        self._festivals = frozenset(years.festivals)
        self._bridges = years.bridges
        self._ends: dict[int, Span] = {}
        self._pays = _merged([(since - 14, until + 14) for since, until in years.bridges])

    def grade(self, ordinal: int) -> str:
        """How well the calendar around a day is known: exact, projected or unknown."""
        if self._years.official[0] <= ordinal <= self._years.official[1]:
            return EXACT
        return PROJECTED if self._years.projected[0] <= ordinal <= self._years.projected[1] else UNKNOWN

    def is_open(self, ordinal: int) -> bool | None:
        """Whether the courts are open on a day; None where no notice says so yet."""
        grade = self.grade(ordinal)
        weekend = (ordinal - 1) % 7 >= _SATURDAY
        if grade == EXACT:
            return ordinal in self._open if weekend else ordinal not in self._closed
        if grade == UNKNOWN:
            return None
        if ordinal in self._festivals:
            return False
        return None if _within(self._pays if weekend else self._bridges, ordinal) else not weekend

    def end(self, ordinal: int) -> Span:
        """The days on which a period can end whose last day by the calendar is `ordinal`: that day, or the next open one.

        One day where the calendar is known; else from the first day that can be open to the first that must be.
        """
        found = self._ends.get(ordinal)
        if found is None:
            if abs(ordinal) >= EVER:
                return ordinal, ordinal
            self._sweep(ordinal - ordinal % _BLOCK)
            found = self._ends[ordinal]
        return found

    def _sweep(self, start: int) -> None:
        """Find the ends of a block of days, from the last to the first."""
        longest = self._years.longest
        can = must = start + _BLOCK + 2 * longest
        for at in range(can - 1, start - 1, -1):
            open = self.is_open(at)
            can = can if open is False else at
            must = at if open is True else must
            if at < start + _BLOCK:
                self._ends[at] = can, max(can, min(must, at + longest))


def compile_years(table: Mapping[str, Any]) -> Years:
    """The table `cn/tables/calendar.yaml` as ordinals."""
    listed, projected = table["years"], table["projected"]
    closed = [at for year in listed for run in year["closed"] for at in _days(run) if (at - 1) % 7 < _SATURDAY]
    opened = [day(text)[0] for year in listed for text in year["open"]]
    longest = {name: form["longest"] for name, form in table["festivals"].items()}
    runs = [(name, _days(form)) for year in projected for name, form in year.items() if name != "year"]
    festivals = sorted({at for _, run in runs for at in run})
    bridges = sorted((run[-1] - longest[name] + 1, run[0] + longest[name] - 1) for name, run in runs)
    return Years(
        (date(listed[0]["year"], 1, 1).toordinal(), date(listed[-1]["year"], 12, 31).toordinal()),
        tuple(sorted(closed)),
        tuple(sorted(opened)),
        (date(projected[0]["year"], 1, 1).toordinal(), date(projected[-1]["year"] - 1, 12, 31).toordinal()),
        tuple(festivals),
        _merged(bridges),
        table["longest_closure_days"],
    )


def _days(run: Mapping[str, str]) -> Sequence[int]:
    return range(day(run["from"])[0], day(run["to"])[1] + 1)


def _within(spans: Sequence[Span], ordinal: int) -> bool:
    at = bisect_right(spans, (ordinal, EVER)) - 1
    return at >= 0 and ordinal <= spans[at][1]


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for since, until in spans:
        if merged and since <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(until, merged[-1][1])
        else:
            merged.append((since, until))
    return tuple(merged)
