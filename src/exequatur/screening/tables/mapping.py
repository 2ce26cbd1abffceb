"""A mapping: which fact each column of a table is, and how its cells are to be read. Written by the user, read strictly.

columns:
  State: origin
  Date of judgment: {fact: judgment_date, dates: dmy}
  Sum: {fact: amount_total, decimals: comma, currency: EUR}
  Default?: {fact: default_judgment, values: {ja: true, nein: false, offen: null}}
ignore: [Remarks]
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping as Dict
from pathlib import Path
from typing import Any

import msgspec

from ...assessment.entries import LISTS
from ...assessment.fields import ASKED, HEAD, ClaimError
from ...corpus.errors import DataError
from ...corpus.reader import line_of, read
from ...law.book import Book, FactInfo
from ..answers import CARRIED
from ..cells import Reader
from ..reading.how import DECIMALS, ORDERS, How
from ..reading.sums import PLAIN
from .source import Mapped, Raw

OTHERS = tuple(dict.fromkeys((*HEAD, *CARRIED)))
"""Columns that a table can have besides facts."""
_OPTIONS = {"fact": None, "dates": "date", "decimals": "amount", "currency": "amount", "values": None}


class Mapping(msgspec.Struct, frozen=True):
    """What a mapping says. `columns`: the fact of a column and how its cells are read."""

    path: Path
    columns: Dict[str, tuple[str, How]]
    ignore: tuple[str, ...]
    lines: Dict[str, int | None]


def read_mapping(path: Path, book: Book) -> Mapping:
    """A mapping from YAML or JSON. Raises DataError with its line."""
    raw = read(path)
    if not isinstance(raw, dict) or not raw or set(raw) - {"columns", "ignore"}:
        raise DataError("a mapping has `columns:` and `ignore:`; exequatur screen IN --guess FILE writes one", path, 1)
    columns, ignore = raw.get("columns") or {}, raw.get("ignore") or []
    if not isinstance(columns, dict):
        raise DataError("columns: write a line `name of the column: fact` for each", path, line_of(raw, "columns"))
    if not isinstance(ignore, list) or not all(isinstance(name, str | int) for name in ignore):
        raise DataError("ignore: write the names of columns as a list", path, line_of(raw, "ignore"))
    found = {name: _column(path, columns, name, book) for name in columns}
    facts = dict[str, str]()
    for name, (fact, _) in found.items():
        if fact in facts:
            raise DataError(
                f"`{name}` and `{facts[fact]}` are both {fact}; keep one, and `ignore` the other",
                path,
                line_of(columns, name),
            )
        facts[fact] = name
    moneys = {how.currency for _, how in found.values() if how.currency}
    if len(moneys) > 1:
        raise DataError(f"currency: {' and '.join(sorted(moneys))}, but a claim has one currency; name one", path)
    lines = {name: line_of(columns, name) for name in found}
    return Mapping(path, found, tuple(str(name) for name in ignore), lines)


def _column(path: Path, columns: dict[str, Any], name: str, book: Book) -> tuple[str, How]:
    value, line = columns[name], line_of(columns, name)
    options = {"fact": value} if isinstance(value, str) else value
    if not isinstance(options, dict) or not isinstance(options.get("fact"), str):
        raise DataError(f"`{name}`: write a fact, or {{fact: …}} with {', '.join(list(_OPTIONS)[1:])}", path, line)
    fact = options["fact"]
    if message := no_fact(fact, book):
        raise DataError(f"`{name}`: {message}", path, line)
    info = book.facts.get(fact)
    for option in options:
        if option not in _OPTIONS:
            raise DataError(f"`{name}`: no option `{option}`; there are {', '.join(_OPTIONS)}", path, line)
        of = _OPTIONS[option]
        if option != "fact" and (info is None or info.type == "text" or (of and info.type != of)):
            raise DataError(f"`{name}`: {option} says nothing of {fact}; leave it out", path, line)
    for option, allowed in (("dates", ORDERS), ("decimals", DECIMALS), ("currency", book.currencies)):
        if option in options and options[option] not in allowed:
            told = ", ".join(allowed) if len(allowed) < 9 else "a code such as USD"
            raise DataError(f"`{name}`: {option} is {told}", path, line)
    values = options.get("values", {})
    if not isinstance(values, dict):
        raise DataError(f"`{name}`: values: write {{word of the table: value}}", path, line)
    said = _values(path, name, values, info, book, line) if info is not None else {}
    return fact, How(options.get("dates"), options.get("decimals"), options.get("currency"), said)


def _values(
    path: Path, name: str, values: dict[str, Any], info: FactInfo, book: Book, line: int | None
) -> dict[str, str | None]:
    """What the words of a table mean; each must be what a claim file could say."""
    reader = Reader(info, book)
    said = dict[str, str | None]()
    for word, value in values.items():
        text = str(value).lower() if isinstance(value, bool) else None if value is None else str(value)
        found = reader.read(text) if text and info.type != "amount" else None
        if text and info.type == "amount" and not re.fullmatch(PLAIN, text, re.ASCII):
            raise DataError(
                f"`{name}`: values: {word}: `{text[:60]}` is no sum; write 1200000.00, or null for unknown",
                path,
                line_of(values, word) or line,
            )
        if isinstance(found, ClaimError) and text not in book.territories:
            raise DataError(f"`{name}`: values: {word}: {found.message}", path, line_of(values, word) or line)
        said[word.strip()] = text
    return said


def no_fact(name: str, book: Book) -> str | None:
    """Why a name cannot be the fact of a column; None where it can."""
    if name == ASKED:
        return "the day asked about is no fact; give it with --on"
    if name in LISTS:
        return "a list has no place in a table yet; assess such claims one by one"
    if name in OTHERS or name in book.facts:
        return None
    near = difflib.get_close_matches(name, [*book.facts, *OTHERS], 1, 0.6)
    hint = f"did you mean `{near[0]}`?" if near else "`exequatur claim new` lists the facts"
    return f"unknown fact `{name[:80]}`; {hint}"


def apply(raw: Raw, mapping: Mapping | None, book: Book) -> Mapped:
    """A file with its columns as facts. Raises DataError for a column of which nothing is said."""
    if mapping is not None:
        _check_names(raw, mapping)
    facts, how = dict[str, str](), dict[str, How]()
    for name, kind in raw.kinds.items():
        if mapping is not None and name in mapping.ignore:
            continue
        fact, said = mapping.columns.get(name, (name, How())) if mapping is not None else (name, How())
        if fact == name and no_fact(name, book):
            raise _unknown(raw, name, mapping, book)
        other = next((one for one, its in facts.items() if its == fact), None)
        if other is not None:
            raise DataError(
                f"columns `{other}` and `{name}` are both {fact}; `ignore` one of them in a mapping", raw.path
            )
        _check_kind(name, kind, raw.path)
        facts[name] = fact
        how[fact] = said
    money = next((said.currency for said in how.values() if said.currency), None)
    amounts = {fact for fact in how if fact in book.facts and book.facts[fact].type == "amount"}
    how = {
        fact: msgspec.structs.replace(said, currency=money) if fact in amounts else said for fact, said in how.items()
    }
    ignored = [name for name in raw.kinds if mapping is not None and name in mapping.ignore]
    return Mapped(raw, facts, how, {"mapping": None if mapping is None else str(mapping.path), "ignored": ignored})


def _check_names(raw: Raw, mapping: Mapping) -> None:
    for name in (*mapping.columns, *mapping.ignore):
        if name not in raw.kinds:
            near = difflib.get_close_matches(name, list(raw.kinds), 1, 0.6)
            hint = f"did you mean `{near[0]}`?" if near else "take it out"
            raise DataError(f"the table has no column `{name[:80]}`; {hint}", mapping.path, mapping.lines.get(name))
        if name in mapping.columns and name in mapping.ignore:
            raise DataError(f"`{name}` stands under columns and under ignore; keep one", mapping.path)


def _unknown(raw: Raw, name: str, mapping: Mapping | None, book: Book) -> DataError:
    """A column of which nothing is said, and what to do about it."""
    from .guess import nearest

    if name == ASKED or name in LISTS:
        return DataError(f"column `{name}`: {no_fact(name, book)}", raw.path)
    near = nearest(name, book)
    perhaps = f"; did you mean `{near}`?" if near else ""
    remedy = (
        f"say in {mapping.path} which fact it is, or put it under `ignore`"
        if mapping is not None
        else f"a mapping says which fact a column is, write one with: exequatur screen {raw.path} --guess mapping.yaml"
    )
    return DataError(f"column `{name[:80]}` is no fact{perhaps}; {remedy}", raw.path)


def _check_kind(name: str, kind: Any, path: Path) -> None:
    if kind.is_nested() or str(kind) in ("Binary", "Object"):
        raise DataError(f"column `{name}`: holds {kind}, not plain values; save it as text", path)
    if kind.is_float():
        raise DataError(
            f"column `{name}`: holds binary fractions, which are not exact; save it as text or decimal", path
        )
