"""Two languages line by line: what is said once, by the id of its message, stands in the language that leads and below it in
the one that mirrors it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from ...assessment.assess import Assessment
from ...language.papers import Papers
from ...language.tree import Block, Cell, Heading, Listed, Mirrored, Paragraph, Run, Sentence, Table, text_of
from ..memo.words import Words

Part = Run | Sentence | str


class Side(Papers):
    """One of the two languages: its sentences, and what is told in it."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(assessment)
        self.language = self.catalogue.language
        self.words = Words(self.catalogue)
        self.left: dict[str, Any] = {}
        """The blanks that were shown, by their names."""

    def say(self, id: str, **values: Shown) -> Sentence:
        """A message with its places filled, in this language."""
        filled = {key: self.fill(value) for key, value in values.items()}
        return self.catalogue.runs(id, **{**self.places, **filled})

    def fill(self, shown: Shown) -> Part:
        """What is shown, in this language."""
        return shown(self) if callable(shown) else shown

    def whole(self, shown: Shown) -> Sentence:
        """What is shown, as a sentence."""
        part = self.fill(shown)
        return part if isinstance(part, tuple) else (part if isinstance(part, Run) else Run(part),)


Shown = Part | Callable[[Side], Part]
"""The same in both languages, or made for each."""


def message(id: str, **values: Shown) -> Shown:
    """A message of the catalogue."""
    return lambda side: side.say(id, **values)


def row(shown: Iterable[Shown]) -> Shown:
    """Several things in a row, as the language lists them."""
    given = tuple(shown)

    def listed(side: Side) -> Sentence:
        comma = Run(side.catalogue.text("list.comma"))
        parts = [side.whole(one) for one in given]
        return tuple(run for number, part in enumerate(parts) for run in ((comma, *part) if number else part))

    return listed


class Pair:
    """Parts of a document in both languages."""

    def __init__(self, lead: Side, mirror: Side) -> None:
        self.lead, self.mirror = lead, mirror

    def line(self, shown: Shown, role: Any = "plain") -> Mirrored:
        """A paragraph."""
        return self._both(lambda side: Paragraph(side.whole(shown), role))

    def say(self, id: str, role: Any = "plain", **values: Shown) -> Mirrored:
        """A paragraph by the id of its message."""
        return self.line(message(id, **values), role)

    def heading(self, shown: Shown, level: int = 2) -> Mirrored:
        """A heading."""
        return self._both(lambda side: Heading(side.whole(shown), level))

    def listed(self, points: Iterable[Shown | Block], ordered: bool = False) -> Listed:
        """Points, each in both languages."""
        made = (point if isinstance(point, Block) else self.line(point) for point in points)
        return Listed(tuple((point,) for point in made), ordered)

    def cell(self, *shown: Shown, align: Any = "start") -> Cell:
        """A cell; a line that is the same in both languages stands once."""
        lines: list[Sentence] = []
        for one in shown:
            lead, mirror = self.lead.whole(one), self.mirror.whole(one)
            lines.append(lead)
            if text_of(lead) != text_of(mirror):
                lines.append(self._mirrored(mirror))
        return Cell(tuple(lines), align)

    def table(self, head: Iterable[str], rows: Iterable[Iterable[Shown | Cell]], widths: tuple[int, ...]) -> Table:
        """A table; `head`: ids of messages."""
        return Table(
            tuple(tuple(self._cell(one) for one in line) for line in rows),
            widths,
            head=tuple(self.cell(message(id)) for id in head),
        )

    def fields(self, rows: Iterable[tuple[Shown, Shown]]) -> Table:
        """Labels and their values; a blank stands without the label that is beside it."""
        return Table(
            tuple((self.cell(label), self.cell(getattr(value, "brief", value))) for label, value in rows),
            (2, 5),
            role="fields",
        )

    def _cell(self, one: Shown | Cell) -> Cell:
        return one if isinstance(one, Cell) else self.cell(one)

    def _both(self, make: Callable[[Side], Block]) -> Mirrored:
        return Mirrored(make(self.lead), make(self.mirror), self.mirror.language)

    def _mirrored(self, sentence: Sentence) -> Sentence:
        language = self.mirror.language
        return tuple(msgspec.structs.replace(run, language=run.language or language) for run in sentence)
