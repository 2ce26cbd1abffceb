"""The law of a day read in columns, on an engine: what a screening runs for every batch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

from ..corpus.errors import DataError
from ..law.book import Book
from ..planning.money.sums import Exchange
from .answers import chosen, encoded
from .compiling.asking import Asked, Asking
from .compiling.columns import NotInColumns
from .compiling.program import LEAVES, shown
from .engines.choose import engine
from .engines.polars import Runner, changes
from .profiles import Profiles, telling


class Compiled:
    """`asked`: the steps of the answer; `runner` runs those of the columns `give`; `names`: of columns that hold one of
    several names; `profiles`: of the first missing facts, where they are wanted.
    """

    def __init__(
        self,
        book: Book,
        on: int,
        facts: Iterable[str],
        rates: Mapping[str, Exchange],
        give: Collection[str],
        missing: bool,
        engine_name: str,
    ) -> None:
        """Raises DataError where the law of the day cannot be read in columns, or the engine is not there."""
        try:
            self._asking = Asking(book, on, facts, rates)
            self.asked: Asked = self._asking.ask()
        except NotInColumns as error:
            raise DataError(f"the law of this day cannot be screened: {error}; assess such claims one by one") from None
        program, cuts = self._asking.program, partial(changes, book)
        regs, self.names = encoded(program, chosen(self.asked, give))
        self.runner = engine(engine_name, program, regs, book)
        self.profiles = Profiles(Runner(program, telling(program), book.look_up, cuts)) if missing else None

    def plan(self, facts: Iterable[str]) -> dict[str, Any]:
        """What is done with a table that has columns for these facts, after folding."""
        steps = self._asking.program.steps
        needed = self.runner.needed
        read = {step[1] for step in (steps[number] for number in needed) if step[0] in LEAVES}
        return {
            "read": sorted(read),
            "not_read": sorted(set(facts) - read),
            "paths": [
                {"path": track, "nodes": nodes, "folded": folded}
                for track, (nodes, folded) in self.asked.folded.items()
            ],
            "steps": [f"{number}: {' '.join(shown(part) for part in steps[number])}" for number in needed],
        }
