"""The first missing fact of each row. Rows of which the rules can tell nothing apart have it in common: one of them is
asked as a single claim, and the others get its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_

import polars as pl

from ..assessment.assess import Assessment
from ..assessment.missing import missing
from .cells import Cells
from .compiling.program import Program, Reg
from .engines.polars import Runner

SCHEMA = {"missing_first": pl.String, "settled_by": pl.String}
_WORD = 63
_TELLING = ("yes", "no", "given", "is", "other", "below", "says")
"""The steps by which the rules tell rows apart; all others follow from them."""

Words = tuple[int, ...]
Told = tuple[str | None, str | None]


def telling(program: Program) -> dict[str, Reg]:
    """The steps that tell rows apart, by their numbers."""
    return {str(number): number for number, step in enumerate(program.steps) if step and step[0] in _TELLING}


def asked(assessment: Assessment) -> Told:
    """The fact to ask first, and the facts of which an answer can settle the outcome, in order; None where none is left."""
    found = missing(assessment)
    settling = "|".join(one.fact.id for one in found if one.settles)
    return (found[0].fact.id if found else None), settling or None


class Profiles:
    """Keeps what was asked for each way in which a row can look to the rules. Rows that are settled are not asked."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._told: dict[Words, Told] = {}

    @property
    def count(self) -> int:
        """How many different rows were met."""
        return len(self._told)

    def find(
        self, cells: Mapping[str, Cells], rows: pl.Series, alone: Callable[[int], Assessment]
    ) -> tuple[pl.Series, pl.Series]:
        """The two columns of a batch; `rows`: those to be asked. `alone` gives the answer of one row."""
        height = len(rows)
        bits = [*self._runner.run(cells, height).values(), *(one.exact() for one in cells.values())] or [rows]
        words = [_word(bits[at : at + _WORD], number) for number, at in enumerate(range(0, len(bits), _WORD))]
        number = pl.int_range(height, eager=True, dtype=pl.UInt32).alias("row")
        frame = pl.DataFrame([*words, number]).filter(rows)
        names = [word.name for word in words]
        looks = frame.group_by(names, maintain_order=True).agg(pl.col("row").first())
        told = [self._tell(words, row, alone) for *words, row in looks.iter_rows()]
        columns = {
            name: pl.Series([one[number] for one in told], dtype=pl.String) for number, name in enumerate(SCHEMA)
        }
        joined = frame.join(looks.drop("row").with_columns(**columns), on=names).select("row", *SCHEMA)
        whole = pl.DataFrame([number]).join(joined, on="row", how="left", maintain_order="left")
        return whole["missing_first"], whole["settled_by"]

    def _tell(self, words: Iterable[int], row: int, alone: Callable[[int], Assessment]) -> Told:
        key = tuple(words)
        known = self._told.get(key)
        if known is None:
            known = self._told[key] = asked(alone(row))
        return known


def _word(bits: list[pl.Series], number: int) -> pl.Series:
    """Up to 63 truths of each row as one number."""
    shifted = [pl.lit(one).cast(pl.Int64) * (1 << place) for place, one in enumerate(bits)]
    return pl.select(reduce(or_, shifted).alias(f"word {number}")).to_series()
