"""One invoice of a debt account told: what is owed of it, the working of its interest, what is not known, limitation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..law.book import Book
from ..logic.values import EVER, Span, iso, iso_span
from ..planning.ledger.account import Document
from ..planning.ledger.debts import Chunk
from ..planning.ledger.entries import Rate
from ..planning.ledger.limitation import OPEN, Limit
from ..planning.ledger.rates import Asked, Open
from ..planning.money.accrual import Stretch
from ..planning.money.sums import rounded_rows
from .catalogue import Catalogue
from .money import decimal, plain_sum

Told = dict[str, Any]


class Owed:
    """Tells the invoices of one account."""

    def __init__(self, book: Book, currency: str, on: int) -> None:
        self.book, self.currency, self.on = book, currency, on
        self.catalogue = Catalogue(book)

    def _sum(self, span: Span | None) -> str | Told | None:
        return plain_sum(self.book, span, self.currency)

    def _words(self, span: Span) -> str:
        return self.catalogue.amount(span, self.currency)

    def _day(self, ordinal: int) -> str:
        return self.catalogue.day(ordinal)

    def document(self, one: Document) -> Told:
        """An invoice on the day."""
        low, high = one.sum("open")
        due = one.due
        return {
            "document": one.entry.document,
            "line": one.entry.line,
            "date": iso(one.entry.day),
            "due": iso(due) if due is not None else None,
            "moved": len(one.bearing.dues) > 1,
            "days_overdue": None if due is None or not (high or one.open) else max(self.on - due, 0),
            "amount": self._sum((one.entry.amount or 0,) * 2),
            "credited": self._sum(one.sum("credited")),
            "charged_interest": None if one.unknown else self._sum(one.sum("booked")),
            "charged_costs": self._sum(one.sum("charged_costs")),
            "paid": {
                "total": self._sum(one.paid("total")),
                "costs": self._sum(one.paid("costs")),
                "interest": self._sum(one.paid("interest")),
                "principal": self._sum(one.paid("principal")),
            },
            "principal": self._sum(one.sum("principal")),
            "interest": None if one.unknown else self._sum(one.sum("interest")),
            "costs": self._sum(one.sum("costs")),
            "balance": self._sum((low, EVER if one.open else high)),
            "rate": [self._rate(since, rate, one.bearing.year) for since, rate in one.bearing.rates],
            "working": list(self._working(one)),
            "open": [self._open(gap) for gap in one.open],
            "caps": [self._cap(cap) for cap in one.bearing.caps],
            "limitation": None if one.limit is None else self._limit(one.limit),
        }

    def _rate(self, since: int, rate: Rate | None, year: str) -> Told:
        kind = rate.kind if rate else "unknown"
        percent = decimal(rate.share * 100) if rate and rate.kind == "agreed" else None
        return {
            "kind": None if rate is None else kind,
            "percent": percent,
            "from": iso(since),
            "sentence": self.catalogue.text(f"ledger.rate.{kind}", rate=percent or "", year=year),
        }

    def _working(self, one: Document) -> Iterator[Told]:
        low, high = (list(_merged(debt.chunks)) for debt in one.ends)
        two = any(stretch.rate[0] != stretch.rate[1] for _, stretch in (*low, *high)) or _days(low) != _days(high)
        for end, merged in (("least", low), ("greatest", high)) if two else (("", low),):
            at = 1 if end == "greatest" else 0
            sums = rounded_rows(stretch.earns[at] for _, stretch in merged)
            for (principal, stretch), value in zip(merged, sums, strict=True):
                rate = decimal(stretch.rate[at] * 100)
                yield {
                    "end": end or None,
                    "from": iso(stretch.since),
                    "to": iso(stretch.until),
                    "days": stretch.days,
                    "principal": self._sum((principal, principal)),
                    "rate": rate,
                    "year": stretch.year,
                    "interest": self._sum((value, value)),
                    "assumed": stretch.assumed,
                    "confidence": stretch.confidence,
                    "sentence": self.catalogue.counted(
                        "ledger.row",
                        stretch.days,
                        since=self._day(stretch.since),
                        until=self._day(stretch.until),
                        rate=rate,
                        year=stretch.year or "",
                        principal=self._words((principal, principal)),
                        value=self._words((value, value)),
                    ),
                }

    def _open(self, gap: Open) -> Told:
        return {
            "why": gap.why,
            "from": iso(gap.since),
            "to": iso(gap.until),
            "sentence": self.catalogue.text(
                f"ledger.open.{gap.why}", since=self._day(gap.since), until=self._day(gap.until)
            ),
        }

    def _cap(self, cap: Asked) -> Told:
        agreed, limit = decimal(cap.agreed * 100), decimal(cap.limit * 100)
        return {
            "rule": cap.rule,
            "agreed": agreed,
            "above": limit,
            "sentence": self.catalogue.text(f"ledger.cap.{cap.above}", rate=agreed, value=limit),
        }

    def _limit(self, limit: Limit) -> Told:
        end, id = limit.run.end, f"ledger.limit.{limit.status}"
        if limit.status == OPEN and limit.safe is not None and limit.safe < end[0]:
            id = f"{id}.safe"
        on = self._day(limit.safe) if limit.safe is not None else ""
        return {
            "rule": limit.rule.id,
            "last_day": iso_span(end),
            "safe_day": iso(limit.safe) if limit.safe is not None else None,
            "status": limit.status,
            "events": [
                {
                    "date": iso(met.event.date[0]),
                    "kind": met.event.kind,
                    "name": self.catalogue.text(f"practice.events.{met.event.kind}.name"),
                    "did": met.did,
                }
                for met in limit.run.met
            ],
            "sentence": self.catalogue.text(id, value=self.catalogue.span(end), on=on),
        }


def _merged(chunks: list[Chunk]) -> Iterator[tuple[int, Stretch]]:
    """Principals with their days; days that go on at the same rate are one."""
    held: tuple[int, Stretch] | None = None
    for chunk in chunks:
        new = chunk.principal, chunk.stretch
        if held is not None and _goes_on(held, new):
            held = held[0], _joined(held[1], new[1])
            continue
        if held is not None:
            yield held
        held = new
    if held is not None:
        yield held


def _days(merged: list[tuple[int, Stretch]]) -> list[tuple[int, int, int]]:
    return [(principal, stretch.since, stretch.until) for principal, stretch in merged]


def _goes_on(before: tuple[int, Stretch], after: tuple[int, Stretch]) -> bool:
    """Whether a stretch goes on at the same rate on the same principal."""
    (principal, one), (other_principal, other) = before, after
    return (principal, one.rate, one.year, one.until + 1, one.assumed, one.confidence) == (
        other_principal,
        other.rate,
        other.year,
        other.since,
        other.assumed,
        other.confidence,
    )


def _joined(one: Stretch, other: Stretch) -> Stretch:
    return Stretch(
        one.since,
        other.until,
        one.days + other.days,
        one.rate,
        one.per,
        one.year,
        (one.earns[0] + other.earns[0], one.earns[1] + other.earns[1]),
        one.confidence,
        one.assumed,
    )
