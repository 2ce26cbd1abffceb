"""A catalogue of messages by id, and how values are written in it. English is written by hand here, so that the engine
needs nothing more; other languages write days, numbers and plurals by babel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from ..law.book import Book
from ..logic.values import EVER, Span, Value
from .tree import Run, Sentence, together

_PLACE = re.compile(r"\{(\w+)\}")
_ARTICLES = re.compile(r"\d+(-\d+)?(, \d+(-\d+)?)*")
_ITEM = re.compile(r"(\d+)\((\d+)\)")
_ISOLATE, _END = "\u2068", "\u2069"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Catalogue:
    """The catalogue of a book, in the language of its messages. A text is looked up by id and its named places are filled;
    there is no other formatting.
    """

    def __init__(self, book: Book) -> None:
        self._messages: Mapping[str, str] = book.messages
        self._book = book
        self.language = book.language
        self.direction: Literal["ltr", "rtl"] = "ltr" if book.language == "en" else self._locale.text_direction

    def has(self, id: str) -> bool:
        """Whether there is a message of that id."""
        return id in self._messages

    def text(self, id: str, **values: object) -> str:
        """The message `id` with its places filled. A missing message is shown as its id in angle brackets, never passed
        over.
        """
        message = self._messages.get(id)
        if message is None:
            return f"⟨{id}⟩"
        return _PLACE.sub(lambda place: self._apart(str(values.get(place[1], place[0]))), message)

    def _apart(self, value: str) -> str:
        """A value so that it does not turn the sentence around it: isolated where the language runs from right to left."""
        return f"{_ISOLATE}{value}{_END}" if self.direction == "rtl" else value

    def runs(self, id: str, **values: object) -> Sentence:
        """The message `id` as a sentence of a document. A value is a run, several runs or plain text."""
        message = self._messages.get(id, f"⟨{id}⟩")
        found: list[Run] = []
        end = 0
        for place in _PLACE.finditer(message):
            value = values.get(place[1], place[0])
            filled = (value,) if isinstance(value, Run) else value if isinstance(value, tuple) else (Run(str(value)),)
            found += [Run(message[end : place.start()]), *filled]
            end = place.end()
        return tuple(run for run in (*found, Run(message[end:])) if run.text)

    def counted(self, id: str, n: int, **values: object) -> str:
        """The form of the message `id` for a number, `id.one` or `id.other` in English."""
        form = ("one" if n == 1 else "other") if self.language == "en" else self._locale.plural_form(n)
        return self.text(f"{id}.{form}" if self.has(f"{id}.{form}") else f"{id}.other", n=n, **values)

    @property
    def _locale(self) -> Any:
        from babel import Locale

        return Locale.parse(self.language, sep="-")

    def state(self, iso: str) -> str:
        """The name of a state as it stands inside a sentence ("the United States")."""
        return self._messages.get(f"territory.{iso}") or self._book.state_name(iso)

    def day(self, ordinal: int) -> str:
        """A day in words.

        >>> Catalogue.day(None, date(2017, 6, 30).toordinal())
        '30 June 2017'
        """
        found = date.fromordinal(ordinal)
        if self is not None and self.language != "en":
            from babel.dates import format_date

            return str(format_date(found, "long", self._locale))
        return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"

    def _month(self, first: date) -> str:
        if self.language != "en":
            from babel.dates import format_skeleton

            return str(format_skeleton("yMMMM", first, locale=self._locale))
        return f"{_MONTHS[first.month - 1]} {first.year}"

    def _year(self, first: date) -> str:
        if self.language != "en":
            from babel.dates import format_skeleton

            return str(format_skeleton("y", first, locale=self._locale))
        return str(first.year)

    def span(self, span: Span) -> str:
        """A date in words, as it stands inside a sentence: a day, a month, a year, or between two days."""
        known, values = self._known_of(span)
        return values["value"] if known == "day" else self.text(f"span.{known}", **values)

    def dated(self, span: Span) -> str:
        """A date in words, as it stands behind the name of a court ("1995", "December 2020")."""
        known, values = self._known_of(span)
        return values["value"] if known in ("day", "month", "year") else self.text(f"dated.{known}", **values)

    def _known_of(self, span: Span) -> tuple[str, dict[str, str]]:
        """How much of a date is known, and what of it."""
        lo, hi = span
        if lo == hi:
            return "day", {"value": self.day(lo)}
        if lo <= -EVER and hi >= EVER:
            return "unknown", {}
        if lo <= -EVER or hi >= EVER:
            return ("until", {"value": self.day(hi)}) if lo <= -EVER else ("since", {"value": self.day(lo)})
        first, last = date.fromordinal(lo), date.fromordinal(hi)
        if (first.month, first.day, last.month, last.day, first.year) == (1, 1, 12, 31, last.year):
            return "year", {"value": self._year(first)}
        if first.day == 1 and (first.year, first.month) == (last.year, last.month) and (hi - lo) >= 27:
            return "month", {"value": self._month(first)}
        return "between", {"value": self.day(lo), "on": self.day(hi)}

    def amount(self, span: Span, currency: str | None) -> str:
        """A sum in major units with its currency."""
        digits = self._book.currencies.get(currency or "", 2)
        low, high = (self.number(value, digits) if abs(value) < EVER else "…" for value in span)
        number = low if low == high else self.text("sum.between", value=low, on=high)
        return self.text("sum.of", value=number, unit=self.unit(currency)) if currency else number

    def unit(self, currency: str) -> str:
        """A currency as it stands beside a sum: its code in English, else its name."""
        if self.language == "en":
            return currency
        from babel.numbers import get_currency_name

        return str(get_currency_name(currency, locale=self._locale))

    def number(self, minor: int, digits: int) -> str:
        """A whole number of minor units in major units, with `digits` decimals."""
        sign, (whole, rest) = "-" if minor < 0 else "", divmod(abs(minor), 10**digits)
        if self.language == "en":
            return f"{sign}{whole:,}" + (f".{rest:0{digits}}" if digits else "")
        from decimal import Decimal

        from babel.numbers import format_decimal

        exact = Decimal(minor).scaleb(-digits)
        form = "#,##0" + ("." + "0" * digits if digits else "")
        return str(format_decimal(exact, form, locale=self._locale, decimal_quantization=False))

    def value(self, fact: str, value: Value, currency: str | None = None) -> str:
        """A value of a fact as a noun phrase."""
        info = self._book.facts[fact]
        if isinstance(value, bool) or value is None:
            return self.text({True: "answer.true", False: "answer.false", None: "answer.unknown"}[value])
        if isinstance(value, tuple):
            if info.type == "date":
                return self.span(value)
            return self.amount(value, currency) if info.type == "amount" else str(value[0])
        return self.either([self._code(fact, code) for code in sorted(value)])

    def law(self, instrument: str) -> str:
        """The usual name of an instrument; in Chinese its own title."""
        found = self._book.instruments[instrument]
        return self.titled(found.short or found.en, found.zh)

    def articles(self, numbers: Sequence[str]) -> str:
        """Numbers of articles of one instrument, as they stand behind its name ("art. 300(2)", "第300条第2项")."""
        plain = [number for number in numbers if _ARTICLES.fullmatch(number)]
        found = [self.text("cite.articles", value=self.listed(", ".join(plain).split(", ")))] if plain else []
        for number in numbers:
            item = _ITEM.fullmatch(number)
            if item:
                found.append(self.text("cite.item", value=item[1], on=item[2]))
            elif number not in plain:
                found.append(self.text("cite.other", value=number))
        return self.listed(found)

    def titled(self, short: str, zh: str | None) -> str:
        """A name of an instrument, or its Chinese title in Chinese, where titles within titles have marks of their own."""
        if not zh:
            return self._messages.get(f"instrument.{short.replace(' ', '_')}", short)
        if not self.language.startswith("zh"):
            return short
        return self.text("draft.law.zh", value=zh.replace("《", "〈").replace("》", "〉"))

    def listed(self, names: Sequence[str]) -> str:
        """Several phrases in a row."""
        return self.text("list.comma").join(names)

    def together(self, sentences: Sequence[str]) -> str:
        """Several sentences as one text."""
        return together(sentences)

    def either(self, names: Sequence[str]) -> str:
        """Several noun phrases of which one holds."""
        return self._listed("list.or", names)

    def every(self, names: Sequence[str]) -> str:
        """Several phrases that all hold."""
        return self._listed("list.and", names)

    def _listed(self, id: str, names: Sequence[str]) -> str:
        first = self.listed(names[:-1])
        return names[0] if len(names) == 1 else self.text(id, value=first, on=names[-1])

    def _code(self, fact: str, code: str) -> str:
        if label := self._messages.get(f"fact.{fact}.value.{code}"):
            return label
        return self.state(code) if "3166-1" in (self._book.facts[fact].codes or "") else code
