"""The answers for a table of claims: one pass over the columns, and what no claim file could say in a table of rejects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import msgspec
import polars as pl

from ..assessment.assess import Assessment, assess
from ..assessment.claim import make_claim
from ..assessment.fields import HEAD, ClaimError
from ..assessment.grade import basis
from ..corpus.errors import DataError
from ..law.book import OUTCOMES, Book
from .cells import Cells, Reader, doubtful_sums, plain
from .compiling.asking import Asked, Asking
from .compiling.columns import NotInColumns
from .compiling.program import LEAVES, shown
from .engines.choose import engine
from .states import groups

_CUT = "the row has less cells than the head; write a comma for each blank one"
_CONTROL = r"[\p{Cc}\x{fffe}\x{ffff}]"
LEAST, BATCH, THREADS = 1 << 14, 1 << 18, 2
"""Rows of a batch, and how many batches run at a time."""
_REJECTS = {
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

    def __init__(self, book: Book, on: int, columns: list[str], engine_name: str = "polars") -> None:
        """Raises DataError where the law of the day cannot be read in columns, or is not on record, or the engine is not
        there.
        """
        if on < book.periods[0]:
            first = date.fromordinal(book.periods[0]).isoformat()
            raise DataError(f"the law before {first} is not on record; ask for a later day with --on")
        self._book, self._on = book, on
        self._facts = [name for name in columns if name in book.facts]
        values = [name for name in self._facts if book.facts[name].type != "text"]
        try:
            self._asking = Asking(book, on, values)
            self.asked: Asked = self._asking.ask()
        except NotInColumns as error:
            raise DataError(f"the law of this day cannot be screened: {error}; assess such claims one by one") from None
        self._readers = {name: Reader(book.facts[name], book) for name in values}
        self._runner = engine(engine_name, self._asking.program, dict(wanted(self.asked)), book)

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

    def screen(self, frame: pl.DataFrame, cut: Sequence[int] = ()) -> Screened:
        """Both answers for every row; `cut`: rows with less cells than there are columns."""
        size = max(LEAST, min(BATCH, -(-frame.height // THREADS)))
        batches = [(at, frame.slice(at, size)) for at in range(0, frame.height, size)]
        with ThreadPoolExecutor(THREADS) as pool:
            parts = list(pool.map(lambda batch: self._batch(batch[0], batch[1], cut), batches))
        answers = pl.concat([answers for answers, _ in parts]) if parts else _nothing(frame)
        faults = [fault for _, faults in parts for fault in faults]
        return Screened(answers, pl.DataFrame(faults, schema=_REJECTS, orient="row"), frame.height)

    def _batch(self, at: int, frame: pl.DataFrame, cut: Sequence[int]) -> tuple[pl.DataFrame, list[tuple[Any, ...]]]:
        cells = {
            name: reader.cells(frame[name]) for name, reader in self._readers.items() if reader.info.type != "amount"
        }
        bad, faults = self._bad_cells(at, frame, cells)
        for row in (row - at for row in cut if at <= row < at + frame.height):
            bad[row] = True
            faults.append(self._fault(at, frame, row, None, _CUT))
        found = self._runner.run(cells, frame.height)
        rejected, aside = found.pop("rejected"), found.pop("aside")
        group = groups(self._book, self._on, cells.get("origin"), frame.height)
        columns = _answers(frame, found, group, self._book.release)
        alone: dict[int, Assessment] = {}
        for row in (rejected & ~bad).arg_true():
            faults.append(self._reject(at, frame, row))
        for row in (aside & ~rejected & ~bad).arg_true():
            alone[row] = self._alone(frame, row)
        out = bad | rejected
        if alone:
            columns = _with(columns, alone)
        return columns.filter(~out), sorted(faults, key=lambda fault: fault[0])

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
                    wrong = self._readers[name].read(str(frame[name][row]))
                    faults.append(self._fault(at, frame, row, name, wrong))
        for row, name, error in self._bad_rest(frame):
            bad[row] = True
            faults.append(self._fault(at, frame, row, name, error))
        return bad, faults

    def _bad_rest(self, frame: pl.DataFrame) -> Iterator[tuple[int, str, object]]:
        """Sums, texts and the head of a claim: no rule reads them, but what is wrong with them is said."""
        digits = self._book.currencies
        none = pl.repeat(None, frame.height, dtype=pl.String, eager=True)
        for name in frame.columns:
            info = self._book.facts.get(name)
            if info is not None and info.type == "amount":
                currency = frame["currency"] if "currency" in frame.columns else none
                doubtful = doubtful_sums(frame[name], currency, digits)
            elif name == "requested":
                doubtful = (frame[name].cast(pl.String).str.strip_chars() != self._book.requested).fill_null(False)
            elif name in HEAD or (info is not None and info.type == "text"):
                text = frame[name].cast(pl.String)
                doubtful = ((text.str.len_chars() > 2000) | text.str.contains(_CONTROL)).fill_null(False)
            else:
                continue
            for row in doubtful.arg_true():
                raw = self._raw(frame, row)
                raw = {key: raw[key] for key in (name, "currency") if key in raw}
                if name not in raw:
                    continue
                try:
                    make_claim(raw, self._book)
                except ClaimError as error:
                    if not isinstance(self._currency(frame, row), ClaimError):  # else the currency is the fault
                        yield row, name, error

    def _currency(self, frame: pl.DataFrame, row: int) -> object:
        """The currency of a row, or what is wrong with it."""
        cell = frame["currency"][row] if "currency" in frame.columns else None
        return None if cell is None else self._readers["currency"].read(str(cell))

    def _raw(self, frame: pl.DataFrame, row: int) -> dict[str, Any]:
        """A row as a claim file would hold it."""
        raw: dict[str, Any] = {}
        for name in frame.columns:
            value = frame[name][row]
            text = "" if value is None else str(value).strip()
            if isinstance(value, bool):
                raw[name] = value
            elif text:
                info = self._book.facts.get(name)
                raw[name] = plain(info, text) if info else text
        return raw

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


def wanted(asked: Asked) -> Iterator[tuple[str, int]]:
    """The steps that the answers are made of, by name."""
    for regime, reg in asked.governing.items():
        yield f"regime {regime}", reg
    for end, name in OUTCOMES.items():
        yield f"possible_{short(name)}", asked.possible[end]
    for end, name in OUTCOMES.items():
        yield f"stands {name}", asked.stands[end]
    for name, reg in asked.bases.items():
        yield f"basis {name}", reg
    yield "rejected", asked.rejected
    yield "aside", asked.aside


def _nothing(frame: pl.DataFrame) -> pl.DataFrame:
    """The answers of a table without rows."""
    kinds: dict[str, Any] = {"id": pl.String} if "id" in frame.columns else {}
    kinds |= {"regime": pl.String} | {f"possible_{short(name)}": pl.Boolean for name in OUTCOMES.values()}
    return pl.DataFrame(
        schema=kinds | {"as_it_stands": pl.String, "basis": pl.String, "group": pl.Int8, "release": pl.String}
    )


def short(outcome: str) -> str:
    """An outcome as the columns name it."""
    return outcome.removesuffix("_recognised") if outcome.startswith("partly") else outcome


def _answers(frame: pl.DataFrame, found: Mapping[str, pl.Series], group: pl.Series, release: str) -> pl.DataFrame:
    height = frame.height
    columns = {}
    if "id" in frame.columns:
        columns["id"] = (
            pl.select(pl.when(frame["id"].cast(pl.String) != "").then(frame["id"].cast(pl.String)))
            .to_series()
            .alias("id")
        )
    columns["regime"] = _named(found, "regime ", height)
    columns |= {name: series for name, series in found.items() if name.startswith("possible_")}
    columns["as_it_stands"] = _named(found, "stands ", height)
    columns["basis"] = _named(found, "basis ", height)
    columns["group"] = group
    columns["release"] = pl.repeat(release, height, dtype=pl.String, eager=True)
    return pl.DataFrame(columns)


def _named(found: Mapping[str, pl.Series], prefix: str, height: int) -> pl.Series:
    """The one name that holds in each row; null where none does, or several."""
    names = [name for name in found if name.startswith(prefix)]
    place, count = pl.lit(0, pl.UInt8), pl.lit(0, pl.UInt8)
    for number, name in enumerate(names, 1):
        held = pl.lit(found[name]).cast(pl.UInt8)
        place, count = place + held * number, count + held
    chosen = pl.select(pl.when(count == 1).then(place).otherwise(0).alias("n")).to_series()
    if len(chosen) != height:
        chosen = pl.repeat(chosen[0], height, eager=True)
    return pl.Series([None, *(name.removeprefix(prefix) for name in names)], dtype=pl.String).gather(chosen)


def _with(columns: pl.DataFrame, alone: Mapping[int, Assessment]) -> pl.DataFrame:
    """The answers of single claims put in their rows."""
    for row, found in alone.items():
        columns[row, "regime"] = found.regime
        columns[row, "as_it_stands"] = found.as_it_stands
        columns[row, "basis"] = basis(found)
        for end, name in OUTCOMES.items():
            columns[row, f"possible_{short(name)}"] = end in found.possible
    return columns
