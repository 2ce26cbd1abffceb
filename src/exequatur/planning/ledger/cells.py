"""What stands in a cell: a day, a sum, a rate. What can be read in two ways is refused with what to write instead."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from fractions import Fraction

from ...corpus.errors import DataError
from ...law.book import Book
from ..money.sums import digits_of, read_sum
from .entries import Rate
from .words import words

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]00:00(?::00)?)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_EIGHT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})", re.ASCII)
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]", re.ASCII)
_PART = re.compile(r"\d{4}([-/.年]\d{1,2}月?)?年?", re.ASCII)
_SERIAL = re.compile(r"\d{5}(\.\d+)?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(,\d{3}){1,5}(\.\d{1,12})?", re.ASCII)
_NUMBER = re.compile(r"\d{1,4}(\.\d{1,8})?", re.ASCII)
_OTHER_TIME = ("day", "month", "日", "月", "天", "万分", "千分", "‰")
_A_YEAR = re.compile(r"(p\.?a\.?|per ?(year|annum)|a year|/ ?(year|年)|年|每年)$")
_LEAST, _MOST = 1900, 2200
WRITE_DAY = "write 2024-05-03"
WRITE_SUM = "write 1200.00, with the currency in its own column"
WRITE_RATE = "write per cent a year such as 6%, or none, sales-default or lpr"
Problem = DataError
"""The errors of this module have no place yet; the reader adds line and column."""


def folded(text: str) -> str:
    """A text without what makes no difference: width, case, blanks around and doubled."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def read_day(text: str) -> int:
    """One day. Raises DataError."""
    plain = folded(text).replace("t00:00", "T00:00")
    found = _YEAR_FIRST.fullmatch(plain) or _EIGHT.fullmatch(plain) or _CHINESE.fullmatch(plain.replace(" ", ""))
    if found:
        return _day(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.fullmatch(plain):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first <= 12 and second <= 12 and first != second:
            raise Problem(
                f'"{text[:40]}" can be {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}; {WRITE_DAY}'
            )
        day, month = (first, second) if second <= 12 else (second, first)
        return _day(text, year, month, day)
    if _PART.fullmatch(plain):
        raise Problem(f'"{text[:40]}" is not one day; {WRITE_DAY}')
    if _SERIAL.fullmatch(plain):
        raise Problem(f'"{text[:40]}" is the number of a day in a spreadsheet; give the column the format of a date')
    raise Problem(f'"{text[:40]}" is not a day; {WRITE_DAY}')


def _day(text: str, year: int, month: int, day: int) -> int:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Problem(f'"{text[:40]}" is not a day: {error}; {WRITE_DAY}') from None
    if not _LEAST <= year < _MOST:
        raise Problem(f'"{text[:40]}" cannot be right; the year must be between {_LEAST} and {_MOST}')
    return found.toordinal()


def read_currency(book: Book, text: str) -> str:
    """The code of a currency. Raises DataError."""
    code = folded(text).upper()
    digits_of(book, code)
    return code


def read_amount(book: Book, text: str, currency: str) -> int:
    """A sum of more than zero, in minor units. Raises DataError."""
    plain = folded(text)
    if plain.startswith(("-", "−", "(")) and any(mark.isdigit() for mark in plain):
        raise Problem(f'"{text[:40]}" is less than nothing; write sums without a sign: the kind says which way they go')
    if ".." in plain:
        raise Problem(f'"{text[:40]}" is not one sum; {WRITE_SUM}')
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    elif "," in plain or not plain.replace(".", "", 1).isascii() or not plain.replace(".", "", 1).isdigit():
        raise Problem(f'"{text[:40]}" is not a sum; {WRITE_SUM}')
    try:
        return read_sum(book, "sum", plain, currency)[0]
    except DataError as error:
        raise Problem(f"{error.message.removeprefix('sum: ')}; {WRITE_SUM}") from None


def read_rate(text: str) -> Rate:
    """A rate. Raises DataError."""
    plain = folded(text)
    for kind, names in words().rates.items():
        if re.sub(r"[\s_]", "", plain) in names:
            return Rate(kind)  # type: ignore[arg-type]
    if any(sign in plain for sign in _OTHER_TIME):
        raise Problem(f'"{text[:40]}" is not a rate a year; {WRITE_RATE}')
    bare = _A_YEAR.sub("", plain).strip()
    percent = bare.endswith("%")
    figures = bare.removesuffix("%").strip().removeprefix("年利率").strip()
    if not _NUMBER.fullmatch(figures):
        raise Problem(f'"{text[:40]}" is not a rate; {WRITE_RATE}')
    share = Fraction(figures)
    if not percent and 0 < share < 1:
        raise Problem(f'"{text[:40]}" can be {figures} % or {share * 100} %; {WRITE_RATE}')
    if share > 1000:
        raise Problem(f'"{text[:40]}" cannot be right; {WRITE_RATE}')
    return Rate("agreed", share / 100) if share else Rate("none")
