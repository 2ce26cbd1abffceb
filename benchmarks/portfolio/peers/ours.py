"""Ours: what `exequatur screen` runs, unchanged, with the rule set for measuring in place of the shipped law."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from exequatur.screening.tell import Options, tell_screened

from .. import prepared
from ..law import ANSWERS, TODAY


def prepare(place: Path) -> Callable[[Path, Path], None]:
    """A function of a table and the place for the answers."""
    book = prepared.book()

    def run(table: Path, out: Path) -> None:
        told = tell_screened(book, table, out, TODAY, Options(missing=False, columns=ANSWERS))
        assert told["answered"] == told["rows"], told

    return run
