"""Puts mended rows among the answers of an earlier screening: same day, same law, each id once."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import polars as pl

from ..corpus.errors import DataError
from ..law.book import Book
from ..logic.values import iso
from . import profiles
from .answers import CARRIED, LAST
from .mending import Rows, mended_table, mended_values, read_rejects
from .noticed import readings
from .portfolio.answers import one_run, read_answers
from .rates import read_rates
from .rejecting import REJECTS
from .screen import Screened, Screening
from .singly import FEW
from .stream import BATCH, answered
from .sums import CURRENCY
from .tables.source import Batch
from .tables.writing import Sink, keep_all, sink
from .tell import Options, check_places

_WHOLE = "screen the whole table again"
EXAMPLES = 5


def tell_mended(
    book: Book, table: Path | None, mended: Path, into: Path, on: int | None, options: Options
) -> dict[str, Any]:
    """Screen the rows of `mended` and put them into the answers `into`. `mended`: the rejects of `table`, with other values;
    without a table the rows themselves. Raises DataError; the answers are then as they were.
    """
    if into.suffix.lower() == ".xlsx":
        raise DataError(
            f"a workbook is written as a whole; {_WHOLE}, or keep the answers as .parquet and make the workbook of them "
            "with `exequatur portfolio`",
            into,
        )
    rejects = options.rejects or into.with_name(f"{into.stem}.rejects.csv")
    check_places(mended if table is None else table, into, rejects)
    if mended.resolve() == into.resolve():
        raise DataError("stands for the answers and for the mended rows; name two files", into)
    answers = read_answers(into, needs=("id", *LAST))
    names = answers.collect_schema().names()
    at = _day(book, answers, into, on)
    read = options.mapping, options.sheet, options.encoding
    rows = mended_table(book, mended, *read) if table is None else mended_values(book, table, mended, *read)
    before = read_rejects(rejects) if rejects.exists() else pl.DataFrame(schema=REJECTS)
    screening = _screening(book, at, rows, names, mended if table is None else table, options)
    found = _screened(screening, rows, names)
    answers = answers.cast(pl.Schema(screening.schema))  # names as this release of the law has them
    joined = Joined(found.answers, into)
    left = _still_bad(before, found.rejects, rows)
    sinks: list[Sink] = [sink(into, dict(answers.collect_schema()))]
    if left.height or rejects.exists():
        sinks.append(sink(rejects, REJECTS))
    try:
        for one in sinks[1:]:
            one.add(left)
        for batch in answers.collect_batches(maintain_order=True):
            sinks[0].add(joined.with_mended(batch))
        added = joined.rest()
        sinks[0].add(added)
        keep_all(sinks)
    except pl.exceptions.PolarsError as error:
        raise DataError(f"a value cannot be read: {str(error).splitlines()[0][:160]}; {_WHOLE}", into) from None
    finally:
        for one in sinks:
            one.drop()
    return {
        "out": str(into),
        "rejects": str(rejects) if left.height else None,
        "day": iso(at),
        "rows": found.rows,
        "added": added.height,
        "replaced": len(joined.replaced),
        "replaced_ids": [id[:80] for id in joined.replaced[:EXAMPLES]],
        "unchanged": joined.unchanged,
        "rejected": found.rejected,
        "before": joined.before,
        "after": joined.before + added.height,
        "rejects_left": left.select("row", "id").n_unique(),
        "table": rows.told,
        "readings": readings(screening.readers),
    }


def _day(book: Book, answers: pl.LazyFrame, path: Path, on: int | None) -> int:
    """The day of the answers, which must be of this release of the law."""
    day, release = one_run(answers, path)
    if release != book.release:
        raise DataError(f"holds answers by the law of release {release[:40]}, this is {book.release}; {_WHOLE}", path)
    if on not in (None, day):
        asked = date.fromordinal(on or 0)
        raise DataError(f"holds answers as of {iso(day)}, not {asked}; leave out --on, or {_WHOLE} as of {asked}", path)
    return day


def _screening(book: Book, on: int, rows: Rows, names: list[str], path: Path, options: Options) -> Screening:
    """What answers rows with the columns of the answers."""
    columns = rows.frame.columns
    sums = any(name in book.facts and book.facts[name].type == "amount" for name in columns)
    lacking = [name for name in CARRIED if name in names and name not in columns]
    lacking = [name for name in lacking if name != CURRENCY or not sums]
    if lacking:
        raise DataError(f"has no column `{lacking[0]}`, which the answers have; give mended rows every column", path)
    rates = read_rates(options.rates, book) if options.rates else []
    few = options.engine == "polars" and rows.frame.height <= FEW
    missing = any(name in profiles.SCHEMA for name in names)
    return Screening(book, on, columns, missing, rates, names, rows.how, options.engine, few)


def _screened(screening: Screening, rows: Rows, names: list[str]) -> Screened:
    height = rows.frame.height
    batches = (Batch(at, rows.frame.slice(at, BATCH), rows.cut) for at in range(0, height, BATCH))
    made = [(good.select(names), bad) for _, good, bad in answered(screening, batches)]
    none = screening.screen(rows.frame.clear()).answers.select(names), pl.DataFrame(schema=REJECTS)
    answers, rejects = (pl.concat(parts) for parts in zip(none, *made, strict=True))
    return Screened(answers, rejects, height)


def _still_bad(before: pl.DataFrame, bad: pl.DataFrame, rows: Rows) -> pl.DataFrame:
    """The rejects that are left: those of rows that nobody mended, and those of rows that are bad still, with the values of
    these that were put right.
    """
    key = before["id"]
    known = dict(zip(key, before["row"], strict=True))
    places = [row - 1 for row in bad["row"]]
    own = pl.DataFrame(
        {
            "row": [known.get(rows.meant[at]) or rows.numbers[at] for at in places],
            "id": [rows.meant[at] for at in places],
        },
        schema={"row": pl.Int64, "id": pl.String},
    )
    bad = bad.with_columns(own)
    kept = rows.lines.join(bad, on="id", how="semi").join(bad, on=["id", "column"], how="anti")
    others = before.filter(~key.is_in(rows.meant.implode()).fill_null(False))
    left = pl.concat([others.select(list(REJECTS)), bad, kept])
    return left.sort("row", nulls_last=True, maintain_order=True)


class Joined:
    """The answers batch by batch, with those of mended rows in their places. `replaced`: ids whose answer became another."""

    def __init__(self, mended: pl.DataFrame, path: Path) -> None:
        self._path, self._mended = path, mended
        self._places = self._mended.select("id").with_row_index("place")
        self._met = set[int]()
        self.before = self.unchanged = 0
        self.replaced = list[str]()

    def with_mended(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The next rows of the answers. Raises DataError where a mended row could be two of them."""
        self.before += batch.height
        place = batch.select("id").join(self._places, on="id", how="left", maintain_order="left")["place"]
        known = place.is_not_null()
        if not known.any():
            return batch
        own = place.drop_nulls()
        if own.is_duplicated().any() or not self._met.isdisjoint(own):
            twice = next(at for at in own if at in self._met or (own == at).sum() > 1)
            id = str(self._mended["id"][twice])[:80]
            raise DataError(f'several answers have the id "{id}"; give every claim its own and {_WHOLE}', self._path)
        self._met.update(own)
        old, new = batch.filter(known), self._mended[own]
        differs = reduce(or_, (old[name].ne_missing(new[name]) for name in old.columns))
        self.unchanged += int((~differs).sum())
        self.replaced += old["id"].filter(differs).to_list()
        rows = pl.Series(range(batch.height), dtype=pl.Int64)
        return pl.concat([batch, self._mended])[(place + batch.height).cast(pl.Int64).fill_null(rows)]

    def rest(self) -> pl.DataFrame:
        """The answers of mended rows that had none."""
        return self._mended[[at for at in range(self._mended.height) if at not in self._met]]
