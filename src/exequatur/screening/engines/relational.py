"""What the engines of queries have in common: a batch becomes a table, the program a query, and the rows come back in order."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from threading import Lock

import polars as pl

from ..cells import Cells
from ..compiling.program import LEAVES, Program, Reg
from .law import Law
from .layout import ROW, Layout, known_in_part, table
from .sql import Query

TABLE = "rows_of_claims"


class Relational(ABC):
    """A program run as a query. `kinds`: the type of each fact (truth, code or date)."""

    dialect: str

    def __init__(self, program: Program, wanted: Mapping[str, Reg], law: Law, kinds: Mapping[str, str]) -> None:
        self.wanted = dict(wanted)
        self.needed = program.needed(wanted.values())
        self._program, self._law, self._kinds = program, law, kinds
        self._queries: dict[frozenset[str], Query] = {}
        self._lock = Lock()
        read = {program.steps[number][1] for number in self.needed if program.steps[number][0] in LEAVES}
        self._read = sorted(read)

    @abstractmethod
    def ask(self, query: str, table: pl.DataFrame) -> pl.DataFrame:
        """The rows of a query over a table; Raises DataError where the engine is not there."""

    def run(self, cells: Mapping[str, Cells], height: int) -> dict[str, pl.Series]:
        """The wanted columns of a batch."""
        layout = Layout({fact: self._kinds[fact] for fact in self._read})
        layout = Layout(layout.kinds, known_in_part(cells, layout))
        with self._lock:
            text = self._text(layout, cells)
        found = self.ask(text, table(cells, layout, height)).sort(ROW)
        if found.height != height:
            raise AssertionError(f"{self.dialect} gave {found.height} rows for {height}")
        found = found.with_columns(pl.selectors.integer().cast(pl.Int64))
        return {name: found[name].rechunk() for name in self.wanted}

    def _text(self, layout: Layout, cells: Mapping[str, Cells]) -> str:
        query = self._queries.get(layout.parts)
        if query is None:
            made = Query(self._program, self.wanted, self._law, layout, self.dialect)
            query = self._queries.setdefault(layout.parts, made)
        for key, told in query.told.items():
            told.add(value for value in cells[key].values or () if isinstance(value, frozenset))
        return query.text(TABLE, (ROW,))
