"""The ends of periods of time for a query: the engine adds years, months and days, and a relation of days says how much later
a working day comes.

A function of the program is taken apart into what the calendar adds and what is left, the shift of the day so reached. The
shift is found by calling the function on every day that can be stated; far from the listed days it is one number, between
them mostly one per day of the week, and the days that differ are listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from typing import Any

import msgspec

from ...logic.values import EVER, add
from ..compiling.columns import NotInColumns
from .law import Law

_STRIDE, MOST_LISTED = 89, 20_000
"""How densely functions that share a shift are compared; rows of the relation of days."""
End = Callable[[int], int]


class Shift(msgspec.Struct, frozen=True):
    """How many days after the end by the calendar: `before` and `after` outside the days from `first` to `last`, between
    them `listed`, else by the day of the week (`week`, from the ordinals that 7 divides).
    """

    first: int
    last: int
    before: int
    after: int
    week: tuple[int, ...]
    listed: dict[int, int]


class Period(msgspec.Struct, frozen=True):
    """What the calendar adds, and the name of the shift, None where there is none."""

    months: int
    days: int
    shift: Hashable | None

    def end(self, day: int) -> int:
        """The end by the calendar."""
        return add(day, months=self.months, days=self.days)


class Periods:
    """The functions of a program, taken apart."""

    def __init__(self, law: Law, functions: Mapping[Hashable, End]) -> None:
        self._law, self._functions = law, functions
        self._found: dict[Hashable, dict[int, int]] = {}
        self._of: dict[Hashable, list[Hashable]] = {}
        self._shifts: dict[Hashable, Shift] = {}
        self.first, self.last = law.days

    def period(self, name: Any) -> Period:
        """The parts of a function."""
        call = self._functions[name]
        match name:
            case "plus", int(years), int(months), int(days), bool(working), int(side):
                period = Period(months + 12 * years, days, (working, side) if working else None)
            case _:
                period = Period(0, 0, name)
        for ever in (-2 * EVER, -EVER, EVER, 2 * EVER):
            if call(ever) != ever:
                raise NotInColumns(f"{name}: a period that moves an open end")
        found = self._found.setdefault(period.shift, {})
        if period.shift is not None:
            self._of.setdefault(period.shift, []).append(name)
            key = tuple(self._of[period.shift])
            found |= self._law.kept("shifts", key, lambda: self._more(call, period, found))
        for day in range(self.first, self.last, _STRIDE):
            end = period.end(day)
            if call(day) != end + found.get(end, 0):
                raise NotInColumns(f"{name}: a period that is not that of its name")
        return period

    def _more(self, call: End, period: Period, found: Mapping[int, int]) -> dict[int, int]:
        """The shifts of the days that can be reached, and were not reached by other periods."""
        more: dict[int, int] = {}
        for day in range(self.first, self.last):
            end = period.end(day)
            if end not in found:
                shift = call(day) - end
                if more.setdefault(end, shift) != shift:
                    raise NotInColumns("a period whose end does not follow from its last day")
        return more

    @property
    def shifts(self) -> Mapping[Hashable, Shift]:
        """The shifts of all functions that were taken apart."""
        for name, found in self._found.items():
            if name is not None and name not in self._shifts:
                self._shifts[name] = shift_of(found)
        return self._shifts


def shift_of(found: dict[int, int]) -> Shift:
    """The shortest way to say how far each day is shifted."""
    ends = sorted(found)
    before, after = found[ends[0]], found[ends[-1]]
    within = [end for end in ends if found[end] != before]
    if not within:
        return Shift(ends[0], ends[0] - 1, before, before, (0,) * 7, {})
    first = within[0]
    last = [end for end in ends if found[end] != after][-1] if before != after or within else first
    middle = [end for end in ends if first <= end <= last]
    by_day = [Counter(found[end] for end in middle if end % 7 == number) for number in range(7)]
    week = tuple(counter.most_common(1)[0][0] if counter else 0 for counter in by_day)
    listed = {end: found[end] for end in middle if found[end] != week[end % 7]}
    if len(listed) > MOST_LISTED:
        raise NotInColumns("a period that moves too many days")
    return Shift(first, last, before, after, week, listed)
