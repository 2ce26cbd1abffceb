"""The sums of a batch, put as a claim file would say them: in figures, with the currency that a cell or the mapping names
in the column `currency`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

from ..assessment.fields import ClaimError
from ..law.book import Book
from .cells import Reader, texts
from .reading.how import Literal
from .reading.sums import GROUPED, PLAIN, currency_of

CURRENCY = "currency"
_TYPED = rf"^(?:{PLAIN}|\d{{1,15}}\.\d{{1,12}})?$"
_PLAIN = r"^(?:\d{1,15}|\d{1,15}\.(?:\d{1,2}|\d{4,12})|(?:0|\d{4,15})\.\d{3})?$"
"""Sums that are read as they stand: of a column of numbers, and of texts, in which three decimals could be thousands."""


class Settled(NamedTuple):
    """A batch with its sums settled. `codes`: the currency of each row where it is one. `wrong`: the rows whose sum could
    not be read, with its fact; they stand blank.
    """

    frame: pl.DataFrame
    codes: pl.Series
    wrong: list[tuple[int, str, ClaimError]]


def settle(frame: pl.DataFrame, readers: Mapping[str, Reader], book: Book) -> Settled:
    """Settle the sums of a batch. `readers` has one for `currency` where it has one for a sum; the column may be missing."""
    amounts = {name: one for name, one in readers.items() if one.info.type == "amount" and name in frame.columns}
    none = pl.repeat(None, frame.height, dtype=pl.String, eager=True)
    stated = texts(frame[CURRENCY]) if CURRENCY in frame.columns else none
    said = {text: readers[CURRENCY].raw(text) for text in stated.drop_nulls().unique()} if amounts else {}
    single = {text: code for text, code in said.items() if isinstance(code, str)}
    codes = stated.replace_strict(single, default=None, return_dtype=pl.String) if single else none
    made, wrong, adopted = dict[str, pl.Series](), list[tuple[int, str, ClaimError]](), dict[int, str]()
    for name, reader in amounts.items():
        sums = texts(frame[name]).str.strip_chars()
        typed = frame[name].dtype.is_numeric() or reader.how.decimals == "point"
        made[name], faults = _column(reader, sums, stated, said, adopted, book, _TYPED if typed else _PLAIN)
        wrong += [(row, name, error) for row, error in faults]
    if not amounts:
        return Settled(frame, codes, wrong)
    fixed = next((one.how.currency for one in amounts.values() if one.how.currency), None)
    if fixed or adopted:
        blank = pl.Series([said.get(text) is None for text in stated], dtype=pl.Boolean)
        given = pl.Series([fixed] * frame.height, dtype=pl.String) if fixed else none
        if adopted:
            given = given.scatter(list(adopted), list(adopted.values()))
        codes, stated = given.zip_with(blank, codes), given.zip_with(blank, stated)
    return Settled(frame.with_columns(**made, **{CURRENCY: stated}), codes, wrong)


def _column(
    reader: Reader,
    sums: pl.Series,
    stated: pl.Series,
    said: Mapping[str, object],
    adopted: dict[int, str],
    book: Book,
    as_it_stands: str,
) -> tuple[pl.Series, list[tuple[int, ClaimError]]]:
    """The sums of one column in figures, null where they cannot be read, and what is wrong with these. `as_it_stands`: what
    of them is read so.
    """
    how, digits = reader.how, book.currencies
    literal = how.decimals != "comma" and not how.values and not how.currency
    plain = (sums.str.contains(as_it_stands) if literal else sums == "").fill_null(True)
    if plain.all():
        return sums, []
    if literal:
        three = {text for text, code in said.items() if isinstance(code, str) and digits.get(code) == 3}
        grouped = ~plain & sums.str.contains(f"^{GROUPED}$") & ~stated.is_in(three).fill_null(False)
        if grouped.any():
            example = sums.filter(grouped)[0]
            reader.forms.add(int(grouped.sum()), example, reader.literal(example))
            sums, plain = sums.str.replace_all(",", "", literal=True).zip_with(grouped, sums), plain | grouped
    known: dict[tuple[str, str | None], tuple[Literal, str | None] | ClaimError] = {}
    rows, made, wrong = (~plain).arg_true(), list[str | None](), list[tuple[int, ClaimError]]()
    for row, text, currency in zip(rows, sums.gather(rows), stated.gather(rows), strict=True):
        found = known.get((text, currency))
        if found is None:
            found = known[text, currency] = _one(reader, text, said.get(currency), book)
        if isinstance(found, tuple) and found[1] and adopted.setdefault(row, found[1]) != found[1]:
            found = ClaimError(f'{reader.info.id}: "{text[:60]}" is not in {adopted[row]} as another sum of the row is')
        if isinstance(found, ClaimError):
            wrong.append((row, found))
            made.append(None)
        else:
            reader.forms.add(1, text, found[0])
            made.append(found[0].text or None)
    return sums.scatter(rows, pl.Series(made, dtype=pl.String)), wrong


def _one(reader: Reader, text: str, stated: object, book: Book) -> tuple[Literal, str | None] | ClaimError:
    """A sum as a claim file would say it, and the currency that its cell or the mapping names where none is stated."""
    try:
        said = reader.literal(text)
        if stated is not None and not isinstance(stated, str):
            return said, None
        code = currency_of(reader.info.id, text, said, stated, reader.how, book.currencies)
    except ClaimError as error:
        return error
    return said, code if stated is None and said.text else None
