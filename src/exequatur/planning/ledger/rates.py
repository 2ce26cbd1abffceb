"""Which interest an invoice bears on which days: when it runs, at which rate, and why it is not known."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from ...corpus.errors import DataError
from ...law.book import Book, weakest
from ...logic.values import EVER, Span
from ..money.accrual import Run, Segment, accrue
from ..money.interest import Terms, rate_on, rates_of, steps
from ..money.tables import Money, fraction, in_force, money
from .entries import Entry, Rate
from .tables import law

UNKNOWN, NO_DUE, BEYOND = "no_rate", "no_due_date", "beyond_rates"


class Open(msgspec.Struct, frozen=True):
    """Days on which interest may run at a rate that is not known, and why."""

    since: int
    until: int
    why: str


class Asked(msgspec.Struct, frozen=True):
    """A rule that asks about an agreed rate, because it is above another one; both as shares of one a year."""

    above: str
    rule: str
    agreed: Fraction
    limit: Fraction


class Bearing(msgspec.Struct, frozen=True):
    """The interest of one invoice over its life. `dues`: from which day of an agreement on which due date holds."""

    dues: tuple[tuple[int, int | None], ...]
    rates: tuple[tuple[int, Rate | None], ...]
    runs: tuple[Span, ...]
    segments: tuple[Segment, ...]
    open: tuple[Open, ...]
    year: str
    rules: tuple[str, ...]
    sources: tuple[str, ...]
    moved_late: bool
    caps: tuple[Asked, ...]

    def due_on(self, day: int) -> int | None:
        """The due date as it stood on a day."""
        held = [due for since, due in self.dues if since <= day]
        return held[-1] if held else self.dues[0][1]

    def burden(self, day: int) -> tuple[Fraction, Fraction] | None:
        """The rate that burdens the debtor from a day on, None where it is not known."""
        known: list[Segment | Open] = [*self.open, *self.segments]
        ahead = [one for one in known if one.until >= day]
        if not ahead:
            return Fraction(0), Fraction(0)
        first = min(ahead, key=lambda one: one.since)
        return first.rate if isinstance(first, Segment) else None

    def earns(self, principal: int, since: int, until: int) -> Run:
        """Simple interest on a principal between two days, both counted."""
        ranges = [(max(low, since), min(high, until)) for low, high in self.runs if max(low, since) <= min(high, until)]
        return accrue((principal, principal), ranges, list(self.segments), self.year)

    @property
    def confidence(self) -> str:
        """How well the weakest of its rates was seen."""
        return weakest([one.confidence for one in self.segments] or ["text"])


def bearing(
    book: Book, source: str, invoice: Entry, entries: Sequence[Entry], rate: Rate | None, on: int, *, assume: bool
) -> Bearing:
    """What `invoice` bears until the day `on`. `entries`: those that name it; `rate`: where it states none. Raises
    DataError.
    """
    dues: list[tuple[int, int | None]] = [(invoice.day, invoice.due)]
    rates: list[tuple[int, Rate | None]] = [(-EVER, invoice.rate or rate)]
    for one in entries:
        if one.kind == "due_date" and one.day <= on:
            dues.append((one.day, one.due))
        if one.kind == "interest" and one.day <= on:
            rates.append((one.day, one.rate))
    runs, late = _running(dues)
    found = _Rates(book, source, invoice, assume)
    for low, high in runs:
        for (since, kind), until in zip(rates, [day - 1 for day, _ in rates[1:]] + [EVER], strict=True):
            found.add(max(low, since), min(high, until), low, kind)
    if dues[-1][1] is None and any(kind is None or kind.kind != "none" for _, kind in rates):
        found.open.append(Open(invoice.day, EVER, NO_DUE))
    return Bearing(
        tuple(dues),
        tuple(rates),
        tuple(runs),
        tuple(found.segments),
        tuple(found.open),
        str(found.tables.interest.lpr.year),
        tuple(dict.fromkeys(found.rules)),
        tuple(dict.fromkeys(found.sources)),
        late,
        tuple(found.caps),
    )


def _running(dues: Sequence[tuple[int, int | None]]) -> tuple[list[Span], bool]:
    """The days on which a debt is late: each after its due date, but for those between an agreement and the due date that
    it moved; whether one was moved after it had passed.
    """
    found: list[Span] = []
    late = False
    for (since, due), until in zip(dues, [day - 1 for day, _ in dues[1:]] + [EVER], strict=True):
        if due is None:
            continue
        low = max(due + 1, since)
        if low <= until:
            found.append((low, until))
            late = late or until < EVER
    return found, late


class _Rates:
    """Collects the rates of the running days."""

    def __init__(self, book: Book, source: str, invoice: Entry, assume: bool) -> None:
        self.book, self.source, self.invoice, self.assume = book, source, invoice, assume
        self.tables: Money = money(book)
        self.segments: list[Segment] = []
        self.open: list[Open] = []
        self.rules: list[str] = []
        self.sources: list[str] = []
        self.caps: list[Asked] = []

    def add(self, low: int, high: int, breach: int, rate: Rate | None) -> None:
        """The rate of the days from `low` to `high` of a delay that began on `breach`."""
        if low > high or (rate is not None and rate.kind == "none"):
            return
        if rate is None:
            self.open.append(Open(low, high, UNKNOWN))
            return
        if rate.kind == "agreed":
            self.segments.append(Segment(low, high, (rate.share, rate.share), "year", "text"))
            self._ask(rate.share, breach)
            return
        terms = Terms(kind=rate.kind, principal=(0, 0), since=breach, on=breach, assume_last_rate=self.assume)
        try:
            plan = rates_of(self.book, self.tables, terms, breach)
        except DataError as error:
            raise DataError(f"rate: {error.message.removeprefix('from: ')}", self.source, self.invoice.line) from None
        self.rules += plan.rules
        self.sources += plan.sources
        at = low
        for one in plan.segments:
            since, until = max(one.since, at), min(one.until, high)
            if since > until:
                continue
            if since > at:
                self.open.append(Open(at, since - 1, BEYOND))
            self.segments.append(msgspec.structs.replace(one, since=since, until=until))
            at = until + 1
        if at <= high:
            self.open.append(Open(at, high, BEYOND))

    def _ask(self, share: Fraction, breach: int) -> None:
        """Which rules ask about an agreed rate: where it is above another rate of the day of breach."""
        found = rate_on(steps(self.tables.lpr_one_year, assume_last=True), breach)
        if found is None:
            return
        for cap in law(self.book).caps:
            times = self._times(cap.above, breach)
            if times is not None and share > found.rate[1] * times:
                self.caps.append(Asked(cap.above, cap.rule, share, found.rate[1] * times))

    def _times(self, above: str, breach: int) -> Fraction | None:
        if above == "sales_default":
            sale = in_force(self.tables.interest.sales_default, breach)
            return None if sale is None else fraction(sale.most)
        loan = in_force(self.tables.lending.versions, breach)
        return None if loan is None or loan.times is None else Fraction(loan.times)


def known_until(found: Bearing, on: int) -> tuple[Open, ...]:
    """The open days up to a day."""
    return tuple(msgspec.structs.replace(one, until=min(one.until, on)) for one in found.open if one.since <= on)
