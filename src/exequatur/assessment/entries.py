"""The lists of a claim: events with their proof, instalments, further respondents, exchange rates. Read strictly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from ..corpus.reader import line_of
from ..law.book import Book
from ..logic.values import EVER, Span, day, iso
from .fields import EARLIEST, LATEST, MOST_PLACES, ClaimError, Reading, quoted

if TYPE_CHECKING:
    from decimal import Decimal

T = TypeVar("T")
MOST = 500
_RATE = re.compile(r"\d{1,7}(\.\d{1,12})?", re.ASCII)


class Event(msgspec.Struct, frozen=True):
    """Something that happened to a period: on the title or on the debt behind it.

    `date` is a span; for an obstacle it is the first day, and `until` the last. `proof` says what shows it; None: nothing
    named.
    """

    kind: str
    of: str
    date: Span
    until: Span | None
    proof: str | None
    amount: int | None
    note: str | None


class Instalment(msgspec.Struct, frozen=True):
    """A payment that the title orders, by the day on which it falls due. `amount` in minor units."""

    due: Span
    amount: int | None


class Respondent(msgspec.Struct, frozen=True):
    """A respondent with the places that can found competence, as the claim names them."""

    name: str | None
    domicile_place: str | None
    residence_place: str | None
    property_places: tuple[str, ...]


class Rate(msgspec.Struct, frozen=True):
    """An exchange rate that the user gives: units of `quote` for one unit of `base`, of which day, from where."""

    base: str
    quote: str
    rate: Decimal
    on: int
    source: str


class Entries(msgspec.Struct, frozen=True):
    """All lists of a claim."""

    events: tuple[Event, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    respondents: tuple[Respondent, ...] = ()
    rates: tuple[Rate, ...] = ()


class _Item:
    """One entry of a list, with its place for errors."""

    def __init__(self, reading: Reading, book: Book, key: str, number: int, raw: Any, line: int | None) -> None:
        self.reading, self.book, self.key, self.number, self.raw, self.line = reading, book, key, number, raw, line

    def error(self, field: str | None, message: str) -> ClaimError:
        """An error at the place of `field`."""
        at = f"{self.key}[{self.number}]" + (f".{field}" if field else "")
        line = line_of(self.raw, field) if field and isinstance(self.raw, Mapping) else None
        return ClaimError(f"{at}: {message}", self.reading.source, line or self.line)

    def keys(self, *allowed: str) -> None:
        if not isinstance(self.raw, Mapping):
            raise self.error(None, f"must hold {', '.join(allowed)}")
        for key in self.raw:
            if key not in allowed:
                raise self.error(str(key)[:40], f"has no place here; allowed: {', '.join(allowed)}")

    def day(self, field: str, *, needed: bool = True) -> Span | None:
        value = self.raw.get(field)
        if value is None:
            if needed:
                raise self.error(
                    field, "is needed; write a day such as 2024-05-03, or 2024-05 or 2024 if no more is known"
                )
            return None
        try:
            found = day(str(value).strip())
        except ValueError:
            raise self.error(
                field, f"{quoted(value)} is not a date; write 2024-05-03, or 2024-05 or 2024 if no more is known"
            ) from None
        if found[0] < EARLIEST or found[1] > LATEST:
            raise self.error(field, f"{value} cannot be right; the year must be between 1900 and 2200")
        return found

    def text(self, field: str, *, needed: bool = False) -> str | None:
        value = self.raw.get(field)
        if value is None:
            if needed:
                raise self.error(field, "is needed")
            return None
        if isinstance(value, bool) or not isinstance(value, str | int) or len(str(value)) > 2000:
            raise self.error(field, "write it as text (at most 2,000 characters)")
        return str(value)

    def word(self, field: str, allowed: Mapping[str, object] | tuple[str, ...], default: str | None = None) -> str:
        value = self.raw.get(field, default)
        if value is None:
            raise self.error(field, f"is needed; write one of {', '.join(allowed)}")
        if isinstance(value, str) and value in allowed:
            return value
        from difflib import get_close_matches

        near = get_close_matches(str(value), list(allowed), 1, 0.6)
        hint = f"did you mean `{near[0]}`?" if near else f"write one of {', '.join(allowed)}"
        raise self.error(field, f"{quoted(value)} is not one of its values; {hint}")

    def amount(self, field: str) -> int | None:
        value = self.raw.get(field)
        if value is None:
            return None
        at = f"{self.key}[{self.number}].{field}"
        try:
            return self.reading.minor_units(at, value)
        except ClaimError as error:
            raise self.error(field, error.message.removeprefix(f"{at}: ")) from None


def read_entries(raw: Mapping[str, Any], reading: Reading, book: Book) -> Entries:
    """The lists of a claim. Raises ClaimError."""
    rates = _listed(raw, reading, book, "rates", _rate)
    _check_twice(rates, raw, reading)
    return Entries(
        _listed(raw, reading, book, "events", _event),
        _listed(raw, reading, book, "instalments", _instalment),
        _listed(raw, reading, book, "respondents", _respondent),
        rates,
    )


LISTS = tuple(Entries.__struct_fields__)


def _listed(
    raw: Mapping[str, Any], reading: Reading, book: Book, key: str, read: Callable[[_Item], T]
) -> tuple[T, ...]:
    form = raw.get(key)
    if form is None:
        return ()
    if not isinstance(form, list):
        raise ClaimError(f"{key}: must be a list; see docs/reference/claim-file.md", reading.source, line_of(raw, key))
    if len(form) > MOST:
        raise ClaimError(f"{key}: more than {MOST} entries; split the claim", reading.source, line_of(raw, key))
    return tuple(
        read(_Item(reading, book, key, number, item, line_of(form, number) or line_of(raw, key)))
        for number, item in enumerate(form)
    )


def _event(item: _Item) -> Event:
    item.keys("date", "from", "to", "kind", "of", "proof", "amount", "note")
    kinds = item.book.timing.events
    kind = kinds[item.word("kind", kinds)]
    of = item.word("of", ("title", "debt"), kind.of[0] if len(kind.of) == 1 else "title")
    if of not in kind.of:
        raise item.error("of", f"an event of kind `{kind.id}` concerns the {kind.of[0]}; write `of: {kind.of[0]}`")
    lasting = kind.effect == "suspends"
    if lasting and "date" in item.raw:
        raise item.error("date", "an obstacle lasts; write `from` and `to` (leave `to` out while it lasts)")
    for field in () if lasting else ("from", "to"):
        if field in item.raw:
            raise item.error(field, f"an event of kind `{kind.id}` is of one day; write `date`")
    start = item.day("from" if lasting else "date")
    until = (item.day("to", needed=False) or (start[0] if start else 0, EVER)) if lasting else None
    assert start is not None
    if until is not None and start[0] > until[1]:
        raise item.error("to", "the end lies before the start; correct one of them")
    return Event(kind.id, of, start, until, item.text("proof"), item.amount("amount"), item.text("note"))


def _instalment(item: _Item) -> Instalment:
    item.keys("due", "amount")
    due = item.day("due")
    assert due is not None
    return Instalment(due, item.amount("amount"))


def _respondent(item: _Item) -> Respondent:
    item.keys("name", "domicile_place", "residence_place", "property_places")
    places = item.raw.get("property_places") or []
    if not isinstance(places, list) or not all(_is_place(place) for place in places):
        raise item.error("property_places", "must be a list of places")
    if len(places) > MOST_PLACES:
        raise item.error("property_places", f"more than {MOST_PLACES} places; name those that matter most")
    return Respondent(
        item.text("name"),
        item.text("domicile_place"),
        item.text("residence_place"),
        tuple(str(place) for place in places),
    )


def _is_place(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _rate(item: _Item) -> Rate:
    from decimal import Decimal

    item.keys("from", "to", "rate", "on", "source")
    base, quote = (str(item.word(field, item.book.currencies)) for field in ("from", "to"))
    if base == quote:
        raise item.error("to", f"{quote} is the currency of `from` as well; correct one of them")
    stated = item.raw.get("rate")
    if isinstance(stated, bool) or not _RATE.fullmatch(str(stated).strip()):
        raise item.error(
            "rate", f"{quoted(stated)} is not a rate; write how many {quote} one {base} is worth, as 7.1234"
        )
    rate = Decimal(str(stated).strip())
    if not Decimal(0) < rate < Decimal(10**7):
        raise item.error("rate", f"{rate} cannot be right; write how many {quote} one {base} is worth")
    on = item.day("on")
    assert on is not None
    if on[0] != on[1]:
        raise item.error("on", "a rate is of one day; write it as 2026-11-24")
    source = str(item.text("source", needed=True)).strip()
    if not source:
        raise item.error("source", "is needed; write who published the rate")
    return Rate(base, quote, rate, on[0], source)


def _check_twice(rates: tuple[Rate, ...], raw: Mapping[str, Any], reading: Reading) -> None:
    """Of two rates of one day nobody can say which one counts."""
    seen: dict[tuple[str, str, int], int] = {}
    for number, rate in enumerate(rates):
        first = seen.setdefault((rate.base, rate.quote, rate.on), number)
        if first != number:
            form = raw["rates"]
            raise ClaimError(
                f"rates[{number}]: a rate from {rate.base} to {rate.quote} of {iso(rate.on)} stands in rates[{first}] "
                "already; keep one",
                reading.source,
                line_of(form, number) or line_of(raw, "rates"),
            )
