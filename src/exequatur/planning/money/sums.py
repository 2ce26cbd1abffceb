"""Sums, rounding and conversion. A sum is a span of whole minor units; between them stand fractions, never floats."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from fractions import Fraction

import msgspec

from ...corpus.errors import DataError
from ...law.book import Book
from ...logic.values import EVER, Span
from .tables import money

_DECIMAL = re.compile(r"(\d{1,15})(?:\.(\d{1,12}))?", re.ASCII)
_HIGHEST_RATE = 10**7
_HIGHEST_PERCENT = 10**4


def digits_of(book: Book, currency: str) -> int:
    """How many decimals a currency has. Raises DataError for a code that is none."""
    code = currency.strip().upper()
    if code not in book.currencies:
        near = get_close_matches(code, book.currencies, 1, 0.6)
        hint = f"did you mean {near[0]}?" if near else "write three letters such as CNY or USD (ISO 4217)"
        raise DataError(f'currency: "{currency[:20]}" is not a currency; {hint}')
    return book.currencies[code]


def read_sum(book: Book, field: str, text: str | int, currency: str) -> Span:
    """A sum in major units, or two of them joined by two dots, in minor units. Raises DataError naming `field`."""
    words = str(text).strip()
    least, dots, most = words.partition("..")
    low = _sum(book, field, least, currency)
    high = _sum(book, field, most, currency) if dots else low
    if high < low:
        raise DataError(f"{field}: {most} is less than {least}; write the lower sum first")
    return low, high


def _sum(book: Book, field: str, text: str, currency: str) -> int:
    digits = digits_of(book, currency)
    if text.startswith("-"):
        raise DataError(f"{field}: {text[:30]} is negative; a sum is zero or more")
    match = _DECIMAL.fullmatch(text)
    if not match:
        raise DataError(f'{field}: "{text[:30]}" is not a sum; write it as 1200000.00, without separators')
    if len(match[2] or "") > digits:
        raise DataError(f"{field}: {text[:30]} has more decimals than {currency.upper()}, which has {digits}")
    return int(match[1] + (match[2] or "").ljust(digits, "0"))


def read_percent(field: str, text: str | int) -> Fraction:
    """A rate in per cent a year, as a fraction of one. Raises DataError naming `field`."""
    percent = _number(field, text, "write per cent a year, such as 4.5")
    if percent > _HIGHEST_PERCENT:
        raise DataError(f"{field}: {str(text)[:30]} cannot be right; write per cent a year, such as 4.5")
    return percent / 100


def _number(field: str, text: str | int, remedy: str) -> Fraction:
    words = str(text).strip()
    if words.startswith("-"):
        raise DataError(f"{field}: {words[:30]} is negative; {remedy}")
    match = _DECIMAL.fullmatch(words)
    if not match:
        raise DataError(f'{field}: "{words[:30]}" is not a number; {remedy}')
    return Fraction(words)


def rounded(value: Fraction) -> int:
    """The nearest whole number, halves up.

    >>> rounded(Fraction(5, 2)), rounded(Fraction(7, 3))
    (3, 2)
    """
    return (value + Fraction(1, 2)).__floor__()


def rounded_rows(values: Iterable[Fraction]) -> list[int]:
    """Whole numbers for `values` whose sum is the rounded sum of the values.

    >>> rounded_rows([Fraction(1, 2), Fraction(1, 2), Fraction(1, 3)])
    [1, 0, 0]
    """
    total, before, rows = Fraction(0), 0, []
    for value in values:
        total += value
        rows.append(rounded(total) - before)
        before += rows[-1]
    return rows


def written(sum_: int, digits: int) -> str | None:
    """A sum in major units, None for an open end.

    >>> written(123456, 2), written(-5, 2), written(7, 0)
    ('1234.56', '-0.05', '7')
    """
    if abs(sum_) >= EVER:
        return None
    whole, rest = divmod(abs(sum_), 10**digits)
    return f"{'-' if sum_ < 0 else ''}{whole}" + (f".{rest:0{digits}d}" if digits else "")


class Exchange(msgspec.Struct, frozen=True):
    """A rate of exchange as somebody gave it: units of the other currency for one, with its day and source."""

    rate: Fraction
    text: str
    day: int | None
    source: str | None
    parity: bool
    """Whether the source is one of those who publish the central parity."""


def read_exchange(
    book: Book, rate: str | int | None, on: int | None, source: str | None, *, field: str = "rate"
) -> Exchange | None:
    """A rate of exchange, None where none is given. Raises DataError naming `field`."""
    if rate is None:
        if on is not None or source is not None:
            raise DataError(f"{field}: its day or source is given, but not the rate; add --{field}")
        return None
    value = _number(field, rate, "write how many units one unit of the other currency is worth, such as 7.1234")
    if not 0 < value < _HIGHEST_RATE:
        raise DataError(f"{field}: a rate of exchange is more than zero and less than {_HIGHEST_RATE}")
    if on is None or not (source or "").strip():
        raise DataError(
            f"{field}: a rate of exchange needs its day and its source; add --{field}-day and --{field}-source"
        )
    names = {name.casefold() for name in money(book).interest.conversion.parity_sources}
    assert source is not None
    words = source.casefold()
    parity = any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) or (not name.isascii() and name in words) for name in names
    )
    return Exchange(value, str(rate).strip(), on, source, parity)


def convert(book: Book, amount: Span, source: str, target: str, exchange: Exchange) -> Span:
    """`amount` in the currency `target`, rounded to its minor unit; open ends stay open."""
    scale = Fraction(10) ** (digits_of(book, target) - digits_of(book, source))

    def end(sum_: int) -> int:
        made = sum_ if abs(sum_) >= EVER else rounded(sum_ * exchange.rate * scale)
        if made >= EVER > sum_:
            raise DataError(
                f"rate: {exchange.text} makes more of the sum than can be counted here; correct the rate or the sum"
            )
        return made

    return end(amount[0]), end(amount[1])
