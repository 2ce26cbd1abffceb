"""A paper of the application, told in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...language.voice import Told
from ...planning.papers import AT_HAND, NOT_NEEDED, UNLESS, USUAL, YES, Paper
from .case import Case
from .pair import Shown, Side, message


class Filed(msgspec.Struct, frozen=True):
    """One paper: what planning says of it, and how each language tells it."""

    paper: Paper
    chinese: Told
    english: Told

    def told(self, side: Side) -> Told:
        """The paper in the language of a side."""
        return self.chinese if side.language == "zh-Hans" else self.english

    def shown(self, *keys: str) -> Shown:
        """What is told under a path of keys."""

        def said(side: Side) -> str:
            found: object = self.told(side)
            for key in keys:
                found = found[key] if isinstance(found, dict) else None
            return str(found or "")

        return said

    @property
    def sure(self) -> bool:
        """Whether it is needed whatever the open facts are, or at hand."""
        return self.paper.needed in (YES, UNLESS, USUAL) or self.paper.state == AT_HAND

    @property
    def copied(self) -> bool:
        """Whether copies go with it; how many is one number for all papers of a procedure."""
        return self.english["copies"] is not None

    @property
    def name(self) -> Shown:
        """Its name."""
        return self.shown("name")

    def issuers(self) -> list[Shown]:
        """Who issues it."""
        return [self._issuer(number) for number in range(len(self.english["issuers"]))]

    def _issuer(self, number: int) -> Shown:
        return lambda side: str(self.told(side)["issuers"][number]["by"])

    def weeks(self) -> Shown:
        """How many weeks to plan for it."""
        weeks = self.english["weeks"]
        if weeks is None:
            return message("bundle.weeks.none")
        return message("bundle.weeks", n=str(weeks["min"]), m=str(weeks["max"]))

    def copies(self) -> Shown:
        """How many copies beside the original; of an unknown number of respondents one is counted."""
        copies = self.english["copies"]
        if copies is None:
            return message("bundle.copies.none")
        known = "" if copies["respondents"] else ".open"
        return message(
            f"bundle.copies{known}",
            n=str(copies["court"]),
            m=str(copies["each_respondent"] * (copies["respondents"] or 1)),
        )


def papers(case: Case) -> Iterator[Filed]:
    """The papers that are needed, or may be."""
    for paper in case.dossier.papers:
        if paper.state != NOT_NEEDED:
            yield Filed(paper, case.chinese.paper(paper), case.english.paper(paper))
