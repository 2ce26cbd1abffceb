"""Small parts that every section of the memo writes with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...language.catalogue import Catalogue
from ...language.tree import Cell, Heading, Paragraph, Run, Sentence, Table, plain

Told = dict[str, Any]
Role = Any


class Words:
    """Sentences of the catalogue as parts of a document."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def heading(self, id: str, level: int = 2) -> Heading:
        """A heading by the id of its message."""
        return Heading(plain(self.catalogue.text(id)), level)

    def say(self, id: str, role: Role = "plain", **values: object) -> Paragraph:
        """A paragraph by the id of its message."""
        return Paragraph(self.catalogue.runs(id, **values), role)

    def label(self, id: str) -> Cell:
        """A cell with a label."""
        return cell(plain(self.catalogue.text(id)))

    def outcome(self, outcome: str) -> Run:
        """An outcome as a word with its mark."""
        return Run(self.catalogue.text(f"outcome.{outcome}.label"), "outcome", outcome)

    def confidence(self, grade: str) -> Run:
        """How well a source was seen."""
        return Run(self.catalogue.text(f"confidence.{grade}.label"), "confidence", grade)

    def blank(self, fact: str) -> Run:
        """A value that is not known, with its fact."""
        return Run(self.catalogue.text("draft.blank", value=fact), "blank", fact)

    def day(self, iso: str) -> Run:
        """A day."""
        from datetime import date

        return Run(self.catalogue.day(date.fromisoformat(iso).toordinal()), "day")

    def cited(self, cited: Iterable[Told]) -> tuple[Sentence, ...]:
        """Provisions, rulings and evidence as they stand in the margin, each once."""
        found: dict[Any, Sentence] = {}
        for one in cited:
            if "article" in one:
                key = one["short"] or one["title"], one["article"]
                found.setdefault(key, self.provision(one))
                for ruling in one.get("rulings") or ():
                    found.setdefault(ruling["id"], (Run(ruling["name"], "number"),))
            elif one.get("case_number") or one.get("name"):
                found.setdefault(one["evidence"], self.evidence(one))
        return tuple(found.values())

    def provision(self, cited: Told) -> Sentence:
        """A provision by its instrument and number, with how well it was seen."""
        law = Run(self.instrument(cited), "name")
        named = self.articles(law, [cited["article"]] if cited["article"] else [])
        return (*named, Run(" "), self.confidence(cited["confidence"]))

    def articles(self, law: Run, articles: Sequence[str]) -> Sentence:
        """Articles of an instrument."""
        if not articles:
            return (law,)
        return self.catalogue.runs("draft.cite", law=law, value=self.catalogue.articles(articles))

    def instrument(self, cited: Told) -> str:
        """The name of an instrument."""
        return self.catalogue.titled(cited["short"] or cited["title"], cited["title_zh"])

    def evidence(self, one: Told) -> Sentence:
        """A decision or another piece of evidence."""
        runs = [Run(str(one.get("case_number") or one["name"]), "number" if one.get("case_number") else "name")]
        day = one.get("decided")
        if isinstance(day, str) and len(day) == 10:
            runs += [Run(", " if not self.catalogue.language.startswith("zh") else "，"), self.day(day)]
        if one.get("confidence"):
            runs += [Run(" "), self.confidence(one["confidence"])]
        return tuple(runs)


def cell(*lines: Sentence | str, align: Any = "start") -> Cell:
    """A cell of one or more sentences."""
    return Cell(tuple(plain(line) if isinstance(line, str) else line for line in lines), align)


def fields(rows: Sequence[tuple[Cell, Cell]], widths: tuple[int, int] = (1, 4)) -> Table:
    """Labels and their values."""
    return Table(tuple(rows), widths, role="fields")
