"""The sums of a table: no rule reads them, but each must be one, in the currency of its claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import polars as pl

from ..assessment.fields import READERS, ClaimError, Reading
from ..law.book import Book
from .cells import Reader, plain, texts
from .reading.how import Literal
from .reading.sums import GROUPED, PLAIN, currency_of

_FRACTION = r"\.(\d*?)0*$"


def bad_sums(
    reader: Reader, sums: pl.Series, currency: pl.Series | None, of: Reader | None, adopted: dict[int, str], book: Book
) -> Iterator[tuple[int, ClaimError]]:
    """The rows whose sum cannot be read. `of` reads `currency`. `adopted`: the currencies that sums of the same rows have
    named, where the column does not; it grows.
    """
    if currency is None or of is None:
        stated = pl.repeat(None, len(sums), dtype=pl.String, eager=True)
    else:
        stated = texts(currency)
    codes = {text: of.raw(text) for text in stated.drop_nulls().unique()} if of else {}
    frame = pl.DataFrame({"sum": texts(sums).str.strip_chars(), "stated": stated})
    fine = _fine(frame, codes, reader, book.currencies)
    grouped = fine & frame["sum"].str.contains(f"^{GROUPED}$").fill_null(False)
    if grouped.any():
        example = frame["sum"].filter(grouped)[0]
        reader.forms.add(int(grouped.sum()), example, reader.literal(example))
    known: dict[tuple[str, str | None], tuple[Literal | None, str | None, ClaimError | None]] = {}
    blank = frame["sum"].is_null() | (frame["sum"] == "")
    for row in (~fine & ~blank).arg_true():
        text, code = frame.row(row)
        if isinstance(of.read(code) if of and code else None, ClaimError):
            continue  # the currency is the fault
        if (text, code) not in known:
            known[text, code] = _one(reader, text, codes.get(code), book)
        said, named, wrong = known[text, code]
        if wrong is None and named is not None and adopted.setdefault(row, named) != named:
            wrong = ClaimError(f'{reader.info.id}: "{text}" is in {named}, another sum of the row in {adopted[row]}')
        if wrong is not None:
            yield row, wrong
        elif said is not None:
            reader.forms.add(1, text, said)


def _fine(frame: pl.DataFrame, codes: Mapping[str, object], reader: Reader, digits: dict[str, int]) -> pl.Series:
    """The rows whose sum is at once seen to be in order."""
    how = reader.how
    if how.decimals == "comma" or how.values:
        return pl.repeat(False, frame.height, eager=True)
    allowed = {text: digits.get(code, -1) if isinstance(code, str) else -1 for text, code in codes.items()}
    if how.currency:
        allowed = {text: number if codes[text] == how.currency else -1 for text, number in allowed.items()}
    none = digits.get(how.currency or "", -1)
    places = frame["stated"].replace_strict(allowed, default=none, return_dtype=pl.Int64).fill_null(none)
    figures = pl.col("sum")
    given = figures.str.extract(_FRACTION).str.len_chars().fill_null(0) <= pl.col("places")
    form = figures.str.contains(f"^{PLAIN}$") | (figures.str.contains(f"^{GROUPED}$") & (pl.col("places") < 3))
    return frame.with_columns(places=places).select((form & given).fill_null(False)).to_series()


def _one(reader: Reader, text: str, stated: object, book: Book) -> tuple[Literal | None, str | None, ClaimError | None]:
    """A sum read alone: as a claim file would say it, and the currency that it or the mapping names; or what is wrong."""
    try:
        said = reader.literal(text)
        code = stated if isinstance(stated, str) else None
        named = currency_of(reader.info.id, text, said, code, reader.how, book.currencies)
        if said.text:
            raw = {"currency": stated if stated is not None else named}
            READERS["amount"](Reading(raw, book, None, False), reader.info, plain(reader.info, said.text))
        return said, named if code is None else None, None
    except ClaimError as error:
        return None, None, error


def raw_row(row: Mapping[str, object], readers: Mapping[str, Reader], book: Book) -> dict[str, object]:
    """A row as a claim file would hold it."""
    raw: dict[str, object] = {}
    for name, value in row.items():
        text = (
            ""
            if value is None
            else format(value.normalize(), "f")
            if isinstance(value, Decimal)
            else str(value).strip()
        )
        if isinstance(value, bool):
            raw[name] = value
        elif text and name not in readers:
            raw[name] = text
        elif text and (said := readers[name].raw(text)) is not None:
            raw[name] = said
    if "currency" not in raw:
        for name, reader in readers.items():
            if reader.info.type == "amount" and name in raw and (named := _named(reader, str(row[name]), book)):
                raw["currency"] = named
    return raw


def _named(reader: Reader, text: str, book: Book) -> str | None:
    return _one(reader, text, None, book)[1]
