"""What a program asks of the law beside its steps, and which keys and days it can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from ...assessment.fields import EARLIEST, LATEST
from ...law.book import Book
from ...logic.nodes import Lookup
from .polars import changes

SLACK = 3700
"""Days that periods can add to a stated day."""


def _afresh(name: str, key: Any, make: Callable[[], Any]) -> Any:
    return make()


class Law(msgspec.Struct, frozen=True):
    """The dated tables. `cuts`: the days on which a table can change; `keys`: the keys of which a table says something of its
    own; `days`: the first and the last day that a period can begin with; `kept`: keeps under a name and a key what was made once.
    """

    lookup: Lookup
    cuts: Callable[[str], list[int]]
    keys: Callable[[str], Iterable[str]]
    days: tuple[int, int]
    kept: Callable[[str, Any, Callable[[], Any]], Any] = _afresh


def law_of(book: Book) -> Law:
    """The tables of a book, for the days that a claim can state and what periods add to them."""

    def keys(name: str) -> Iterable[str]:
        table = book.tables.get(name)
        return sorted(table.rows) if table else ()

    return Law(book.look_up, lambda name: changes(book, name), keys, (EARLIEST - SLACK, LATEST + SLACK), book.kept)
