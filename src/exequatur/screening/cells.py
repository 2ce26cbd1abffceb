"""The columns of a table as facts: every distinct value is read once, by the reader of claim files; nothing is guessed.

A blank cell is unknown. `2014..2015` is a date or a sum between two ends (one may be left out), `sale|loan` a code that is
one of several. Truths may stand in any case, as spreadsheets write them.
"""

from __future__ import annotations

import polars as pl

from ..assessment.fields import EARLIEST, LATEST, READERS, ClaimError, Reading
from ..law.book import Book, FactInfo
from ..logic.values import EVER, Value

_EPOCH = 719_163
_SUM = r"^\d{1,15}(\.\d{1,3})?$"
_FRACTION = r"\.(\d*?)0*$"


def plain(info: FactInfo, text: str) -> object:
    """A cell as a claim file would hold it."""
    if info.type == "truth":
        return {"true": True, "false": False}.get(text.lower(), text)
    if info.type in ("date", "amount") and ".." in text:
        low, _, high = (part.strip() for part in text.partition(".."))
        return {"from": low or None, "to": high or None} if low or high else text
    if info.type == "code" and "|" in text:
        return [part.strip() for part in text.split("|")]
    return int(text) if info.type == "count" and text.isascii() and text.isdigit() else text


class Reader:
    """Reads the cells of one fact; keeps what it has read."""

    def __init__(self, info: FactInfo, book: Book) -> None:
        self.info, self._book = info, book
        self._read: dict[str, Value | ClaimError] = {}

    def read(self, text: str) -> Value | ClaimError:
        """The value of a cell, None for a blank one, or what is wrong with it."""
        found = self._read.get(text, self)
        if found is self:
            found = self._read[text] = self._fresh(text.strip())
        return found  # type: ignore[return-value]

    def _fresh(self, text: str) -> Value | ClaimError:
        if not text:
            return None
        try:
            return READERS[self.info.type](Reading({}, self._book, None, False), self.info, plain(self.info, text))
        except ClaimError as error:
            return error

    def cells(self, series: pl.Series) -> Cells:
        """A column, read."""
        if series.dtype == pl.Boolean and self.info.type == "truth":
            return Cells(series.cast(pl.UInt8).fill_null(2), [False, True], None)
        if series.dtype == pl.Date and self.info.type == "date":
            days = series.to_physical().cast(pl.Int64) + _EPOCH
            if not ((days < EARLIEST) | (days > LATEST)).any():
                return Cells(days, None, None)
        if series.dtype != pl.String:
            series = series.cast(pl.String)
        distinct = series.drop_nulls().unique()
        values = [self.read(text) for text in distinct]
        if not values:
            return Cells(pl.repeat(0, len(series), dtype=pl.UInt8, eager=True), [], None)
        place = series.cast(pl.Enum(distinct)).to_physical().cast(pl.UInt32).fill_null(len(values))
        wrong = [isinstance(value, ClaimError) for value in values]
        bad = pl.Series([*wrong, False])[place] if any(wrong) else None
        return Cells(place, [None if isinstance(value, ClaimError) else value for value in values], bad)


class Cells:
    """One column of one batch: for each row the place of its value in `values`, which end with a blank; or, where
    `values` is None, a day in full.
    """

    def __init__(self, place: pl.Series, values: list[Value] | None, bad: pl.Series | None) -> None:
        self.place, self.bad = place, bad
        self.values = None if values is None else [*values, None]

    def given(self) -> pl.Series:
        """The rows in which something is stated."""
        return (
            self.place.is_not_null()
            if self.values is None
            else self._told([value is not None for value in self.values])
        )

    def exact(self) -> pl.Series:
        """The rows in which nothing is left to ask: one truth, one code, one day."""
        return self.place.is_not_null() if self.values is None else self._told([_exact(value) for value in self.values])

    def can(self, allowed: bool | frozenset[str]) -> pl.Series:
        """The rows whose value can be this one, or one of these."""
        return self._told([_can(value, allowed) for value in self.values or ()])

    def other(self, named: frozenset[str]) -> pl.Series:
        """The rows whose code can be none of these."""
        return self._told([not isinstance(value, frozenset) or not value <= named for value in self.values or ()])

    def side(self, number: int) -> pl.Series:
        """The least (0) or the greatest (1) number that each row can be."""
        open = (-EVER, EVER)
        if self.values is None:
            return self.place.fill_null(open[number])
        return pl.Series([(value if isinstance(value, tuple) else open)[number] for value in self.values])[self.place]

    def key(self, keys: dict[frozenset[str], int]) -> pl.Series:
        """The number of each row's set of values in `keys`, which grows; -1 where nothing is known."""
        numbers = [
            keys.setdefault(value, len(keys)) if isinstance(value, frozenset) else -1 for value in self.values or ()
        ]
        return pl.Series(numbers)[self.place]

    def _told(self, of: list[bool]) -> pl.Series:
        return pl.Series(of)[self.place]


def _exact(value: Value) -> bool:
    if isinstance(value, frozenset):
        return len(value) == 1
    return value[0] == value[1] if isinstance(value, tuple) else value is not None


def _can(value: Value, allowed: bool | frozenset[str]) -> bool:
    if value is None:
        return True
    return (
        bool(value & allowed) if isinstance(value, frozenset) and isinstance(allowed, frozenset) else value is allowed
    )


def doubtful_sums(sums: pl.Series, currency: pl.Series, digits: dict[str, int]) -> pl.Series:
    """The rows whose sum is not at once seen to be in order; the reader of claim files then says what is wrong, if
    anything is.
    """
    frame = pl.select(
        sums.cast(pl.String).str.strip_chars().alias("sum"),
        currency.cast(pl.String).str.strip_chars().alias("currency"),
    )
    fine = pl.col("sum").str.contains(_SUM) & (
        pl.col("sum").str.extract(_FRACTION).str.len_chars().fill_null(0)
        <= pl.col("currency").replace_strict(digits, default=-1, return_dtype=pl.Int64).fill_null(-1)
    )
    return frame.select((pl.col("sum").is_null() | (pl.col("sum") == "") | fine).not_().fill_null(True)).to_series()
