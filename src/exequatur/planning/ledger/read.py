"""Reads a ledger from a CSV table or a YAML list. Strict: blank is unknown, and what is doubtful is refused with its line,
its column and what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec

from ...corpus.errors import DataError
from ...corpus.reader import line_of, parse
from ...law.book import Book
from .cells import read_amount, read_currency, read_day, read_rate
from .checks import checked
from .entries import FIELDS, KINDS, Entry, Ledger, in_order
from .text import MAX_BYTES, decoded, rows
from .words import bare, words

NEEDED = ("date", "kind", "amount")
LONGEST = 500


class Cells(msgspec.Struct, frozen=True):
    """The cells of one entry by field, with the line and the name of each column, for errors."""

    source: str
    line: int
    texts: dict[str, str]
    columns: dict[str, str]

    def text(self, field: str) -> str | None:
        """A cell, None where it is blank."""
        found = self.texts.get(field, "").strip()
        if len(found) > LONGEST:
            raise self.error(field, f"has more than {LONGEST} characters; shorten it")
        return found or None

    def error(self, field: str, message: str) -> DataError:
        """An error at the place of a cell."""
        return DataError(f"{self.columns.get(field, field)}: {message}", self.source, self.line)


def read_ledger(book: Book, source: Path | str, currency: str | None = None, raw: bytes | None = None) -> Ledger:
    """The ledger in a file, or in `raw` bytes that `source` names. `currency`: of all sums, where the file has no such
    column. Raises DataError with line and column.
    """
    made = _bytes(Path(source)) if raw is None else raw
    code = None if currency is None else _named("currency", lambda: read_currency(book, currency))
    name = str(source)
    if _is_list(name, made):
        return _from_list(book, name, made, code)
    text, encoding = decoded(made, name)
    header, *lines = rows(text, name)
    columns, ignored = _columns(name, *header)
    if not lines:
        raise DataError("holds no entry; write a line for each invoice, payment and agreement", name)
    fields = {field: number for number, field in columns.items()}
    names = {field: header[1][number] for field, number in fields.items()}
    entries = [
        _entry(book, Cells(name, line, {field: cells[number] for field, number in fields.items()}, names), code)
        for line, cells in lines
    ]
    entries = checked(name, entries, apart="invoice" in fields)
    pairs = tuple((header[1][number], field) for number, field in columns.items())
    return Ledger(name, in_order(entries), encoding, pairs, tuple(ignored))


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise DataError("this is a directory; name a file", path)
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise DataError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path) from None


def _is_list(name: str, raw: bytes) -> bool:
    """Whether a file is YAML or JSON: by its name, else by how it begins."""
    if name.lower().endswith((".yaml", ".yml", ".json")):
        return True
    return not name.lower().endswith((".csv", ".txt", ".tsv")) and raw.lstrip()[:2] in (b"- ", b"[{", b"[\n")


def _columns(source: str, line: int, header: list[str]) -> tuple[dict[int, str], list[str]]:
    """The field of each column that is one, by number, and the names of the others."""
    found: dict[int, str] = {}
    ignored: list[str] = []
    for number, name in enumerate(header):
        field = words().columns.get(bare(name))
        if field is None:
            ignored.append(name)
            continue
        if field in found.values():
            other = next(header[one] for one, held in found.items() if held == field)
            raise DataError(
                f"the columns `{other}` and `{name}` both look like `{field}`; rename or remove one", source, line
            )
        found[number] = field
    for field in NEEDED:
        if field not in found.values():
            near = get_close_matches(field, [bare(name) for name in ignored], 1, 0.6)
            hint = f"is it `{next(name for name in ignored if bare(name) == near[0])}`? " if near else ""
            raise DataError(
                f"no column for `{field}` among {', '.join(f'`{name}`' for name in header)[:200]}; {hint}"
                f"name it `{field}`",
                source,
                line,
            )
    return found, [name for name in ignored if name]


def _from_list(book: Book, source: str, raw: bytes, code: str | None) -> Ledger:
    data = parse(raw, source, max_bytes=MAX_BYTES)
    if not isinstance(data, list):
        raise DataError("must be a list of entries, each with date, kind and what else it states", source, 1)
    if not data:
        raise DataError("holds no entry; write one for each invoice, payment and agreement", source)
    entries = [_entry(book, cells, code) for cells in _items(source, data)]
    return Ledger(source, in_order(checked(source, entries, apart=True)))


def _items(source: str, data: list[Any]) -> Iterator[Cells]:
    for number, item in enumerate(data):
        line = line_of(data, number) or number + 1
        if not isinstance(item, Mapping):
            raise DataError(f"entry {number + 1} must hold {', '.join(FIELDS)}", source, line)
        texts: dict[str, str] = {}
        for key, value in item.items():
            at = line_of(item, key) or line
            if key not in FIELDS:
                near = get_close_matches(str(key), FIELDS, 1, 0.6)
                hint = f"did you mean `{near[0]}`?" if near else f"use {', '.join(FIELDS)}"
                raise DataError(f"`{str(key)[:40]}` has no place here; {hint}", source, at)
            if isinstance(value, bool | list | Mapping):
                raise DataError(f"{key}: write it as text or a number", source, at)
            texts[key] = "" if value is None else str(value)
        yield Cells(source, line, texts, {})


def _entry(book: Book, cells: Cells, code: str | None) -> Entry:
    kind = _kind(cells)
    day = _cell(cells, "date", read_day)
    if day is None:
        raise cells.error("date", "is blank; write the day, such as 2024-05-03")
    stated = _cell(cells, "currency", lambda text: read_currency(book, text))
    if code and stated and stated != code:
        raise cells.error("currency", f"is {stated}, and --currency says {code}; leave --currency out")
    currency = stated or code

    def sum_(text: str) -> int:
        if currency is None:
            raise cells.error(
                "currency", "is blank, so the sum is in no known money; write its code, or give --currency"
            )
        return read_amount(book, text, currency)

    return Entry(
        line=cells.line,
        day=day,
        kind=kind,
        document=cells.text("document"),
        invoice=cells.text("invoice"),
        due=_cell(cells, "due", read_day),
        amount=_amount(cells, sum_),
        currency=currency,
        rate=_cell(cells, "rate", read_rate),
        security=_cell(
            cells, "security", lambda text: 0 if text.strip() in ("0", "0.00", "无", "none") else sum_(text)
        ),
        proof=cells.text("proof"),
        note=cells.text("note"),
    )


def _amount(cells: Cells, sum_: Any) -> int | None:
    found: int | None = _cell(cells, "amount", sum_)
    if found == 0:
        raise cells.error("amount", "is nothing; take the line out, or write its sum")
    return found


def _kind(cells: Cells) -> str:
    text = cells.text("kind")
    if text is None:
        raise cells.error("kind", f"is blank; write one of {', '.join(KINDS)}")
    found = words().kinds.get(bare(text))
    if found is None:
        near = get_close_matches(bare(text), words().kinds, 1, 0.7)
        hint = f"did you mean `{words().kinds[near[0]]}`?" if near else f"write one of {', '.join(KINDS)}"
        raise cells.error("kind", f'"{text[:40]}" is no kind of entry; {hint}')
    return found


def _cell(cells: Cells, field: str, read: Any) -> Any:
    text = cells.text(field)
    if text is None:
        return None
    try:
        return read(text)
    except DataError as error:
        if error.source is not None:
            raise
        raise cells.error(field, error.message) from None


def _named(name: str, read: Any) -> Any:
    try:
        return read()
    except DataError as error:
        raise DataError(f"--{name}: {error.message}") from None
