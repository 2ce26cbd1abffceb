"""What the creditor holds: the facts of a claim, read strictly. A fact left out is unknown; nothing is defaulted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ..corpus.errors import DataError
from ..corpus.reader import line_of, parse, read
from ..law.book import Book, FactInfo
from ..law.vocabulary import Implications
from ..logic.nodes import Clash
from ..logic.values import EVER, Span, Value, day, iso

HEAD = ("id", "title", "requested")
_AMOUNT = re.compile(r"\d{1,15}(\.\d{1,3})?")
_SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}|FED")
_EARLIEST, _LATEST = day("1900")[0], day("2200")[1]
_ORDER = (("agreement_date", "suit_filed_date"), ("suit_filed_date", "judgment_date"), ("judgment_date", "judgment_served_date"),
          ("judgment_date", "application_date"), ("judgment_date", "effective_date"), ("obstacle_start_date", "obstacle_end_date"),
          ("application_date", "ruling_served_date"))


class ClaimError(DataError):
    """A claim that cannot be read: what is wrong, in which file, line and field, and the remedy."""


class Claim(msgspec.Struct):
    """A claim: its stated facts as values, and texts for readers. `facts` holds also what the vocabulary alone implies."""

    facts: dict[str, Value]
    id: str | None = None
    title: str | None = None
    requested: str = "CN"
    texts: dict[str, str] = {}
    stated: frozenset[str] = frozenset()


def load_claim(path: Path, book: Book) -> Claim:
    """Read a claim file (YAML, or JSON where the name ends in .json). Raises ClaimError."""
    raw = _json(path) if path.suffix.lower() == ".json" and not path.is_dir() else read(path)
    return make_claim(raw, book, source=path)


def parse_claim(raw: bytes, book: Book, source: str = "-") -> Claim:
    """Read a claim from bytes, as YAML (JSON is YAML)."""
    return make_claim(parse(raw, source), book, source=source)


def make_claim(raw: Any, book: Book, *, source: Path | str | None = None, minor_units: bool = False) -> Claim:
    """A claim from plain data: `id`, `title`, `requested`, and facts by their ids.

    Amounts are in major units, text or whole number ("1200000.00"); with `minor_units` they are whole minor units, as in the
    record of rulings. Raises ClaimError.
    """
    if not isinstance(raw, Mapping):
        raise ClaimError("a claim is a list of `fact: value` lines; see `exequatur claim new`", source, 1)
    requested = raw.get("requested", "CN")
    if requested != book.requested:
        raise ClaimError(f"requested: `{requested}` is not served; only {book.requested} is", source, line_of(raw, "requested"))
    reading = _Reading(raw, book, source, minor_units)
    facts: dict[str, Value] = {}
    texts: dict[str, str] = {}
    for key, value in raw.items():
        if key in HEAD:
            if value is not None and not isinstance(value, str | int):
                raise ClaimError(f"{key}: must be text", source, line_of(raw, key))
            continue
        info = book.facts.get(key) if isinstance(key, str) else None
        if info is None:
            raise reading.unknown(key)
        if value is None:
            continue
        if info.type == "text":
            texts[key] = reading.text(key, value)
        else:
            facts[key] = _READERS[info.type](reading, info, value)
    _check_order(facts, raw, source)
    try:
        closed = implications(book).close(facts)
    except Clash as clash:
        raise clash_error(clash, raw, source) from None
    name, title = raw.get("id"), raw.get("title")
    return Claim(closed, None if name is None else str(name), None if title is None else str(title), requested, texts, frozenset(facts))


_IMPLICATIONS: dict[int, Implications] = {}


def implications(book: Book) -> Implications:
    """The implications of the vocabulary, made once per book."""
    made = _IMPLICATIONS.get(id(book))
    if made is None:
        made = _IMPLICATIONS[id(book)] = Implications(book.facts)
    return made


def clash_error(clash: Clash, raw: object = None, source: Path | str | None = None) -> ClaimError:
    """The message for two statements that cannot both hold."""
    return ClaimError(f"{clash.fact}: stated {show(clash.stated)}, but {show(clash.derived)} follows from the other facts; correct one of them",
                      source, line_of(raw, clash.fact))


def show(value: Value) -> str:
    """A value in words, for error messages."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "unknown"}[value]
    if isinstance(value, frozenset):
        return " or ".join(sorted(value))
    return f"{iso(value[0])} to {iso(value[1])}" if value[0] != value[1] else str(iso(value[0]))


class _Reading:
    """The conversions, with the place of the value at hand for errors."""

    def __init__(self, raw: Any, book: Book, source: Path | str | None, minor_units: bool) -> None:
        self._raw, self._book, self._source, self._minor = raw, book, source, minor_units

    def error(self, key: str, message: str) -> ClaimError:
        return ClaimError(f"{key}: {message}", self._source, line_of(self._raw, key))

    def unknown(self, key: object) -> ClaimError:
        from difflib import get_close_matches

        near = get_close_matches(str(key), [*self._book.facts, *HEAD], 1, 0.6)
        hint = f"; did you mean `{near[0]}`?" if near else "; `exequatur claim new` lists the facts"
        return ClaimError(f"unknown fact `{str(key)[:80]}`{hint}", self._source, line_of(self._raw, key) if isinstance(key, str) else None)

    def text(self, key: str, value: object) -> str:
        if isinstance(value, str | int) and not isinstance(value, bool) and len(str(value)) <= 2000:
            return str(value)
        raise self.error(key, "write it as text (at most 2,000 characters)")

    def truth(self, info: FactInfo, value: object) -> Value:
        if isinstance(value, bool):
            return value
        raise self.error(info.id, f"{_quoted(value)} is neither true nor false; write true or false, or leave it out if it is not known")

    def date(self, info: FactInfo, value: object) -> Value:
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
            raise self.error(info.id, f"{_quoted(value)} is not a date; write 2015-07-24, or 2015-07 or 2015 if no more is known")
        try:
            found = day(value.strip())
        except ValueError as error:
            why = str(error) if "not a date" not in str(error) else f"{_quoted(value)} is not a date"
            raise self.error(info.id, f"{why}; write 2015-07-24, or 2015-07 or 2015 if no more is known") from None
        if found[0] < _EARLIEST or found[1] > _LATEST:
            raise self.error(info.id, f"{value} cannot be right; the year must be between 1900 and 2200")
        return found

    def amount(self, info: FactInfo, value: object) -> Value:
        if isinstance(value, Mapping) and value and not set(value) - {"from", "to"}:
            lo = self._sum(info, value["from"]) if value.get("from") is not None else 0
            hi = self._sum(info, value["to"]) if value.get("to") is not None else EVER
            return lo, hi
        exact = self._sum(info, value)
        return exact, exact

    def _sum(self, info: FactInfo, value: object) -> int:
        if self._minor:
            if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
                return value
            raise self.error(info.id, f"{_quoted(value)} is not a whole number of minor units")
        currency = self._raw.get("currency")
        if currency is None:
            raise self.error(info.id, "an amount needs its currency; add a line such as `currency: USD`")
        if not isinstance(currency, str) or currency not in self._book.currencies:
            raise self.error("currency", f"{_quoted(currency)} is not a currency code; write three letters such as USD, EUR or CNY")
        if isinstance(value, bool) or not isinstance(value, str | int) or not _AMOUNT.fullmatch(str(value).strip()):
            raise self.error(info.id, f"{_quoted(value)} is not an amount; write 1200000.00 and the currency in `currency`")
        digits = self._book.currencies[currency]
        whole, _, part = str(value).strip().partition(".")
        if part.rstrip("0")[digits:]:
            raise self.error(info.id, f"{value} has more than {digits} decimals, which {currency} does not have")
        return int(whole) * 10**digits + int(part[:digits].ljust(digits, "0") or "0")

    def count(self, info: FactInfo, value: object) -> Value:
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
            return value, value
        raise self.error(info.id, f"{_quoted(value)} is not a whole number")

    def code(self, info: FactInfo, value: object) -> Value:
        items = value if isinstance(value, list | tuple) else [value]
        if not items:
            raise self.error(info.id, "the list is empty; leave the fact out if it is not known")
        return frozenset(self._code(info, item) for item in items)

    def _code(self, info: FactInfo, value: object) -> str:
        if isinstance(value, int) and not isinstance(value, bool) and info.codes and "division" in info.codes:
            value = str(value)
        if not isinstance(value, str):
            raise self.error(info.id, f"{_quoted(value)} is not one of its values{self._allowed(info)}")
        if info.values:
            if value in info.values:
                return value
            from difflib import get_close_matches

            near = get_close_matches(value, info.values, 1, 0.6)
            raise self.error(info.id, f"{_quoted(value)} is not one of its values" + (f"; did you mean `{near[0]}`?" if near else self._allowed(info)))
        return self._standard(info, value)

    def _allowed(self, info: FactInfo) -> str:
        return f"; write one of {', '.join(info.values)}" if info.values else ""

    def _standard(self, info: FactInfo, value: str) -> str:
        """A code of an outside standard."""
        codes = info.codes or ""
        if "3166-1" in codes:
            if value in self._book.territories:
                return value
            raise self.error(info.id, f"{_quoted(value)} is not a state or territory code{self._nearest_state(value)}")
        if "3166-2" in codes and not _SUBDIVISION.fullmatch(value):
            raise self.error(info.id, f"{_quoted(value)} is not a code such as US-CA, or FED for a federal court")
        if "4217" in codes and value not in self._book.currencies:
            raise self.error(info.id, f"{_quoted(value)} is not a currency code; write three letters such as USD, EUR or CNY")
        if len(value) > 200:
            raise self.error(info.id, "too long for a place")
        return value

    def _nearest_state(self, value: str) -> str:
        from difflib import get_close_matches

        names = {name.casefold(): code for code, name in self._book.territories.items()}
        if value.upper() in self._book.territories:
            return f"; write {value.upper()}"
        aliases = {"usa": "US", "u.s.": "US", "uk": "GB", "england": "GB", "england and wales": "GB", "scotland": "GB", "korea": "KR",
                   "hong kong": "HK", "macau": "MO", "macao": "MO", "taiwan": "TW", "uae": "AE", "dubai": "AE"}
        found = aliases.get(value.casefold())
        if not found:
            near = get_close_matches(value.casefold(), names, 1, 0.75)
            found = names[near[0]] if near else None
        return f"; did you mean {found} ({self._book.state_name(found)})?" if found else "; write two letters such as US, GB or SG (ISO 3166-1)"


_READERS: dict[str, Callable[[_Reading, FactInfo, object], Value]] = {
    "truth": _Reading.truth, "date": _Reading.date, "amount": _Reading.amount, "count": _Reading.count, "code": _Reading.code,
}


def _quoted(value: object) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value, enc_hook=str).decode()
    return f'"{text[:60]}"'


def _check_order(facts: dict[str, Value], raw: object, source: Path | str | None) -> None:
    for early, late in _ORDER:
        first, second = facts.get(early), facts.get(late)
        if isinstance(first, tuple) and isinstance(second, tuple) and first[0] > second[1]:
            raise ClaimError(f"{late}: {show(second)} lies before {early} ({show(first)}); correct one of them", source, line_of(raw, late))


def _json(path: Path) -> Any:
    from ..corpus.reader import MAX_BYTES

    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ClaimError(f"cannot be read: {error.strerror or error}", path) from None
    return parse_json(raw, path)


def parse_json(raw: bytes, source: Path | str) -> Any:
    """Plain data from JSON bytes: no repeated keys, bounded like a YAML file."""
    import json

    from ..corpus.reader import MAX_BYTES

    if len(raw) > MAX_BYTES:
        raise ClaimError(f"larger than {MAX_BYTES} bytes; a file of this kind is small: is it the right one?", source)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(pairs)
        if len(result) != len(pairs):
            seen: set[str] = set()
            twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
            raise ClaimError(f"`{twice}` stands twice; keep one", source)
        return result

    try:
        text = raw.decode("utf-8-sig")
        if not text.strip():
            raise ClaimError("the file is empty", source)
        return json.loads(text, object_pairs_hook=once, parse_float=str, parse_constant=str)
    except UnicodeDecodeError:
        raise ClaimError("not UTF-8 text; save it as UTF-8", source) from None
    except json.JSONDecodeError as error:
        raise ClaimError(f"not valid JSON: {error.msg}", source, error.lineno) from None
    except RecursionError:
        raise ClaimError("nested too deeply", source) from None
