"""The cover with its index, and the page of what is still to be filled in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ...language.tree import Block, Document, Run, blanks
from .blank import Blank
from .case import Case
from .pair import Pair, Shown, message
from .parties import in_short
from .reasons import warning, warnings
from .requests import title_words


class Made(msgspec.Struct, frozen=True):
    """A document of the bundle. `document`: its id; `number`: its place; `left`: what is blank in it."""

    document: str
    template: str
    number: int
    tree: Document
    left: tuple[Blank, ...]

    @property
    def title(self) -> Shown:
        """Its title."""
        return message(f"practice.templates.{self.template}.title")


def left_in(case: Case, tree: Document) -> tuple[Blank, ...]:
    """The blanks of a document in reading order, each once."""
    found = (case.english.left.get(run.id or "") or case.chinese.left[run.id or ""] for run in blanks(tree))
    return tuple(found)


def cover(case: Case, pair: Pair, made: Sequence[Made]) -> Iterable[Block]:
    """The matter and the papers in their order."""
    words = title_words(case)
    yield pair.fields(
        [
            *in_short(case),
            (message(case.kind("bundle.label.court")), words["court"]),
            (message(case.kind("bundle.label.day")), words["day"]),
            (message("bundle.label.docket"), words["value"]),
            (message("bundle.label.court_asked"), case.court),
        ]
    )
    yield pair.table(
        ("bundle.cover.number", "bundle.cover.paper", "bundle.cover.left"),
        ((str(one.number), one.title, message("bundle.cover.count", n=str(len(one.left)))) for one in made),
        (1, 8, 3),
    )


def to_fill(case: Case, pair: Pair, made: Sequence[Made]) -> Iterable[Block]:
    """Every blank of the bundle with its reason and its name, and the papers in which it stands; first what has to be settled."""
    met = list(warnings(case))
    if met:
        yield pair.say("bundle.settle_first")
        yield pair.listed([warning(finding) for finding in met], ordered=True)
    where: dict[str, list[int]] = {}
    found: dict[str, Blank] = {}
    for one in made:
        for blank in one.left:
            found.setdefault(blank.id, blank)
            where.setdefault(blank.id, []).append(one.number)
    if not found:
        yield pair.say("bundle.to_fill.nothing")
        return
    yield pair.say("bundle.to_fill.count", n=str(len(found)))
    yield pair.table(
        ("bundle.to_fill.name", "bundle.to_fill.what", "bundle.to_fill.why", "bundle.to_fill.where"),
        (
            (
                blank.id,
                _words(blank),
                message(blank.why),
                ", ".join(str(number) for number in where[id]),
            )
            for id, blank in found.items()
        ),
        (5, 6, 4, 2),
    )


def _words(blank: Blank) -> Shown:
    question = f"fact.{blank.id}.question"
    return lambda side: Run(side.text(question) if side.catalogue.has(question) else blank.words(side))
