"""The answers for a table of claims: one pass over the columns, and what no claim file could say in a table of rejects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial, reduce
from operator import add
from typing import Any

import msgspec
import polars as pl

from ..assessment.assess import Assessment, assess
from ..assessment.claim import make_claim
from ..assessment.fields import HEAD, ClaimError
from ..corpus.errors import DataError
from ..law.book import Book
from . import profiles
from .answers import LAST, POSSIBLE, SCHEMA, columns, put_alone, put_limit, wanted
from .cells import Cells, Reader
from .compiling.asking import Asked, Asking
from .compiling.columns import NotInColumns
from .compiling.program import LEAVES, shown
from .engines.polars import Runner, changes
from .profiles import Profiles, telling
from .reading.how import How
from .states import groups
from .sums import bad_sums, raw_row

_CUT = "the row has less cells than the head; write a comma for each blank one"
_CONTROL = r"[\p{Cc}\x{fffe}\x{ffff}]"
REJECTS = {
    "row": pl.Int64,
    "id": pl.String,
    "column": pl.String,
    "value": pl.String,
    "reason": pl.String,
    "remedy": pl.String,
}


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
        self, book: Book, on: int, columns: list[str], missing: bool = False, how: Mapping[str, How] | None = None
    ) -> None:
        """`missing`: say for each row which fact to ask first. `how`: how the cells of a fact are read. Raises DataError
        where the law of the day cannot be read in columns, or is not on record.
        """
        if on < book.periods[0]:
            first = date.fromordinal(book.periods[0]).isoformat()
            raise DataError(f"the law before {first} is not on record; ask for a later day with --on")
        self._book, self._on = book, on
        self._has_id = "id" in columns
        self._facts = [name for name in columns if name in book.facts]
        values = [name for name in self._facts if book.facts[name].type != "text"]
        try:
            self._asking = Asking(book, on, values)
            self.asked: Asked = self._asking.ask()
        except NotInColumns as error:
            raise DataError(f"the law of this day cannot be screened: {error}; assess such claims one by one") from None
        self.readers = {name: Reader(book.facts[name], book, (how or {}).get(name)) for name in values}
        program, cuts = self._asking.program, partial(changes, book)
        self._runner = Runner(program, dict(wanted(self.asked)), book.look_up, cuts)
        self.profiles = Profiles(Runner(program, telling(program), book.look_up, cuts)) if missing else None

    def plan(self) -> dict[str, Any]:
        """What is done with a table of these columns, after folding."""
        steps = self._asking.program.steps
        needed = self._runner.needed
        read = {step[1] for step in (steps[number] for number in needed) if step[0] in LEAVES}
        return {
            "read": sorted(read),
            "not_read": sorted(set(self._facts) - read),
            "paths": [
                {"path": track, "nodes": nodes, "folded": folded}
                for track, (nodes, folded) in self.asked.folded.items()
            ],
            "steps": [f"{number}: {' '.join(shown(part) for part in steps[number])}" for number in needed],
        }

    @property
    def schema(self) -> dict[str, Any]:
        """The columns of the answers."""
        head: dict[str, Any] = {"id": pl.String} if self._has_id else {}
        return head | SCHEMA | (profiles.SCHEMA if self.profiles else {}) | LAST

    def screen(self, frame: pl.DataFrame) -> Screened:
        """Both answers for every row of a table that is at hand."""
        answers, rejects = self.batch(0, frame)
        return Screened(answers, rejects, frame.height)

    def batch(self, at: int, frame: pl.DataFrame, cut: Sequence[int] = ()) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The answers and the rejects of some rows, the first of which has the number `at`. `cut`: rows of the whole table
        with less cells than there are columns.
        """
        cells = {
            name: reader.cells(frame[name]) for name, reader in self.readers.items() if reader.info.type != "amount"
        }
        bad, faults = self._bad_cells(at, frame, cells)
        for row in (row - at for row in cut if at <= row < at + frame.height):
            bad[row] = True
            faults.append(self._fault(at, frame, row, None, _CUT))
        found = self._runner.run(cells, frame.height)
        rejected, aside = found.pop("rejected"), found.pop("aside")
        group = groups(self._book, self._on, cells.get("origin"), frame.height)
        head = {"id": _id(frame)} if self._has_id else {}
        out = bad | rejected
        made = head | columns(found, group)
        if self.profiles:
            open = reduce(add, (found[name].cast(pl.Int8) for name in POSSIBLE)) > 1
            asked = self.profiles.find(cells, open & ~out, partial(self._alone, frame))
            made |= dict(zip(profiles.SCHEMA, asked, strict=True))
        made["release"] = pl.repeat(self._book.release, frame.height, dtype=pl.String, eager=True)
        answers = pl.DataFrame(made)
        for row in (rejected & ~bad).arg_true():
            faults.append(self._reject(at, frame, row))
        for row in ((aside | found["limit alone"]) & ~out).arg_true():
            alone = self._alone(frame, row)
            if aside[row]:
                put_alone(answers, row, alone)
            put_limit(answers, row, alone)
        answers = answers.filter(~out)
        faults.sort(key=lambda fault: fault[0])
        return answers, pl.DataFrame(faults, schema=REJECTS, orient="row")

    def _bad_cells(
        self, at: int, frame: pl.DataFrame, cells: Mapping[str, Cells]
    ) -> tuple[pl.Series, list[tuple[Any, ...]]]:
        """The rows with a value that cannot be read, and what is wrong with each."""
        bad = pl.repeat(False, frame.height, eager=True)
        faults = []
        for name, column in cells.items():
            if column.bad is not None:
                bad = bad | column.bad
                for row in column.bad.arg_true():
                    wrong = self.readers[name].read(str(frame[name][row]))
                    faults.append(self._fault(at, frame, row, name, wrong))
        for row, name, error in self._bad_rest(frame):
            bad[row] = True
            faults.append(self._fault(at, frame, row, name, error))
        return bad, faults

    def _bad_rest(self, frame: pl.DataFrame) -> Iterator[tuple[int, str, object]]:
        """Sums, texts and the head of a claim: no rule reads them, but what is wrong with them is said."""
        currency, of = frame.get_column("currency", default=None), self.readers.get("currency")
        adopted: dict[int, str] = {}
        for name in frame.columns:
            info = self._book.facts.get(name)
            if info is not None and info.type == "amount":
                found = bad_sums(self.readers[name], frame[name], currency, of, adopted, self._book)
                yield from ((row, name, error) for row, error in found)
                continue
            if name == "requested":
                doubtful = (frame[name].cast(pl.String).str.strip_chars() != self._book.requested).fill_null(False)
            elif name in HEAD or (info is not None and info.type == "text"):
                cells = frame[name].cast(pl.String)
                doubtful = ((cells.str.len_chars() > 2000) | cells.str.contains(_CONTROL)).fill_null(False)
            else:
                continue
            for row in doubtful.arg_true():
                try:
                    if text := str(frame[name][row]).strip():
                        make_claim({name: text}, self._book)
                except ClaimError as error:
                    yield row, name, error

    def _raw(self, frame: pl.DataFrame, row: int) -> dict[str, Any]:
        """A row as a claim file would hold it."""
        return raw_row(frame.row(row, named=True), self.readers, self._book)

    def _alone(self, frame: pl.DataFrame, row: int) -> Assessment:
        return assess(make_claim(self._raw(frame, row), self._book), on=self._on, book=self._book)

    def _reject(self, at: int, frame: pl.DataFrame, row: int) -> tuple[Any, ...]:
        """What the single claim would be told of a row that the columns reject."""
        try:
            self._alone(frame, row)
        except ClaimError as error:
            return self._fault(at, frame, row, None, error)
        raise AssertionError(f"row {at + row + 1} is rejected in columns but not alone")

    def _fault(self, at: int, frame: pl.DataFrame, row: int, name: str | None, error: object) -> tuple[Any, ...]:
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
            None if value is None else str(value)[:200],
            reason or remedy,
            remedy if reason else None,
        )


def _id(frame: pl.DataFrame) -> pl.Series:
    """The ids of the rows; a blank one is none."""
    own = frame["id"].cast(pl.String)
    return pl.select(pl.when(own != "").then(own).alias("id")).to_series()
