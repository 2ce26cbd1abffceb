"""The answers for a table of claims: one pass over the columns, and what no claim file could say in a table of rejects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cached_property, partial, reduce
from operator import add, or_
from typing import Any

import msgspec
import polars as pl

from ..assessment.fields import ClaimError
from ..corpus.errors import DataError
from ..law.book import Book
from . import profiles, singly
from .answers import CARRIED, LAST, POSSIBLE, SCHEMA, columns, kinds
from .cells import Cells, Reader, Sums
from .compiled import Compiled
from .rates import exchanges
from .reading.how import How
from .rejecting import CUT, REJECTS, Rejecting
from .states import groups
from .sums import CURRENCY, Settled, settle


class Screened(msgspec.Struct, frozen=True):
    """The answers (a row per claim that could be read, in order) and the rejects (a row per fault)."""

    answers: pl.DataFrame
    rejects: pl.DataFrame
    rows: int

    @property
    def rejected(self) -> int:
        """How many rows were rejected."""
        return self.rows - self.answers.height


class Screening:
    """The law of one day, ready for tables with these columns."""

    def __init__(
        self,
        book: Book,
        on: int,
        columns: list[str],
        missing: bool = False,
        rates: Sequence[Mapping[str, Any]] = (),
        give: Sequence[str] | None = None,
        how: Mapping[str, How] | None = None,
        engine_name: str = "polars",
        few: bool = False,
    ) -> None:
        """`missing`: say for each row which fact to ask first. `rates`: rates of exchange as a claim file gives them. `give`:
        only these columns of the answers. `how`: how the cells of a fact are read. `engine_name`: what runs the steps.
        `few`: answer claim by claim; the law is then not read in columns. Raises DataError where the law of the day cannot be
        read in columns, or is not on record, or gives no such column, or the engine is not there.
        """
        if on < book.periods[0]:
            first = date.fromordinal(book.periods[0]).isoformat()
            raise DataError(f"the law before {first} is not on record; ask for a later day with --on")
        self._book, self._on = book, on
        if CURRENCY not in columns and any(
            name in book.facts and book.facts[name].type == "amount" for name in columns
        ):
            columns = [*columns, CURRENCY]  # a cell with a sum can name it
        self._columns = columns
        self._stopped = False
        self._facts = [name for name in columns if name in book.facts]
        values = [name for name in self._facts if book.facts[name].type != "text"]
        self.readers = {name: Reader(book.facts[name], book, (how or {}).get(name)) for name in values}
        self._alone = Rejecting(book, on, self.readers, {"rates": list(rates)} if rates else {})
        kind = kinds(book)
        self.schema = self._schema(missing, give, kind)
        self._kinds = self.schema | {name: kind[name] for name in (*POSSIBLE, "as_it_stands")}
        self._missing, self._few, self._engine, self._rates = missing, few, engine_name, exchanges(book, on, rates)
        self.questions = 0
        """Rows of which the first missing fact was worked out; others look the same as one of them."""
        if not few:
            _ = self.compiled

    @cached_property
    def compiled(self) -> Compiled:
        """The law read in columns, when it is first wanted. Raises DataError."""
        return Compiled(self._book, self._on, self.readers, self._rates, self.schema, self._missing, self._engine)

    def plan(self) -> dict[str, Any]:
        """What is done with a table of these columns, after folding."""
        return self.compiled.plan(self._facts)

    def _schema(self, missing: bool, give: Sequence[str] | None, kind: Mapping[str, Any]) -> dict[str, Any]:
        """The columns of the answers."""
        head = dict.fromkeys((name for name in CARRIED if name in self._columns), pl.String)
        every = head | SCHEMA | (profiles.SCHEMA if missing else {}) | LAST
        every = {name: kind.get(name, plain) for name, plain in every.items()}
        for name in give or ():
            if name not in every:
                near = get_close_matches(name, every, 1, 0.6)
                hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(every)}"
                raise DataError(f"--columns: no column `{name[:80]}`; {hint}")
        return {name: every[name] for name in give} if give else every

    def screen(self, frame: pl.DataFrame) -> Screened:
        """Both answers for every row of a table that is at hand."""
        answers, rejects = self.batch(0, frame)
        return Screened(answers, rejects, frame.height)

    def batch(self, at: int, frame: pl.DataFrame, cut: Sequence[int] = ()) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The answers and the rejects of some rows, the first of which has the number `at`. `cut`: rows of the whole table
        with less cells than there are columns.
        """
        if self._stopped:
            raise RuntimeError("the screening was stopped")
        settled = settle(frame, self.readers, self._book)
        cells = self._cells(settled)
        bad, faults = self._alone.bad_cells(at, frame, cells, settled)
        for row in (row - at for row in cut if at <= row < at + frame.height):
            bad[row] = True
            faults.append(self._alone.fault(at, frame, row, None, CUT))
        head = {name: _carried(frame, name, cells.get(name)) for name in CARRIED if name in self.schema}
        if self._few:
            return self._singly(at, settled.frame, head, bad, faults)
        found = self.compiled.runner.run(cells, frame.height)
        rejected, aside = found.pop("rejected"), found.pop("aside")
        out = bad | rejected
        made = head | columns(found, self.compiled.names, self._kinds, frame.height)
        if "group" in self.schema:
            made["group"] = groups(self._book, self._on, cells.get("origin"), frame.height)
        if self.compiled.profiles:
            open = reduce(add, (found[name].cast(pl.Int8) for name in POSSIBLE)) > 1
            asked = self.compiled.profiles.find(cells, open & ~out, partial(self._alone.alone, settled.frame))
            made |= dict(zip(profiles.SCHEMA, asked, strict=True))
            self.questions = self.compiled.profiles.count
        for name, same in (("day", date.fromordinal(self._on)), ("release", self._book.release)):
            if name in self._kinds:
                made[name] = pl.repeat(same, frame.height, dtype=self._kinds[name], eager=True)
        answers = pl.DataFrame([made[name].alias(name) for name in self._kinds])
        for row in self._each(rejected & ~bad):
            faults.append(self._alone.rejected(at, frame, settled.frame, row))
        one_by_one = reduce(or_, (found[name] for name in ("limit alone", "sums alone") if name in found), aside)
        answers = self._one_by_one(answers, settled.frame, one_by_one & ~out, aside)
        return answers.filter(~out), _table(faults)

    def stop(self) -> None:
        """End batches that are under way: what they give is good for nothing. No batch can follow."""
        self._stopped = True

    def _each(self, which: pl.Series) -> Iterator[int]:
        """The numbers of these rows, until the screening is stopped."""
        for row in which.arg_true():
            if self._stopped:
                return
            yield row

    def _one_by_one(
        self, answers: pl.DataFrame, frame: pl.DataFrame, which: pl.Series, aside: pl.Series
    ) -> pl.DataFrame:
        """The answers, those of some rows as the claims that they are. `aside`: rows of which the columns say nothing."""
        rows, told = dict[str, list[int]](), dict[str, list[Any]]()
        for row in self._each(which):
            found = singly.told(self._book, self._alone.alone(frame, row), self._missing and bool(aside[row]))
            for name in found.keys() & set(answers.columns):
                rows.setdefault(name, []).append(row)
                told.setdefault(name, []).append(found[name])
        return answers.with_columns(
            answers[name].scatter(rows[name], pl.Series(values, dtype=answers.schema[name]))
            for name, values in told.items()
        )

    def _singly(
        self,
        at: int,
        frame: pl.DataFrame,
        head: Mapping[str, pl.Series],
        bad: pl.Series,
        faults: list[tuple[Any, ...]],
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The answers and the rejects of some rows, each answered as the claim that it is."""
        rows: list[dict[str, Any]] = []
        for row in self._each(~bad):
            try:
                found = self._alone.alone(frame, row)
            except ClaimError as error:
                faults.append(self._alone.fault(at, frame, row, None, error))
                continue
            self.questions += not found.settled
            told = {name: column[row] for name, column in head.items()} | singly.told(self._book, found, self._missing)
            rows.append(told | {"day": date.fromordinal(self._on), "release": self._book.release})
        return pl.DataFrame(rows, schema=self._kinds), _table(faults)

    def _cells(self, settled: Settled) -> dict[str, Cells]:
        frame = settled.frame
        return {
            name: Sums(frame[name], settled.codes, self._book.currencies)
            if reader.info.type == "amount"
            else reader.cells(frame[name])
            for name, reader in self.readers.items()
        }


def _table(faults: list[tuple[Any, ...]]) -> pl.DataFrame:
    """The rejects, in the order of rows."""
    return pl.DataFrame(sorted(faults, key=lambda fault: fault[0]), schema=REJECTS, orient="row")


def _carried(frame: pl.DataFrame, name: str, cells: Cells | None) -> pl.Series:
    """A column of the table in the answers: codes as they were read, ids without blanks around; a blank one is none."""
    if cells is not None:
        return cells.codes().alias(name)
    own = frame[name].cast(pl.String).str.strip_chars()
    return pl.select(pl.when(own != "").then(own).alias(name)).to_series()
