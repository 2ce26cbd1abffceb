"""The columns of a table as facts: every distinct value is read once, by the reader of claim files; nothing is guessed.

A blank cell is unknown. `2014..2015` is a date or a sum between two ends (one may be left out), `sale|loan` a code that is
one of several. What is written in another way than in a claim file is put so first (see reading/), and counted.
"""

from __future__ import annotations

from threading import Lock

import polars as pl

from ..assessment.fields import EARLIEST, LATEST, READERS, ClaimError, Reading
from ..law.book import Book, FactInfo
from ..logic.values import EVER, Value
from .reading.how import How, Literal
from .reading.literal import literal

EPOCH = 719_163
"""The ordinal of 1970-01-01."""
MOST_KEPT = 1 << 17
MOST_FORMS = 40
MOST_MET = 1 << 12
"""So many texts of a column are looked for in each of its batches before the texts of the batch are gathered."""
_SUM = r"^([0-9]{1,15})(?:\.([0-9]{1,12}))?$"


def plain(info: FactInfo, text: str) -> object:
    """A cell, written as in a claim file, as such a file would hold it."""
    if info.type == "truth":
        return {"true": True, "false": False}.get(text.lower(), text)
    if info.type in ("date", "amount") and ".." in text:
        low, _, high = (part.strip() for part in text.partition(".."))
        return {"from": low or None, "to": high or None} if low or high else text
    if info.type == "code" and "|" in text:
        return [part.strip() for part in text.split("|")]
    return int(text) if info.type == "count" and text.isascii() and text.isdigit() else text


def texts(series: pl.Series) -> pl.Series:
    """The cells of a column as text."""
    return series if series.dtype == pl.String else series.cast(pl.String)


def unmasked(series: pl.Series) -> pl.Series:
    """A column without nulls also without the mask for them, which Polars keeps and which costs time in every step."""
    return series.filter(series.is_not_null())


class Forms:
    """In which other ways the cells of a column were written: rows, an example, and as what it was read."""

    def __init__(self) -> None:
        self.seen: dict[str, tuple[int, str, str]] = {}
        self.others = 0
        self._lock = Lock()

    def add(self, rows: int, text: str, read: Literal) -> None:
        """Count `rows` rows in which `text` was read so."""
        if read.form is None:
            return
        form = read.form[:80]
        with self._lock:
            if form not in self.seen and len(self.seen) >= MOST_FORMS:
                self.others += rows
            else:
                count, *before = self.seen.get(form, (0, text[:80], read.text[:80]))
                example, said = min(tuple(before), (text[:80], read.text[:80]))  # the same in whatever order rows come
                self.seen[form] = (count + rows, example, said)


class Reader:
    """Reads the cells of one fact; keeps what it has read, and counts in `forms` what was not literal."""

    def __init__(self, info: FactInfo, book: Book, how: How | None = None) -> None:
        self.info, self.how, self.forms = info, how or How(), Forms()
        self._book = book
        self._read: dict[str, tuple[Value | ClaimError, Literal | None]] = {}
        self._met = pl.Series([], dtype=pl.String)

    def read(self, text: str) -> Value | ClaimError:
        """The value of a cell, None for a blank one, or what is wrong with it."""
        return self._both(text)[0]

    def literal(self, text: str) -> Literal:
        """A cell as a claim file would say it. Raises ClaimError."""
        return literal(self.info, text, self.how, self._book)

    def raw(self, text: str) -> object:
        """A cell as a claim file would hold it, None for unknown; one that cannot be read as it stands."""
        try:
            said = self.literal(text).text
        except ClaimError:
            said = text.strip()
        return plain(self.info, said) if said else None

    def _both(self, text: str) -> tuple[Value | ClaimError, Literal | None]:
        found = self._read.get(text)
        if found is None:
            if len(self._read) >= MOST_KEPT:
                self._read = {}
            found = self._read[text] = self._fresh(text)
        return found

    def _fresh(self, text: str) -> tuple[Value | ClaimError, Literal | None]:
        try:
            said = self.literal(text)
            if not said.text:
                return None, said
            reading = Reading({}, self._book, None, False)
            return READERS[self.info.type](reading, self.info, plain(self.info, said.text)), said
        except ClaimError as error:
            return error, None

    def cells(self, series: pl.Series) -> Cells:
        """A column, read."""
        if series.dtype == pl.Boolean and self.info.type == "truth":
            return Truths(series)
        if series.dtype == pl.Date and self.info.type == "date":
            days = series.to_physical().cast(pl.Int64) + EPOCH
            if not ((days < EARLIEST) | (days > LATEST)).any():
                return Cells(days, None, None)
        distinct, numbers = self._numbered(texts(series))
        found = [self._both(text) for text in distinct]
        place = numbers.to_physical().cast(pl.UInt32).fill_null(len(found))
        self._count(distinct, place, [said for _, said in found])
        wrong = [isinstance(value, ClaimError) for value, _ in found]
        bad = pl.Series([*wrong, False])[place] if any(wrong) else None
        return Cells(place, [None if isinstance(value, ClaimError) else value for value, _ in found], bad)

    def _numbered(self, series: pl.Series) -> tuple[pl.Series, pl.Series]:
        """The texts that stand in a column, or stood in one before, and the column as numbers of these."""
        known = self._met
        numbers = series.cast(pl.Enum(known), strict=False)
        if numbers.null_count() > series.null_count():
            known = pl.concat([known, series.filter(numbers.is_null()).drop_nulls()]).unique(maintain_order=True)
            if known.len() > MOST_MET:
                known = series.drop_nulls().unique()
            numbers = series.cast(pl.Enum(known))
            if known.len() <= MOST_MET:
                self._met = known
        return known, numbers

    def _count(self, distinct: pl.Series, place: pl.Series, said: list[Literal | None]) -> None:
        if any(one is not None and one.form is not None for one in said):
            for number, rows in place.value_counts().iter_rows():
                if number < len(said) and (one := said[number]) is not None:
                    self.forms.add(rows, distinct[number], one)


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

    def codes(self) -> pl.Series:
        """What each row says, as text; several codes with a bar between them."""
        texts = ["|".join(sorted(value)) if isinstance(value, frozenset) else None for value in self.values or ()]
        return pl.Series(texts, dtype=pl.String)[self.place]

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
            return unmasked(self.place.fill_null(open[number]))
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


class Truths(Cells):
    """A column of truths of one batch, typed as such."""

    def __init__(self, truths: pl.Series) -> None:
        super().__init__(truths, None, None)

    def exact(self) -> pl.Series:
        """The rows in which nothing is left to ask."""
        return self.given()

    def can(self, allowed: bool | frozenset[str]) -> pl.Series:
        """The rows that can be true, or false. Unlike what `|` gives, the column has no mask of nulls, which costs time in
        every step on it.
        """
        return self.place.ne_missing(allowed is not True)


class Sums(Cells):
    """A column of sums of one batch, in minor units; a cell that is not at once seen to be in order counts as blank, and
    `doubtful` tells it.
    """

    def __init__(self, sums: pl.Series, currency: pl.Series, digits: dict[str, int]) -> None:
        text, dots = pl.col("sum").str.strip_chars(), pl.lit("..")
        frame = pl.select(
            sums.cast(pl.String).alias("sum"), currency.cast(pl.String).str.strip_chars().alias("currency")
        )
        frame = frame.select(
            pl.when(text != "").then(text).alias("sum"),
            pl.col("currency").replace_strict(digits, default=-1, return_dtype=pl.Int64).fill_null(-1).alias("digits"),
        )
        if not sums.dtype.is_numeric() and frame["sum"].str.contains(dots, literal=True).any():
            ends = pl.col("sum").str.split_exact("..", 1).struct
            two = pl.col("sum").str.contains("..", literal=True)
            low, high = ends[0], pl.when(two).then(ends[1]).otherwise(ends[0])
            frame = frame.with_columns(low.str.strip_chars().alias("low"), high.str.strip_chars().alias("high"))
            low, high = _minor("low"), _minor("high")
            frame = frame.with_columns(
                pl.when(pl.col("low") == "").then(0).otherwise(low).alias("low"),
                pl.when(pl.col("high") == "").then(EVER).otherwise(high).alias("high"),
            )
        else:
            frame = frame.with_columns(_minor("sum").alias("low")).with_columns(pl.col("low").alias("high"))
        fine = (pl.col("low") <= pl.col("high")) & ((pl.col("low") > 0) | (pl.col("high") < EVER))
        self.doubtful = frame.select((pl.col("sum").is_not_null() & ~fine.fill_null(False)).alias("d")).to_series()
        told = frame.select(
            pl.when(fine).then(pl.col("low")).alias("low"), pl.when(fine).then(pl.col("high")).alias("high")
        )
        super().__init__(told["low"], None, None)
        self._ends = unmasked(told["low"].fill_null(-EVER)), unmasked(told["high"].fill_null(EVER))

    def exact(self) -> pl.Series:
        """The rows in which nothing is left to ask."""
        return self._ends[0] == self._ends[1]

    def side(self, number: int) -> pl.Series:
        """The least (0) or the greatest (1) sum that each row can be."""
        return self._ends[number]


def _minor(name: str) -> pl.Expr:
    """A sum in major units as minor units; null where it is not one, or has more decimals than its currency."""
    text, digits = pl.col(name), pl.col("digits")
    scale = digits.replace_strict({n: 10**n for n in range(5)}, default=None, return_dtype=pl.Int64)
    parts = text.str.extract_groups(_SUM).struct
    whole, rest = parts[0].cast(pl.Int64, strict=False), parts[1].fill_null("").str.strip_chars_end("0")
    padded = pl.concat_str(rest, pl.lit("0000")).str.slice(0, digits.clip(0)).replace("", "0")
    made = whole * scale + padded.cast(pl.Int64, strict=False)
    return pl.when(rest.str.len_chars() <= digits).then(made)
