"""Fees told: the figure, its working line by line, other figures, who pays and who bears it, what is not known."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import msgspec

from ..law.book import Book
from ..logic.values import EVER, Span, iso
from ..planning.money.costs import Cost
from ..planning.money.extent import Extent
from ..planning.money.fees import Fee, Row
from ..planning.money.sums import Exchange, digits_of, written
from .catalogue import Catalogue
from .citing import quoted

Told = dict[str, Any]


class _Sources(msgspec.Struct):
    """Of what only readers see, the sources."""

    sources: dict[str, dict[str, Any]]


def in_words(book: Book, span: Span, currency: str) -> str:
    """A sum as it stands in a sentence, exactly: CNY 12,400.00.

    An open end is three dots.
    """
    digits = digits_of(book, currency)

    def end(sum_: int) -> str:
        whole, point, rest = (written(sum_, digits) or "…").partition(".")
        return f"{int(whole):,}{point}{rest}" if whole != "…" else whole

    low, high = (end(one) for one in span)
    return f"{currency} {low}" if low == high else f"{currency} {low} to {high}"


def plain_sum(book: Book, span: Span | None, currency: str) -> str | Told | None:
    """A sum in major units; a span has two ends, an open end is null."""
    if span is None:
        return None
    low, high = (written(end, digits_of(book, currency)) for end in span)
    return low if span[0] == span[1] else {"from": low, "to": high}


def decimal(value: Fraction) -> str:
    """A fraction as a decimal where it is one, else as it is.

    >>> decimal(Fraction(3, 200)), decimal(Fraction(1, 3)), decimal(Fraction(10))
    ('0.015', '1/3', '10')
    """
    digits = next((n for n in range(16) if not (value * 10**n).denominator - 1), None)
    if digits is None:
        return str(value)
    return written(int(value * 10**digits), digits) or ""


def sources_of(book: Book, ids: tuple[str, ...]) -> list[Told]:
    """Sources with what they are."""
    known: dict[str, Told] = book.kept(
        "sources", None, lambda: msgspec.msgpack.decode(book.reading, type=_Sources).sources
    )
    return [{"source": id, "what": known.get(id, {}).get("what")} for id in ids]


def tell_exchange(catalogue: Catalogue, exchange: Exchange | None, source: str, target: str) -> Told | None:
    """A rate of exchange with whose it is; the program has none of its own."""
    if exchange is None:
        return None
    said = "exchange.parity" if exchange.parity else "exchange.not_parity"
    return {
        "from": source,
        "to": target,
        "rate": exchange.text,
        "day": iso(exchange.day) if exchange.day else None,
        "source": exchange.source,
        "central_parity": exchange.parity,
        "sentence": catalogue.text(
            said,
            source=source,
            target=target,
            rate=exchange.text,
            value=exchange.source,
            on=catalogue.day(exchange.day) if exchange.day else "",
        ),
    }


def tell_fee(book: Book, found: Fee) -> Told:
    """A fee as plain data."""
    catalogue = Catalogue(book)
    currency = found.currency
    notes = [catalogue.text(f"fee.note.{id}") for id in found.notes]
    if found.open_because:
        notes.insert(0, _open(book, catalogue, found))
    parts = [part.id for part in found.version.parts if found.least or part.flat is not None]
    return {
        "kind": found.kind,
        "title": catalogue.text(f"fee.kind.{found.kind}"),
        "amount": plain_sum(book, found.amount, found.amount_currency),
        "amount_currency": found.amount_currency if found.amount else None,
        "charged_on": plain_sum(book, found.charged, currency),
        "exchange": tell_exchange(catalogue, found.exchange, found.amount_currency, currency),
        "fee": plain_sum(book, found.fee, currency),
        "currency": currency,
        "parts": [
            {
                "part": part,
                "title": catalogue.text(f"fee.part.{part}"),
                "fee": plain_sum(book, _of(book, found, part), currency),
            }
            for part in parts
        ],
        "working": _working(catalogue, book, found),
        "alternatives": [
            {
                "id": one.id,
                "fee": plain_sum(book, one.fee, currency),
                "sentence": catalogue.text(f"fee.alternative.{one.id}"),
                "rule": one.rule,
                "confidence": one.confidence,
            }
            for one in found.alternatives
        ],
        "paid_by": catalogue.text(f"fee.paid.{found.version.paid_by}"),
        "borne_by": catalogue.text(f"fee.borne.{found.version.borne_by}"),
        "table": {"from": iso(found.version.since), "to": iso(found.version.until)},
        "cited": [quoted(book, book.rules[id], found.on) for id in found.rules],
        "sources": sources_of(book, found.sources),
        "confidence": found.confidence,
        "notes": notes,
    }


def _open(book: Book, catalogue: Catalogue, found: Fee, *, of_claim: bool = False) -> str:
    flat = sum(part.flat or 0 for part in found.version.parts) * 10 ** digits_of(book, found.currency)
    return catalogue.text(
        "cost.open.no_rate" if of_claim and found.open_because == "no_rate" else f"fee.open.{found.open_because}",
        value=in_words(book, (flat, flat), found.currency),
        since=catalogue.day(found.version.since),
        source=found.amount_currency,
        target=found.currency,
    )


def _of(book: Book, found: Fee, part: str) -> Span:
    """What one part comes to at both ends; where there is no figure, the flat part that is known."""
    if not found.least or not found.greatest:
        unit = 10 ** digits_of(book, found.currency)
        return (sum(one.flat or 0 for one in found.version.parts if one.id == part) * unit,) * 2
    low, high = (
        EVER if figure.fee >= EVER and not figure.rows else sum(row.fee for row in figure.rows if row.part == part)
        for figure in (found.least, found.greatest)
    )
    return low, high


def _working(catalogue: Catalogue, book: Book, found: Fee) -> list[Told]:
    if not found.least or not found.greatest:
        return []
    ends = [("least", found.least), ("greatest", found.greatest)]
    if found.charged is None or found.charged[0] == found.charged[1]:
        ends = [("", found.least)]
    return [
        {"end": end or None, **_row(catalogue, book, row, found.currency)}
        for end, figure in ends
        for row in figure.rows
    ]


def _row(catalogue: Catalogue, book: Book, row: Row, currency: str) -> Told:
    def sum_(value: int | None) -> str | None:
        return None if value is None else written(value, digits_of(book, currency))

    def words(value: int | None) -> str:
        return in_words(book, (value or 0,) * 2, currency)

    form = row.what
    if form == "band":
        form = "band_flat" if row.rate is None else "band_open" if row.up_to is None else "band"
    return {
        "part": row.part,
        "what": row.what,
        "above": sum_(row.above),
        "up_to": sum_(row.up_to),
        "share": sum_(row.share),
        "rate": None if row.rate is None else str(row.rate) if row.what == "times" else decimal(row.rate),
        "fee": sum_(row.fee),
        "sentence": catalogue.text(
            f"fee.row.{form}",
            above=words(row.above),
            up_to=words(row.up_to),
            share=words(row.share),
            rate=str(row.rate) if row.what == "times" else decimal((row.rate or Fraction(0)) * 100),
            value=words(row.fee),
        ),
    }


def tell_cost(book: Book, one: Cost) -> Told:
    """A cost of a procedure: a fee with its working, or a figure that somebody published."""
    catalogue = Catalogue(book)
    published = one.year is not None
    return {
        "id": one.id,
        "title": catalogue.text(f"{'cost.published' if published else 'fee.kind'}.{one.id}"),
        "figure": plain_sum(book, one.figure, one.currency),
        "currency": one.currency,
        "paid_by": catalogue.text(f"fee.paid.{one.paid_by}") if one.paid_by else None,
        "borne_by": catalogue.text(f"fee.borne.{one.borne_by}") if one.borne_by else None,
        "open": (
            catalogue.text(f"fee.open.{one.open_because}")
            if one.open_because in ("no_amount", "no_table_then")
            else _open(book, catalogue, one.working, of_claim=True)
            if one.open_because and one.working
            else None
        ),
        "alternatives": [
            {"id": id, "fee": plain_sum(book, span, one.currency), "sentence": catalogue.text(f"fee.alternative.{id}")}
            for id, span in one.others
        ],
        "published": one.year,
        "sources": sources_of(book, one.sources),
        "confidence": one.confidence,
    }


def tell_extent(book: Book, found: Extent, on: int) -> Told:
    """What of a title can be claimed."""
    catalogue = Catalogue(book)
    currency = found.currency or ""

    def told(span: Span | None) -> str | Told | None:
        return plain_sum(book, span, currency) if currency else None

    return {
        "currency": found.currency,
        "total": told(found.total),
        "paid": told(found.paid),
        "claimable": told(found.claimable),
        "left": told(found.left),
        "cuts": [
            {
                "part": cut.part,
                "sum": told(cut.sum),
                "discretion": cut.discretion,
                "sentence": catalogue.text(
                    f"extent.cut.{'may' if cut.discretion else 'must'}",
                    value=in_words(book, (cut.sum[1],) * 2 if cut.discretion else cut.sum, currency)
                    if currency
                    else catalogue.text("extent.unknown_sum"),
                ),
                "cited": quoted(book, book.rules[cut.rule], on),
            }
            for cut in found.cuts
        ],
    }
