"""Papers in two languages: every line is said in the language that leads, and mirrored in the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from ..language.catalogue import Catalogue
from ..language.tree import Block, Cell, Heading, Listed, Mirrored, Paragraph, Run, Sentence, Table


class Two(msgspec.Struct, frozen=True):
    """A value in the language that leads, and as it stands in the mirror."""

    lead: Sentence
    mirror: Sentence


Value = Two | Run | str


class Both:
    """Writes each line twice, from one message id. `lead` and `mirror`: the catalogues of the two languages."""

    def __init__(self, lead: Catalogue, mirror: Catalogue) -> None:
        self.lead, self.mirror = lead, mirror

    def two(self, id: str, **values: Value) -> Two:
        """A message in both languages."""
        return Two(
            self.lead.runs(id, **{name: _side(value, "lead") for name, value in values.items()}),
            self.mirror.runs(id, **{name: _side(value, "mirror") for name, value in values.items()}),
        )

    def line(self, id: str, role: Any = "plain", **values: Value) -> Mirrored:
        """A paragraph by the id of its message."""
        return self.paragraph(self.two(id, **values), role)

    def paragraph(self, two: Two, role: Any = "plain") -> Mirrored:
        """A paragraph of a value."""
        return self._both(Paragraph(two.lead, role), Paragraph(two.mirror, role))

    def heading(self, id: str, level: int = 2) -> Mirrored:
        """A heading."""
        two = self.two(id)
        return self._both(Heading(two.lead, level), Heading(two.mirror, level))

    def points(self, lines: Sequence[Two], ordered: bool = False) -> Mirrored:
        """A list, whole in the one language and then whole in the other."""
        lead = Listed(tuple((Paragraph(two.lead),) for two in lines), ordered)
        return self._both(lead, Listed(tuple((Paragraph(two.mirror),) for two in lines), ordered))

    def table(
        self, head: Sequence[Two], rows: Sequence[Sequence[Two]], widths: Sequence[int], right: int = 99
    ) -> Block:
        """One table: both languages in each cell, once where they are the same. Columns from `right` on stand to the right."""

        def cells(line: Sequence[Two]) -> tuple[Cell, ...]:
            return tuple(
                Cell(
                    (two.lead,) if two.lead == two.mirror else (two.lead, two.mirror),
                    "end" if number >= right else "start",
                )
                for number, two in enumerate(line)
            )

        return Table(tuple(cells(row) for row in rows), tuple(widths), cells(head))

    def day(self, ordinal: int) -> Two:
        """A day."""
        return Two(*(((Run(say.day(ordinal), "day"),)) for say in (self.lead, self.mirror)))

    def sum(self, minor: int, currency: str) -> Two:
        """A sum."""
        return Two(*(((Run(say.amount((minor, minor), currency), "sum"),)) for say in (self.lead, self.mirror)))

    def blank(self, key: str) -> Two:
        """What is not known, with its key."""
        return Two(*(((Run(say.text("draft.blank", value=key), "blank", key),)) for say in (self.lead, self.mirror)))

    def _both(self, lead: Block, mirror: Block) -> Mirrored:
        return Mirrored(lead, mirror, self.mirror.language)


def same(text: str, kind: Any = "value") -> Two:
    """A value that is the same in both languages."""
    run = (Run(text, kind),)
    return Two(run, run)


def name(zh: str | None, other: str | None, blank: Two) -> Two:
    """A name in both scripts; where one is missing the other stands for it, and a blank where both are."""
    if not zh and not other:
        return blank
    return Two((Run(zh or other or "", "name" if zh else "value"),), (Run(other or zh or "", "value"),))


def _side(value: Value, side: str) -> Run | Sentence | str:
    return getattr(value, side) if isinstance(value, Two) else value
