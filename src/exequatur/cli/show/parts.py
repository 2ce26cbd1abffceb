"""What every view uses: the console, the marks of outcomes and steps, and small tables."""

from __future__ import annotations

import re
import shutil
import sys
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import IO, Any, cast

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

Told = dict[str, Any]
_ANY = 10_000
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
QUIET = "bright_black"
OUTCOMES = {
    "recognised": ("●", "green"),
    "partly_recognised": ("◐", "cyan"),
    "refused": ("■", "red"),
    "dismissed": ("↺", "yellow"),
    None: ("?", QUIET),
}
WORDS = {
    "recognised": "Recognised",
    "partly_recognised": "Partly recognised",
    "refused": "Refused",
    "dismissed": "Dismissed",
    None: "Open",
}
MARKS = {
    "met": ("✓", "green"),
    "not_met": ("✗", "red"),
    "stated": ("–", "default"),
    "assumed": ("•", QUIET),
    "unknown": ("?", QUIET),
}
VERDICTS = {"hit": ("✓", "green"), "miss": ("✗", "red"), "open": ("?", QUIET), "not_replayable": ("–", QUIET)}


def console() -> Console:
    """The console for answers: at most 110 columns wide, no colour when piped. Brackets and colons in a text stay as
    they are: no markup is read.
    """
    width = min(110, shutil.get_terminal_size((100, 24)).columns) if sys.stdout.isatty() else 100
    return Console(file=cast("IO[str]", _Shown()), width=width, highlight=False, markup=False, emoji=False)


class _Shown:
    """Standard output. A text that is quoted can hold signs that turn around the order of what stands beside it: they are
    shown, not obeyed.
    """

    def write(self, text: str) -> int:
        """Print a text."""
        return sys.stdout.write(_TURNS.sub("\ufffd", text))

    def __getattr__(self, name: str) -> Any:
        return getattr(sys.stdout, name)


def outcome(name: str | None, *, bold: bool = False) -> Text:
    """An outcome with its mark. A ruling can also have been withdrawn or undone, which is none."""
    if name not in OUTCOMES:
        return Text(f"– {str(name).capitalize()}", style=QUIET)
    mark, colour = OUTCOMES[name]
    return Text(f"{mark} {WORDS[name]}", style=f"bold {colour}" if bold else colour)


def rows_of(pairs: Iterable[tuple[str, object]]) -> Table:
    """Names and values in two columns; what is empty is left out."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style=QUIET, no_wrap=True)
    table.add_column()
    for name, value in pairs:
        if value not in (None, "", [], {}):
            table.add_row(name, Text(plain(value)))
    return table


def first_up(text: str) -> str:
    """A text with a capital at its beginning, and nothing else changed."""
    return text[:1].upper() + text[1:]


def plain(value: object) -> str:
    """A value of the answer in words."""
    if isinstance(value, dict):
        if set(value) == {"from", "to"}:
            return f"{value['from'] or '…'} to {value['to'] or '…'}"
        return "; ".join(f"{key}: {plain(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(plain(item) for item in value)
    return (
        {True: "yes", False: "no", None: "not known"}.get(value, str(value))
        if isinstance(value, bool | None)
        else str(value)
    )


def dated(decided: str | dict[str, str | None] | None) -> str:
    """A day as it stands in a list: a whole year or month in short.

    >>> dated({"from": "1995-01-01", "to": "1995-12-31"}), dated({"from": "2020-12-01", "to": "2020-12-31"})
    ('1995', '2020-12')
    """
    if not isinstance(decided, dict) or not decided["from"] or not decided["to"]:
        return plain(decided)
    first, last = (date.fromisoformat(end) for end in (decided["from"], decided["to"]))
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1]):
        return f"{first:%Y-%m}"
    return plain(decided)


def legend(marks: Mapping[str, str], signs: Mapping[str, tuple[str, str]]) -> Text:
    """What each mark means, in one line."""
    line = Text(style=QUIET)
    for number, (mark, means) in enumerate(marks.items()):
        sign, colour = signs[mark]
        line.append("   " if number else "").append(sign, style=colour).append(f" {means}")
    return line


class Whole:
    """A list in a table. In a terminal long cells are folded; in a pipe every row is one line, however long, so that it
    can be searched.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.is_terminal:
            yield self._table
            return
        for column in self._table.columns:
            column.no_wrap = True
        width = console.measure(self._table, options=options.update(max_width=_ANY)).maximum
        for line in console.render_lines(self._table, options.update(width=width), pad=False):
            yield from (*_without_blanks(line), Segment.line())


def _without_blanks(line: list[Segment]) -> list[Segment]:
    """A line without the blanks that pad it at the end."""
    while line and not line[-1].text.strip():
        line = line[:-1]
    return [*line[:-1], Segment(line[-1].text.rstrip(), line[-1].style)] if line else []


def grid(columns: Sequence[str], rows: Iterable[Sequence[RenderableType]]) -> Table:
    """A table without lines."""
    table = Table(box=None, header_style=QUIET, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table
