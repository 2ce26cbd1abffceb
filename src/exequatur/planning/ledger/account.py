"""A debt account on a day: what is owed of each invoice and in all, in each money, with the statement line by line."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...corpus.errors import DataError
from ...law.book import Book
from ...logic.values import Span, iso
from .debts import Debt, Paid
from .entries import Entry, Ledger, Rate
from .keep import Keeper, Kept, Row
from .limitation import Limit, limitation
from .rates import Bearing, Open, bearing, known_until


class Line(msgspec.Struct, frozen=True):
    """A line of the statement; sums at the least and the greatest rates. `parts`: what went to each debt."""

    row: Row
    debit: Span
    credit: Span
    parts: tuple[tuple[str | None, Span, Span, Span], ...]
    owed: tuple[Span, Span, Span]
    balance: Span


class Document(msgspec.Struct, frozen=True):
    """An invoice on the day. `ends`: the debt at the least and the greatest rates; `open`: days without a known rate."""

    entry: Entry
    bearing: Bearing
    ends: tuple[Debt, Debt]
    due: int | None
    open: tuple[Open, ...]
    limit: Limit | None

    def sum(self, name: str) -> Span:
        """A sum of the debt at both ends, the lesser first."""
        return span(*(getattr(end, name) for end in self.ends))

    def paid(self, name: str) -> Span:
        """What was paid on a part of it."""
        return span(*(getattr(end.paid, name) for end in self.ends))

    @property
    def unknown(self) -> bool:
        """Whether it bears interest at a rate of which nothing is known."""
        return bool(self.open) and not self.ends[0].chunks


class Account(msgspec.Struct, frozen=True):
    """The account in one money."""

    currency: str
    documents: tuple[Document, ...]
    lines: tuple[Line, ...]
    apart: tuple[Debt, Debt]
    held: Span
    notes: frozenset[str]
    rules: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether some of the interest is not known."""
        return any(one.open for one in self.documents)


class Balance(msgspec.Struct, frozen=True):
    """All accounts of a ledger on a day; `later`: entries after it, which do not count."""

    ledger: Ledger
    on: int
    accounts: tuple[Account, ...]
    later: int
    claim: str | None


def balance(
    book: Book,
    ledger: Ledger,
    on: int,
    *,
    rate: Rate | None = None,
    assume_last_rate: bool = False,
    claim: str | None = None,
) -> Balance:
    """What is owed on a day. `rate`: of invoices for which the ledger states none; `claim`: the kind of claim, for limitation.
    Raises DataError naming file and line.
    """
    entries = [one for one in ledger.entries if one.day <= on]
    if not entries:
        raise DataError(
            f"on: {iso(on)} lies before the first entry ({iso(ledger.entries[0].day)}); ask for a later day",
            ledger.source,
        )
    accounts = [
        _account(book, ledger.source, _of(entries, currency, ledger), currency, on, rate, assume_last_rate, claim)
        for currency in ledger.currencies
        if any(one.currency == currency and one.amount is not None for one in entries)
    ]
    return Balance(ledger, on, tuple(accounts), len(ledger.entries) - len(entries), claim)


def _of(entries: Sequence[Entry], currency: str, ledger: Ledger) -> list[Entry]:
    """The entries that concern one money: its sums, what names an invoice in it, and what names none."""
    money = {one.document: one.currency for one in ledger.entries if one.kind == "invoice"}
    found = []
    for one in entries:
        of = money[one.invoice] if one.invoice else one.currency if one.amount is not None else None
        if of in (None, currency):
            found.append(one)
    return found


def _account(
    book: Book,
    source: str,
    entries: list[Entry],
    currency: str,
    on: int,
    rate: Rate | None,
    assume: bool,
    claim: str | None,
) -> Account:
    naming: dict[str | None, list[Entry]] = {}
    for one in entries:
        naming.setdefault(one.invoice, []).append(one)
    bearings = {
        one.document: bearing(book, source, one, naming.get(one.document, ()), rate, on, assume=assume)
        for one in entries
        if one.kind == "invoice" and one.document is not None
    }
    least = Keeper(book, source, bearings, 0).keep(entries, on)
    two = any(one.rate[0] != one.rate[1] for found in bearings.values() for one in found.segments)
    most = Keeper(book, source, bearings, 1).keep(entries, on) if two else least
    documents = []
    for low, high in zip(least.debts, most.debts, strict=True):
        assert low.entry is not None and low.bearing is not None
        concerned = [*naming.get(low.number, ()), *(one for one in naming.get(None, ()) if one.day >= low.entry.day)]
        documents.append(
            Document(
                low.entry,
                low.bearing,
                (low, high),
                low.bearing.due_on(on),
                _open(low, on),
                limitation(book, low, concerned, claim, on) if low.principal or high.principal else None,
            )
        )
    return Account(
        currency,
        tuple(documents),
        tuple(_lines(least, most)),
        (least.apart, most.apart),
        span(_held(least), _held(most)),
        frozenset(least.notes | most.notes),
        tuple(sorted(least.rules | most.rules)),
    )


def _held(kept: Kept) -> int:
    return sum(one.amount for one in kept.held)


def _open(debt: Debt, on: int) -> tuple[Open, ...]:
    """Days without a known rate on which something of the principal was open."""
    assert debt.bearing is not None
    last = on if debt.principal else debt.counted
    return known_until(debt.bearing, last) if debt.entry else ()


def span(*ends: int) -> Span:
    """The least and the greatest of two figures."""
    return min(ends), max(ends)


def _lines(least: Kept, most: Kept) -> list[Line]:
    """The lines of both ends as one statement, with what is owed after each."""
    rows = ({row.key: row for row in kept.rows} for kept in (least, most))
    low, high = rows
    owed = [[0, 0, 0, 0], [0, 0, 0, 0]]
    found: list[Line] = []
    for key in sorted(low.keys() | high.keys()):
        ends = low.get(key), high.get(key)
        for sums, row in zip(owed, ends, strict=True):
            if row is not None:
                _move(sums, row)
        row = ends[0] or ends[1]
        assert row is not None
        found.append(
            Line(
                row,
                span(*(one.debit if one else 0 for one in ends)),
                span(*(one.credit if one else 0 for one in ends)),
                _parts(*(one.paid if one else () for one in ends)),
                (span(*(one[0] for one in owed)), span(*(one[1] for one in owed)), span(*(one[2] for one in owed))),
                span(*(one[0] + one[1] + one[2] - one[3] for one in owed)),
            )
        )
    return found


def _move(owed: list[int], row: Row) -> None:
    """What a line does to costs, interest, principal and credit in hand."""
    part = {"cost": 0, "accrued": 1, "invoice": 2}.get(row.what)
    if part is not None:
        owed[part] += row.debit
    for one in row.paid:
        owed[0] -= one.costs
        owed[1] -= one.interest
        owed[2] -= one.principal
    owed[3] += row.credit - sum(one.total for one in row.paid)


def _parts(low: tuple[Paid, ...], high: tuple[Paid, ...]) -> tuple[tuple[str | None, Span, Span, Span], ...]:
    nothing = Paid(None)
    ends = [{one.document: one for one in paid} for paid in (low, high)]
    found = []
    for document in dict.fromkeys([one.document for one in (*low, *high)]):
        one, other = (end.get(document, nothing) for end in ends)
        found.append(
            (
                document,
                span(one.costs, other.costs),
                span(one.interest, other.interest),
                span(one.principal, other.principal),
            )
        )
    return tuple(found)
