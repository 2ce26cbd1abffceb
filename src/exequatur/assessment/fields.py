"""The values of a claim, converted strictly: every doubt is an error that names the field and the remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ..corpus.errors import DataError
from ..corpus.reader import line_of
from ..law.book import Book, FactInfo
from ..logic.values import EVER, Span, Value, day

#: The day asked about: set by the question, never by the claim.
ASKED = "ruling_date"
HEAD = ("id", "title", "requested")
MOST_PLACES = 50
_AMOUNT = re.compile(r"\d{1,15}(\.\d{1,3})?", re.ASCII)
_SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}|FED")
EARLIEST, LATEST = day("1900")[0], day("2200")[1]


class ClaimError(DataError):
    """A claim that cannot be read: what is wrong, in which file, line and field, and the remedy."""


class Reading:
    """The conversions, with the place of the value at hand for errors."""

    def __init__(self, raw: Any, book: Book, source: Path | str | None, minor_units: bool) -> None:
        self._raw, self._book, self.source, self._minor = raw, book, source, minor_units

    def error(self, key: str, message: str) -> ClaimError:
        """An error at the place of `key`."""
        return ClaimError(f"{key}: {message}", self.source, line_of(self._raw, key))

    def unknown(self, key: object) -> ClaimError:
        """An unknown fact, with the nearest one."""
        from difflib import get_close_matches

        near = get_close_matches(str(key), [*self._book.facts, *HEAD, "particulars"], 1, 0.6)
        hint = f"; did you mean `{near[0]}`?" if near else "; `exequatur claim new` lists the facts"
        return ClaimError(
            f"unknown fact `{str(key)[:80]}`{hint}",
            self.source,
            line_of(self._raw, key) if isinstance(key, str) else None,
        )

    def text(self, key: str, value: object) -> str:
        """A text fact."""
        if isinstance(value, str | int) and not isinstance(value, bool) and len(str(value)) <= 2000:
            return str(value)
        raise self.error(key, "write it as text (at most 2,000 characters)")

    def truth(self, info: FactInfo, value: object) -> Value:
        """A truth: true or false and nothing else."""
        if isinstance(value, bool):
            return value
        raise self.error(
            info.id,
            f"{quoted(value)} is neither true nor false; write true or false, or leave it out if it is not known",
        )

    def date(self, info: FactInfo, value: object) -> Value:
        """A date, or an interval of dates."""
        if isinstance(value, Mapping):
            if set(value) - {"from", "to"} or not value:
                raise self.error(info.id, "an uncertain date is written {from: 2014-01-01, to: 2014-12-31}")
            lo = self._day(info, value.get("from"))[0] if value.get("from") is not None else -EVER
            hi = self._day(info, value.get("to"))[1] if value.get("to") is not None else EVER
            if lo > hi:
                raise self.error(info.id, "`from` is after `to`; exchange them")
            return lo, hi
        return self._day(info, value)

    def _day(self, info: FactInfo, value: object) -> Span:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            raise self.error(
                info.id, f"{quoted(value)} is not a date; write 2015-07-24, or 2015-07 or 2015 if no more is known"
            )
        try:
            found = day(value.strip())
        except ValueError as error:
            why = str(error) if "not a date" not in str(error) else f"{quoted(value)} is not a date"
            raise self.error(info.id, f"{why}; write 2015-07-24, or 2015-07 or 2015 if no more is known") from None
        if found[0] < EARLIEST or found[1] > LATEST:
            raise self.error(info.id, f"{value} cannot be right; the year must be between 1900 and 2200")
        return found

    def amount(self, info: FactInfo, value: object) -> Value:
        """A sum in minor units, or an interval."""
        if isinstance(value, Mapping) and value and not set(value) - {"from", "to"}:
            lo = self._sum(info, value["from"]) if value.get("from") is not None else 0
            hi = self._sum(info, value["to"]) if value.get("to") is not None else EVER
            if lo > hi:
                raise self.error(info.id, "`from` is more than `to`; exchange them")
            return lo, hi
        exact = self._sum(info, value)
        return exact, exact

    def _sum(self, info: FactInfo, value: object) -> int:
        return self.minor_units(info.id, value)

    def minor_units(self, key: str, value: object) -> int:
        """One sum in minor units of the claim's currency."""
        if self._minor:
            if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
                return value
            raise self.error(key, f"{quoted(value)} is not a whole number of minor units")
        currency = self._raw.get("currency")
        if currency is None:
            raise self.error(key, "an amount needs its currency; add a line such as `currency: USD`")
        if not isinstance(currency, str) or currency not in self._book.currencies:
            raise self.error(
                "currency", f"{quoted(currency)} is not a currency code; write three letters such as USD, EUR or CNY"
            )
        if isinstance(value, bool) or not isinstance(value, str | int) or not _AMOUNT.fullmatch(str(value).strip()):
            raise self.error(key, f"{quoted(value)} is not an amount; write 1200000.00 and the currency in `currency`")
        digits: int = self._book.currencies[currency]
        whole, _, part = str(value).strip().partition(".")
        if part.rstrip("0")[digits:]:
            raise self.error(key, f"{value} has more than {digits} decimals, which {currency} does not have")
        scale: int = 10**digits
        return int(whole) * scale + int(part[:digits].ljust(digits, "0") or "0")

    def count(self, info: FactInfo, value: object) -> Value:
        """A whole number."""
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
            return value, value
        raise self.error(info.id, f"{quoted(value)} is not a whole number")

    def code(self, info: FactInfo, value: object) -> Value:
        """A code, or a list of what it can still be."""
        items = value if isinstance(value, list | tuple) else [value]
        if not items:
            raise self.error(info.id, "the list is empty; leave the fact out if it is not known")
        if "division" in (info.codes or "") and len(items) > MOST_PLACES:
            raise self.error(info.id, f"more than {MOST_PLACES} places; leave the fact out if it is not known")
        return frozenset(self._code(info, item) for item in items)

    def _code(self, info: FactInfo, value: object) -> str:
        if isinstance(value, int) and not isinstance(value, bool) and info.codes and "division" in info.codes:
            value = str(value)
        if not isinstance(value, str):
            raise self.error(info.id, f"{quoted(value)} is not one of its values{self._allowed(info)}")
        if info.values:
            if value in info.values:
                return value
            from difflib import get_close_matches

            near = get_close_matches(value, info.values, 1, 0.6)
            raise self.error(
                info.id,
                f"{quoted(value)} is not one of its values"
                + (f"; did you mean `{near[0]}`?" if near else self._allowed(info)),
            )
        return self._standard(info, value)

    def _allowed(self, info: FactInfo) -> str:
        return f"; write one of {', '.join(info.values)}" if info.values else ""

    def _standard(self, info: FactInfo, value: str) -> str:
        """A code of an outside standard."""
        codes = info.codes or ""
        if "3166-1" in codes:
            if value in self._book.territories:
                return value
            raise self.error(info.id, f"{quoted(value)} is not a state or territory code{self._nearest_state(value)}")
        if "3166-2" in codes and not _SUBDIVISION.fullmatch(value):
            raise self.error(info.id, f"{quoted(value)} is not a code such as US-CA, or FED for a federal court")
        if "4217" in codes and value not in self._book.currencies:
            raise self.error(
                info.id, f"{quoted(value)} is not a currency code; write three letters such as USD, EUR or CNY"
            )
        if len(value) > 200:
            raise self.error(info.id, "too long for a place")
        return value

    def _nearest_state(self, value: str) -> str:
        if value.upper() in self._book.territories:
            return f"; write {value.upper()}"
        found = self._book.nearest_state(value)
        return (
            f"; did you mean {found} ({self._book.state_name(found)})?"
            if found
            else "; write two letters such as US, GB or SG (ISO 3166-1)"
        )


READERS: dict[str, Callable[[Reading, FactInfo, object], Value]] = {
    "truth": Reading.truth,
    "date": Reading.date,
    "amount": Reading.amount,
    "count": Reading.count,
    "code": Reading.code,
}


def quoted(value: object) -> str:
    """What was written, shortened, for an error message."""
    text = value if isinstance(value, str) else msgspec.json.encode(value, enc_hook=str).decode()
    return f'"{text[:60]}"'
