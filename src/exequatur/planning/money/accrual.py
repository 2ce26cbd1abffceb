"""How interest runs: rates over stretches of days, counted days, years of days. Knows no law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal

import msgspec

from ...logic.values import EVER, Span, add
from .sums import rounded_rows

Rates = tuple[Fraction, Fraction]


class Segment(msgspec.Struct, frozen=True):
    """A rate that holds between two days, inclusive: least and greatest, a year or a day, as a share of one."""

    since: int
    until: int
    rate: Rates
    per: Literal["year", "day"]
    confidence: str
    assumed: bool = False


class Stretch(msgspec.Struct, frozen=True):
    """Days at one rate: what they earn at least and at most, exactly. `year`: days in the year, None where the rate is by day."""

    since: int
    until: int
    days: int
    rate: Rates
    per: Literal["year", "day"]
    year: int | None
    earns: tuple[Fraction, Fraction]
    confidence: str
    assumed: bool = False
    interest: Span = (0, 0)


class Run(msgspec.Struct, frozen=True):
    """What ran: stretches whose rounded interest adds up, days counted, and days for which there is no rate."""

    stretches: tuple[Stretch, ...]
    days: int
    uncovered: tuple[Span, ...]

    @property
    def interest(self) -> Span:
        """The interest of all stretches."""
        return sum(one.interest[0] for one in self.stretches), sum(one.interest[1] for one in self.stretches)

    @property
    def covered(self) -> int:
        """The days for which there is a rate."""
        return sum(one.days for one in self.stretches)


def counted(since: int, until: int, count: str, left_out: tuple[Span, ...] = ()) -> list[Span]:
    """The days that count between two days, as stretches: `first` leaves the last day out, `both` counts it."""
    ranges = [(since, until if count == "both" else until - 1)]
    for low, high in sorted(left_out):
        ranges = [
            piece
            for start, end in ranges
            for piece in ((start, min(end, low - 1)), (max(start, high + 1), end))
            if piece[0] <= piece[1]
        ]
    return [one for one in ranges if one[0] <= one[1]]


def accrue(principal: Span, ranges: list[Span], segments: list[Segment], year: str) -> Run:
    """Simple interest on `principal` over the counted `ranges`."""
    stretches: list[Stretch] = []
    uncovered: list[Span] = []
    for start, end in ranges:
        at = start
        for segment in sorted(segments, key=lambda one: one.since):
            low, high = max(at, segment.since), min(end, segment.until)
            if low > high:
                continue
            if low > at:
                uncovered.append((at, low - 1))
            stretches += _stretches(principal, low, high, segment, year)
            at = high + 1
        if at <= end:
            uncovered.append((at, end))
    return Run(settled(stretches), sum(end - start + 1 for start, end in ranges), tuple(uncovered))


def _stretches(principal: Span, low: int, high: int, segment: Segment, year: str) -> Iterator[Stretch]:
    if segment.per == "day":
        pieces: list[tuple[int, int, int | None]] = [(low, high, None)]
    elif year != "actual":
        pieces = [(low, high, int(year))]
    else:
        pieces = list(_by_length_of_year(low, high))
    for start, end, days_of_year in pieces:
        days = end - start + 1
        least, greatest = (
            Fraction(sum_) * rate * days / (days_of_year or 1)
            for sum_, rate in zip(principal, segment.rate, strict=True)
        )
        yield Stretch(
            start,
            end,
            days,
            segment.rate,
            segment.per,
            days_of_year,
            (least, greatest),
            segment.confidence,
            segment.assumed,
        )


def _by_length_of_year(low: int, high: int) -> Iterator[tuple[int, int, int]]:
    """The days between two days, in stretches of years of the same length."""
    start = low
    while start <= high:
        year, end = date.fromordinal(start).year, start
        length = _length(year)
        while end < high and year < date.max.year and _length(year) == length:
            end = min(high, date(year, 12, 31).toordinal())
            year += 1
        yield start, end, length
        start = end + 1


def _length(year: int) -> int:
    return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365


def compound(principal: Span, since: int, until: int, segment: Segment, year: str) -> Run:
    """Interest that is added to the principal at each return of the first day; `until` is the first day that does not count."""
    stretches: list[Stretch] = []
    grown = (Fraction(principal[0]), Fraction(principal[1]))
    start, number = since, 0
    while start < until:
        number += 1
        full = add(since, years=number)
        end = min(full, until)
        length = (full - start) if year == "actual" else int(year)
        share = Fraction(1) if end == full else Fraction(end - start, length)
        earns = grown[0] * segment.rate[0] * share, grown[1] * segment.rate[1] * share
        stretches.append(
            Stretch(
                start, end - 1, end - start, segment.rate, "year", length, earns, segment.confidence, segment.assumed
            )
        )
        grown = grown[0] + earns[0], grown[1] + earns[1]
        start = end
    return Run(settled(stretches), max(until - since, 0), ())


def settled(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """The stretches with interest in whole minor units that adds up to the rounded whole. Open ends stay open."""
    least = rounded_rows(one.earns[0] for one in stretches)
    greatest = rounded_rows(one.earns[1] for one in stretches)
    return tuple(
        msgspec.structs.replace(one, interest=(low, min(high, EVER)))
        for one, low, high in zip(stretches, least, greatest, strict=True)
    )
