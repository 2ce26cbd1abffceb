"""Where answers and rejects go while a table is screened: two files that are put in place at the end; for large tables
parts beside them, so that an interrupted run can go on.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from ..corpus.aside import aside, unwritable
from ..corpus.errors import DataError
from ..law.book import OUTCOMES
from .answers import settled
from .rejecting import REJECTS
from .tables.writing import Sink, keep_all, sink

LARGE = 1 << 24
"""From so many rows on, a run leaves parts behind when it is stopped."""
PART = 1 << 22


class Totals(msgspec.Struct):
    """Counts that grow with every batch."""

    rows: int = 0
    answered: int = 0
    settled: int = 0
    stands: dict[str, int] = msgspec.field(default_factory=lambda: dict.fromkeys([*OUTCOMES.values(), "open"], 0))

    def add(self, rows: int, answers: pl.DataFrame) -> None:
        """Count a batch of so many rows and its answers."""
        self.rows += rows
        self.answered += answers.height
        self.settled += int(answers.select(settled().sum()).item())
        for name, count in answers["as_it_stands"].value_counts().iter_rows():
            self.stands[name or "open"] += count


class Output:
    """Two files. `since`: the row at which the run begins."""

    since = 0

    def __init__(self, out: Path, rejects: Path, schema: dict[str, Any]) -> None:
        self.totals = Totals()
        self._rejects, self._columns = rejects, list(schema)
        self._answers = sink(out, schema)
        self._bad: Sink | None = None

    def add(self, rows: int, answers: pl.DataFrame, bad: pl.DataFrame) -> None:
        """Take the answers and the rejects of the next rows. Raises DataError."""
        self.totals.add(rows, answers)
        self.pass_on(answers, bad)

    def pass_on(self, answers: pl.DataFrame, bad: pl.DataFrame) -> None:
        """Take answers and rejects that are counted elsewhere."""
        self._answers.add(answers.select(self._columns))
        if bad.height and self._bad is None:
            self._bad = sink(self._rejects, REJECTS)
        if bad.height and self._bad is not None:
            self._bad.add(bad)

    def finish(self) -> None:
        """Put all in place; rejects of an earlier run are emptied where there are none now. Raises DataError."""
        if self._bad is None and self._rejects.exists():
            self._bad = sink(self._rejects, REJECTS)
        keep_all([self._answers, *([self._bad] if self._bad else [])])

    def drop(self) -> None:
        """Leave nothing half-written. Harmless after `finish`."""
        for one in (self._answers, self._bad):
            if one is not None:
                one.drop()


class Parts:
    """Parts of a large table, each put in place when it is done; `finish` joins them. `of`: what the run is of; a run of
    the same goes on where the last one stopped.
    """

    def __init__(self, out: Path, rejects: Path, schema: dict[str, Any], of: dict[str, Any], part: int = PART) -> None:
        self._out, self._rejects, self._schema, self._of, self._part = out, rejects, schema, of, part
        self._place = out.with_name(f"{out.name}.parts")
        self._state = self._place / "state.json"
        self.totals, self._numbers = self._earlier()
        self.since = self.totals.rows
        self._now: Output | None = None

    def _earlier(self) -> tuple[Totals, int]:
        try:
            self._place.mkdir(exist_ok=True)
            if not self._state.exists():
                return Totals(), 0
            state = json.loads(self._state.read_text(encoding="utf-8"))
        except OSError as error:
            raise unwritable(self._place, error) from None
        except ValueError:
            state = {}
        if state.get("of") != self._of:
            raise DataError(
                "holds parts of another run (another table, day, release or option); remove it, or name another result",
                self._place,
            )
        return msgspec.convert(state["totals"], Totals), state["parts"]

    def add(self, rows: int, answers: pl.DataFrame, bad: pl.DataFrame) -> None:
        """Take the answers and the rejects of the next rows. Raises DataError."""
        if self._now is None:
            name = f"{self._numbers:05}"
            self._now = Output(self._place / f"{name}.parquet", self._place / f"{name}.rejects.parquet", self._schema)
        self._now.add(rows, answers, bad)
        self.totals.add(rows, answers)
        if self._now.totals.rows >= self._part:
            self._keep()

    def _keep(self) -> None:
        if self._now is None:
            return
        self._now.finish()
        self._now = None
        self._numbers += 1
        state = {"of": self._of, "totals": msgspec.to_builtins(self.totals), "parts": self._numbers}
        with aside(self._state) as place:
            place.write_text(json.dumps(state), encoding="utf-8")

    def finish(self) -> None:
        """Join the parts and put all in place. Raises DataError."""
        self._keep()
        whole = Output(self._out, self._rejects, self._schema)
        try:
            for number in range(self._numbers):
                good, bad = (self._place / f"{number:05}{kind}.parquet" for kind in ("", ".rejects"))
                rejects = pl.read_parquet(bad) if bad.exists() else pl.DataFrame(schema=REJECTS)
                for batch in pl.scan_parquet(good).collect_batches(maintain_order=True):
                    whole.pass_on(batch, rejects)
                    rejects = rejects.clear()
            whole.finish()
        finally:
            whole.drop()
        shutil.rmtree(self._place)

    def drop(self) -> None:
        """Leave no part half-written; the whole parts stay."""
        if self._now is not None:
            self._now.drop()
