"""The engines by their names. Only the one that is asked for is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from typing import Any, Protocol

import polars as pl

from ...corpus.errors import DataError
from ...law.book import Book
from ..cells import Cells
from ..compiling.program import Program, Reg
from .polars import Runner, changes

ENGINES = ("polars", "duckdb", "postgres", "spark")


class Engine(Protocol):
    """Runs a program on batches of rows."""

    wanted: dict[str, Reg]
    needed: list[Reg]

    def run(self, cells: Mapping[str, Cells], height: int) -> dict[str, pl.Series]:
        """The wanted columns of a batch."""


def engine(name: str, program: Program, wanted: Mapping[str, Reg], book: Book) -> Engine:
    """A program on an engine. Raises DataError where there is none of that name, or what it needs is not installed."""
    if name not in ENGINES:
        raise DataError(f"--engine: `{name[:40]}` is not an engine; use one of: {', '.join(ENGINES)}")
    if name == "polars":
        return Runner(program, wanted, book.look_up, partial(changes, book))
    try:
        module: Any = import_module(f".{name}", __package__)
        from .law import law_of
    except ImportError as error:
        raise DataError(
            f"--engine {name} needs {error.name}; install it with: pip install 'exequatur[screening]'"
        ) from None
    law = law_of(book)
    runner: Engine = module.Runner(program, wanted, law, {id: info.type for id, info in book.facts.items()})
    return runner
