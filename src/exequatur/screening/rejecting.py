"""Rows that cannot be answered: what no claim file could say, told as the single claim would be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from ..assessment.assess import Assessment, assess
from ..assessment.claim import make_claim
from ..assessment.fields import HEAD, ClaimError
from ..law.book import Book
from .answers import CARRIED
from .cells import Cells, Reader, Sums, plain
from .sums import Settled
from .tables.writing import unguarded

CUT = "the row has less or more cells than the head; separate each blank cell, and quote one that holds a separator"
VALUE = 200
"""So much of a value stands in the rejects."""
_CONTROL = r"[\p{Cc}\x{fffe}\x{ffff}]"
REJECTS = {
    "row": pl.Int64,
    "id": pl.String,
    "column": pl.String,
    "value": pl.String,
    "reason": pl.String,
    "remedy": pl.String,
}


def _of(name: str, error: ClaimError) -> ClaimError:
    """What is wrong with a text, said of the column `name`."""
    return ClaimError(f"{name}: {error.message.partition(': ')[2]}")


def read_rejects(path: Path) -> pl.DataFrame:
    """Rejects as they were written."""
    if path.suffix.lower() == ".parquet":
        return pl.read_parquet(path)
    return pl.read_csv(path, schema=REJECTS).with_columns(
        unguarded(name) for name, kind in REJECTS.items() if kind == pl.String
    )


class Rejecting:
    """Reads rows one by one where something is wrong with them, or where columns do not go far enough."""

    def __init__(self, book: Book, on: int, readers: Mapping[str, Reader], more: Mapping[str, Any]) -> None:
        """`more`: what every claim is given besides its row."""
        self._book, self._on, self._readers, self._more = book, on, readers, more

    def bad_cells(
        self, at: int, frame: pl.DataFrame, cells: Mapping[str, Cells], settled: Settled
    ) -> tuple[pl.Series, list[tuple[Any, ...]]]:
        """The rows with a value that cannot be read, and what is wrong with each."""
        bad = pl.repeat(False, frame.height, eager=True)
        faults = []
        for name, column in cells.items():
            if column.bad is not None:
                bad = bad | column.bad
                for row in column.bad.arg_true():
                    wrong = self._readers[name].read(str(frame[name][row]))
                    faults.append(self.fault(at, frame, row, name, wrong))
        told = {(fault[0], fault[2]) for fault in faults}
        for row, name, error in (*settled.wrong, *self._bad_rest(settled.frame, cells)):
            bad[row] = True
            if (at + row + 1, name) not in told:
                faults.append(self.fault(at, frame, row, name, error))
        return bad, faults

    def _bad_rest(self, frame: pl.DataFrame, cells: Mapping[str, Cells]) -> Iterator[tuple[int, str, object]]:
        """Sums, texts and the head of a claim: what is wrong with them."""
        for name in frame.columns:
            info = self._book.facts.get(name)
            column = cells.get(name)
            if isinstance(column, Sums):
                doubtful = column.doubtful
            elif name == "requested":
                doubtful = (frame[name].cast(pl.String).str.strip_chars() != self._book.requested).fill_null(False)
            elif column is None and (name in (*HEAD, *CARRIED) or (info is not None and info.type == "text")):
                text = frame[name].cast(pl.String)
                doubtful = ((text.str.len_chars() > 2000) | text.str.contains(_CONTROL)).fill_null(False)
            else:
                continue
            for row in doubtful.arg_true():
                raw = self._said(frame, row, name)
                if raw is None:
                    continue
                try:
                    make_claim(raw, self._book)
                except ClaimError as error:
                    if not isinstance(self._currency(frame, row), ClaimError):  # else the currency is the fault
                        yield row, name, error if name in raw else _of(name, error)

    def _said(self, frame: pl.DataFrame, row: int, name: str) -> dict[str, Any] | None:
        """One value of a row, as a claim file would hold it alone; None for a blank one. What such a file has no field for is
        a text like its title.
        """
        if name not in HEAD and name not in self._book.facts:
            return {"title": str(frame[name][row])}
        raw = self.raw(frame, row)
        return {key: raw[key] for key in (name, "currency") if key in raw} if name in raw else None

    def _currency(self, frame: pl.DataFrame, row: int) -> object:
        """The currency of a row, or what is wrong with it."""
        cell = frame["currency"][row] if "currency" in frame.columns else None
        return None if cell is None else self._readers["currency"].read(str(cell))

    def raw(self, frame: pl.DataFrame, row: int) -> dict[str, Any]:
        """A row whose sums are settled, as a claim file would hold it."""
        raw = dict(self._more)
        for name, value in frame.row(row, named=True).items():
            if name not in HEAD and name not in self._book.facts:
                continue
            text = "" if value is None else str(value).strip()
            reader = self._readers.get(name)
            if isinstance(value, bool):
                raw[name] = value
            elif text and reader is not None:
                said = plain(reader.info, text) if reader.info.type == "amount" else reader.raw(text)
                raw |= {} if said is None else {name: said}
            elif text:
                raw[name] = text
        return raw

    def alone(self, frame: pl.DataFrame, row: int) -> Assessment:
        """The answer of the single claim for a row. Raises ClaimError."""
        return assess(make_claim(self.raw(frame, row), self._book), on=self._on, book=self._book)

    def rejected(self, at: int, frame: pl.DataFrame, settled: pl.DataFrame, row: int) -> tuple[Any, ...]:
        """What the single claim would be told of a row that the columns reject."""
        try:
            self.alone(settled, row)
        except ClaimError as error:
            return self.fault(at, frame, row, None, error)
        raise AssertionError(f"row {at + row + 1} is rejected in columns but not alone")

    def fault(self, at: int, frame: pl.DataFrame, row: int, name: str | None, error: object) -> tuple[Any, ...]:
        """What is wrong with a row, as a row of the rejects."""
        message = error.message if isinstance(error, ClaimError) else str(error)
        field, _, rest = message.partition(": ")
        column = field if field in frame.columns else name
        reason, _, remedy = (rest if field == column else message).rpartition("; ")
        value = frame[column][row] if column else None
        own = frame["id"][row] if "id" in frame.columns else None
        return (
            at + row + 1,
            None if own is None else str(own),
            column,
            None if value is None else str(value)[:VALUE],
            reason or remedy,
            remedy if reason else None,
        )
