"""Interest told: the figure, a line per rate, what stays open, other figures, what was assumed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..law.book import Book
from ..logic.values import Span, iso
from ..planning.money.accrual import Stretch
from ..planning.money.interest import Interest
from ..planning.money.sums import digits_of, rounded
from .catalogue import Catalogue
from .citing import quoted
from .money import decimal, in_words, plain_sum, sources_of, tell_exchange

Told = dict[str, Any]


def tell_interest(book: Book, found: Interest) -> Told:
    """Interest as plain data."""
    catalogue = Catalogue(book)
    terms, currency = found.terms, found.terms.currency
    return {
        "kind": terms.kind,
        "title": catalogue.text(f"interest.kind.{terms.kind}"),
        "principal": plain_sum(book, terms.principal, currency),
        "from": iso(terms.since),
        "to": iso(terms.until) if terms.until is not None else None,
        "counted_to": iso(found.until),
        "count": found.count,
        "basis": found.year,
        "days": found.run.days,
        "interest": plain_sum(book, found.interest, currency),
        "currency": currency,
        "per_day": _per_day(book, found),
        "working": [_stretch(book, catalogue, one, currency) for one in found.run.stretches],
        "open": [
            {
                "from": iso(low),
                "to": iso(high),
                "days": high - low + 1,
                "sentence": catalogue.text(
                    f"interest.open.{reason}", since=catalogue.day(low), until=catalogue.day(high)
                ),
            }
            for (low, high), reason in found.open
        ],
        "alternatives": [
            {
                "id": one.id,
                "days": one.days,
                "interest": plain_sum(book, one.interest, currency),
                "sentence": catalogue.text(f"interest.alternative.{one.id}"),
            }
            for one in found.alternatives
        ],
        "converted": _converted(book, catalogue, found),
        "cited": [quoted(book, book.rules[id], terms.on) for id in found.rules],
        "sources": sources_of(book, found.sources),
        "confidence": found.confidence,
        "notes": [catalogue.text(f"interest.count.{found.count}"), *(_note(catalogue, *note) for note in found.notes)],
    }


def _note(catalogue: Catalogue, id: str, values: dict[str, Any]) -> str:
    """A note; a day among its values is put into words."""
    words = {key: catalogue.day(value) if key == "on" else value for key, value in values.items()}
    return catalogue.text(f"interest.note.{id}", **words)


def _per_day(book: Book, found: Interest) -> str | Told | None:
    """What a further day adds, in major units with four decimals more than the currency has."""
    if found.per_day is None:
        return None
    digits = digits_of(book, found.terms.currency)
    low, high = (decimal(Fraction(rounded(end * 10**4), 10 ** (digits + 4))) for end in found.per_day)
    return low if low == high else {"from": low, "to": high}


def _stretch(book: Book, catalogue: Catalogue, one: Stretch, currency: str) -> Told:
    rates = [decimal(end * 100) for end in one.rate]
    rate: str | Told = rates[0] if rates[0] == rates[1] else {"from": rates[0], "to": rates[1]}
    return {
        "from": iso(one.since),
        "to": iso(one.until),
        "days": one.days,
        "rate": rate,
        "per": one.per,
        "year": one.year,
        "interest": plain_sum(book, one.interest, currency),
        "assumed": one.assumed,
        "confidence": one.confidence,
        "sentence": catalogue.text(
            f"interest.row.{'assumed' if one.assumed else one.per}",
            since=catalogue.day(one.since),
            until=catalogue.day(one.until),
            n=one.days,
            rate=rates[0] if rates[0] == rates[1] else catalogue.text("span.rates", value=rates[0], on=rates[1]),
            year=one.year or "",
            value=in_words(book, one.interest, currency),
        ),
    }


def _converted(book: Book, catalogue: Catalogue, found: Interest) -> Told | None:
    made = found.converted
    if made is None:
        return None
    said = "interest.converted.on_its_day" if made.on_its_day else "interest.converted.other_day"

    def words(span: Span) -> str:
        return in_words(book, span, made.currency)

    return {
        "currency": made.currency,
        "principal": plain_sum(book, made.principal, made.currency),
        "interest": plain_sum(book, made.interest, made.currency),
        "exchange": tell_exchange(catalogue, made.exchange, found.terms.currency, made.currency),
        "day_of_the_rule": iso(made.wanted_day),
        "sentence": catalogue.text(
            said, value=words(made.interest), principal=words(made.principal), on=catalogue.day(made.wanted_day)
        ),
    }
