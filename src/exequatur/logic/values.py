"""The values a fact can have, and what is known of them.

A truth is True, False or None (unknown). A date, an amount or a count is a *span*: the pair of the least and the
greatest integer it can be (a day is its proleptic ordinal), so that a day is `(d, d)`, the year 2009 a span of 365 days
and an unknown date `UNBOUNDED`. A code is the frozen set of the values it can still be; None means that the list is not
narrowed at all.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date

Truth = bool | None
Span = tuple[int, int]
Code = frozenset[str]
Value = bool | Span | Code | None

EVER = 10**18
UNBOUNDED: Span = (-EVER, EVER)

_LAST = date.max.toordinal()
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


def day(text: str) -> Span:
    """The span of an ISO day, month or year.

    >>> [date.fromordinal(d).isoformat() for d in day("2015-02")]
    ['2015-02-01', '2015-02-28']

    Raises ValueError when `text` is not such a date or the day does not exist.
    """
    match = _PARTIAL.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not a date")
    year, month, dom = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    if dom is None:
        last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 1
        return date(year, month, 1).toordinal(), date(year, month, last).toordinal()
    exact = date(year, month, dom).toordinal()
    return exact, exact


def ends(first: str | None, last: str | None) -> Span:
    """From the first day of one date to the last day of another, as laws are dated; None is an open end."""
    return day(first)[0] if first else -EVER, day(last)[1] if last else EVER


def iso(ordinal: int) -> str | None:
    """The ISO day of an ordinal, None beyond the calendar (an open end)."""
    return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else None


def iso_span(span: Span) -> str | dict[str, str | None] | None:
    """A day known to the day as its ISO text, one known in part as its two ends."""
    low, high = iso(span[0]), iso(span[1])
    return low if low == high else {"from": low, "to": high}


def one(value: Value) -> str | None:
    """The code, where exactly one is left."""
    return next(iter(value)) if isinstance(value, frozenset) and len(value) == 1 else None


def add(start: int, *, years: int = 0, months: int = 0, days: int = 0) -> int:
    """The ordinal `years`, `months` and `days` after `start`; a day the month lacks becomes its last day.

    >>> date.fromordinal(add(date(2024, 2, 29).toordinal(), years=1)).isoformat()
    '2025-02-28'
    """
    if not 1 <= start <= _LAST:
        return start
    origin = date.fromordinal(start)
    year, month = divmod(origin.year * 12 + origin.month - 1 + years * 12 + months, 12)
    if not 1 <= year <= 9999:
        return EVER if year > 0 else -EVER
    month += 1
    dom = origin.day
    moved = date(year, month, dom if dom <= 28 else min(dom, calendar.monthrange(year, month)[1]))
    return moved.toordinal() + days


def hull(values: list[Value]) -> Value:
    """What is known when one of `values` holds and nobody knows which.

    >>> hull([True, True]), hull([True, False]), hull([(1, 2), (5, 5)])
    (True, None, (1, 5))
    """
    first = values[0]
    if values.count(first) == len(values):
        return first
    if any(value is None for value in values):
        return None
    if isinstance(first, tuple):
        spans = [value for value in values if isinstance(value, tuple)]
        return min(lo for lo, _ in spans), max(hi for _, hi in spans)
    if isinstance(first, frozenset):
        return frozenset().union(*(value for value in values if isinstance(value, frozenset)))
    return None


def _before(a: Span, b: Span) -> Truth:
    return True if a[1] < b[0] else False if a[0] >= b[1] else None


def _on_or_before(a: Span, b: Span) -> Truth:
    return True if a[1] <= b[0] else False if a[0] > b[1] else None


def _same(a: Span, b: Span) -> Truth:
    if a[0] == a[1] == b[0] == b[1]:
        return True
    return False if a[1] < b[0] or b[1] < a[0] else None


COMPARISONS: dict[str, Callable[[Span, Span], Truth]] = {
    "before": _before,
    "on_or_before": _on_or_before,
    "after": lambda a, b: _before(b, a),
    "on_or_after": lambda a, b: _on_or_before(b, a),
    "at_most": _on_or_before,
    "at_least": lambda a, b: _on_or_before(b, a),
    "same": _same,
}
