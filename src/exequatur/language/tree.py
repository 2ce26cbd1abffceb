"""A document as a tree of whole sentences in one language. Writers turn it into Word, PDF, HTML or plain text; none of them
adds a word of its own, so the text is the same in each.

A sentence is a row of runs: what the catalogue says, and between it the values that were filled in, each marked as what it
is, so that a writer can set it apart (a Chinese legal name in its own script, a blank that nobody has filled yet).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

RunKind = Literal[
    "text", "strong", "value", "name", "number", "day", "sum", "blank", "outcome", "excluded", "confidence"
]
"""text: of the catalogue; strong: the same, to be seen first; value: what a user wrote; name: a legal name or title in its own
script; number: a case number or docket; day, sum: written for the language; blank: a value that is not known; outcome and
confidence: a word with a mark; excluded: an outcome that cannot come, struck through.
"""


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of text. `id`: of a blank, the fact that is missing; of an outcome, an excluded one or a confidence, which one.
    `language`: of the run where it is not that of the document (`zh-Hans`, `en`).
    """

    text: str
    kind: RunKind = "text"
    id: str | None = None
    language: str | None = None


Sentence = tuple[Run, ...]

_FULL = ("。", "！", "？", "：", "；", "）", "」", "”")


class Block(msgspec.Struct, frozen=True, omit_defaults=True, tag=True):
    """A part of a document."""


class Heading(Block, frozen=True, tag="heading"):
    """`level` from 1 (the title) to 3."""

    text: Sentence
    level: int = 2


class Paragraph(Block, frozen=True, tag="paragraph"):
    """`role`: lead is read first, small is beside the matter, right stands at the right (signatures, addresses)."""

    text: Sentence
    role: Literal["plain", "lead", "small", "label", "right", "centred"] = "plain"


class Statement(Block, frozen=True, tag="statement"):
    """What is said, and in the margin what it stands on."""

    blocks: tuple[Block, ...]
    sources: tuple[Sentence, ...] = ()


class Listed(Block, frozen=True, tag="list"):
    """Points, each of one or more blocks. `start`: the first number of an ordered list."""

    points: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """One cell; several sentences stand under each other."""

    lines: tuple[Sentence, ...]
    align: Literal["start", "end"] = "start"
    role: Literal["plain", "small"] = "plain"
    """small: beside the matter, such as the source of a sum."""


class Table(Block, frozen=True, tag="table"):
    """`head` may be empty. `widths`: shares of the width, one for each column. `caption` is read out, and shown above."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    head: tuple[Cell, ...] = ()
    caption: Sentence = ()
    role: Literal["table", "fields"] = "table"
    """fields: a label and its value in each pair of columns, without lines."""


class Notice(Block, frozen=True, tag="notice"):
    """Set apart. unknown: what is not known; law: a question of law; answer: the short answer, in the colour of `outcome`."""

    blocks: tuple[Block, ...]
    role: Literal["unknown", "law", "answer", "warning"] = "unknown"
    outcome: str | None = None


class Columns(Block, frozen=True, tag="columns"):
    """Parts side by side, read one after the other. `widths`: shares of the width, one for each; none: all equal."""

    parts: tuple[tuple[Block, ...], ...]
    widths: tuple[int, ...] = ()


class Bar(msgspec.Struct, frozen=True, omit_defaults=True):
    """A step on a time line, in weeks from its beginning: it starts at `start` at the earliest, takes `least` to `most`."""

    label: Sentence
    start: float
    least: float
    most: float
    words: Sentence = ()


class TimeLine(Block, frozen=True, tag="timeline"):
    """A picture of steps in time; `caption` says the same in words. `ticks`: words at places from 0 to 1."""

    bars: tuple[Bar, ...]
    weeks: float
    ticks: tuple[tuple[float, Sentence], ...]
    caption: Sentence


class Mirrored(Block, frozen=True, tag="mirrored"):
    """The same block in two languages: the first leads, the second mirrors it, in smaller print below or beside it."""

    lead: Block
    mirror: Block
    language: str
    """Of the mirror."""


class PageBreak(Block, frozen=True, tag="page_break"):
    """A new page."""


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """`language`: a tag (BCP 47) such as `en` or `zh-Hans`; `head`: stands on every page of paper but the
    first; `foot`: on every page of paper, before its number, and at the end of what has no pages.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    head: Sentence = ()
    foot: Sentence = ()
    author: str = "exequatur"
    direction: Literal["ltr", "rtl"] = "ltr"
    day: str | None = None
    """The day on which it was asked, in ISO."""
    masthead: Sentence = ()
    """Beside the name of the author above the title of the first page; none: no masthead (a letter, a filing)."""
    look: Literal["memo", "letter"] = "memo"
    """memo: small print, ruled headings; letter: what a court or a debtor reads, in larger print, its title centred."""
    numbered: bool = False
    """Whether headings below the title are numbered."""


def plain(*sentences: str) -> Sentence:
    """Sentences of the catalogue without values, in a row."""
    return (Run(together(sentences)),)


def together(sentences: Sequence[str]) -> str:
    """Sentences as one text: with a blank between them, but for those that end in a full-width sign."""
    return "".join(
        one if number == len(sentences) - 1 or one.endswith(_FULL) else f"{one} "
        for number, one in enumerate(sentences)
    )


def text_of(sentence: Sequence[Run]) -> str:
    """A sentence as plain text."""
    return "".join(run.text for run in sentence)


def sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    """Every sentence of some blocks, in reading order."""
    for block in blocks:
        match block:
            case Heading(text) | Paragraph(text):
                yield text
            case Statement(inside, sources):
                yield from sentences(inside)
                yield from sources
            case Listed(points):
                for point in points:
                    yield from sentences(point)
            case Table(rows, _, head, caption):
                if caption:
                    yield caption
                for row in (head, *rows):
                    for cell in row:
                        yield from cell.lines
            case Notice(inside):
                yield from sentences(inside)
            case Columns(parts):
                for part in parts:
                    yield from sentences(part)
            case TimeLine(bars, _, ticks, caption):
                for bar in bars:
                    yield bar.label
                    if bar.words:
                        yield bar.words
                yield from (words for _, words in ticks)
                yield caption
            case Mirrored(lead, mirror):
                yield from sentences((lead, mirror))


def blanks(document: Document) -> list[Run]:
    """What is still to be filled in, in reading order, each fact once."""
    found = [run for sentence in sentences(document.blocks) for run in sentence if run.kind == "blank"]
    return list({run.id or run.text: run for run in found}.values())
