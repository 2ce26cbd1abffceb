"""A document as plain data for the template of the PDF: every run in parts of one script, every heading with its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from ..language.tree import Block, Document, Heading, Mirrored, Run, Sentence, TimeLine, text_of
from . import marks
from .scripts import ems, has_hanzi, is_east, isolated, stretches

Paper = Literal["a4", "letter"]
_LONG = re.compile("([!-\u1fff]{13,})")
"""A row of letters that may be longer than the place it stands in; hanzi part anywhere. In a split such rows stand at the odd
places.
"""
_WHOLE = ("number", "sum", "day", "blank", "outcome", "excluded", "confidence")
_ISOLATED = ("value", "name", "number", "day", "sum")
_REGIONS = {"Hans": "CN", "Hant": "TW"}


def data(document: Document, paper: Paper) -> dict[str, Any]:
    """What the template reads."""
    return _Data(document).all(paper)


def spoken(line: TimeLine) -> str:
    """A time line in words."""
    bars = ("  ".join(filter(None, (text_of(bar.label), text_of(bar.words)))) for bar in line.bars)
    return "; ".join((*bars, *(text_of(words) for _, words in line.ticks)))


class _Data:
    """`_base`: the language of the place that is being written; `_level`: of the last heading among the bookmarks, which
    begin with 1 and leave none out.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._base = document.language
        self._numbers: marks.Numbers | None = marks.Numbers(document.language, document.numbered)
        self._level = 0

    def all(self, paper: Paper) -> dict[str, Any]:
        document = self._document
        tongue, _, rest = document.language.partition("-")
        return {
            "title": document.title.strip() or document.author,
            "author": document.author,
            "language": tongue,
            "region": _REGIONS.get(rest, rest if len(rest) == 2 else None),
            "direction": document.direction,
            "look": document.look,
            "paper": {"a4": "a4", "letter": "us-letter"}[paper],
            "picture": False,
            "colours": marks.COLOURS,
            "masthead": self._sentence(document.masthead),
            "head": self._sentence(document.head),
            "foot": self._sentence(document.foot),
            "blocks": list(self._blocks(document.blocks)),
        }

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
        for block in blocks:
            made = {"type": str(type(block).__struct_config__.tag)} | self._fields(block)
            if isinstance(block, Heading):
                made |= self._heading(block)
            elif isinstance(block, Mirrored):
                base, numbers = self._base, self._numbers
                self._base, self._numbers = block.language, None
                made["mirror"] = next(self._blocks((block.mirror,)))
                self._base, self._numbers = base, numbers
                made |= {"tongue": block.language.split("-")[0], "east": is_east(block.language)}
            elif isinstance(block, TimeLine):
                made["alt"] = spoken(block)
            yield made

    def _heading(self, heading: Heading) -> dict[str, Any]:
        """One without words is not shown, and no bookmark."""
        shown = bool(text_of(heading.text).strip())
        if shown and self._numbers:
            self._level = min(heading.level, self._level + 1)
        number = self._numbers.next(heading.level) if self._numbers else ""
        return {"shown": shown, "number": number, "outline": max(self._level, 1)}

    def _fields(self, part: msgspec.Struct) -> dict[str, Any]:
        names = [name for name in part.__struct_fields__ if not (name == "mirror" and isinstance(part, Mirrored))]
        return {name: self._plain(getattr(part, name)) for name in names}

    def _plain(self, part: Any) -> Any:
        if isinstance(part, Run):
            return self._run(part)
        if isinstance(part, Block):
            return next(self._blocks((part,)))
        if isinstance(part, tuple):
            return [self._plain(one) for one in part]
        return self._fields(part) if isinstance(part, msgspec.Struct) else part

    def _sentence(self, sentence: Sentence) -> list[dict[str, Any]]:
        return [self._run(run) for run in sentence]

    def _run(self, run: Run) -> dict[str, Any]:
        text = isolated(run.text, self._document.direction) if run.kind in _ISOLATED else run.text
        parts = []
        for piece, language in stretches(text, run.language or self._base, self._base, whole=run.kind in _WHOLE):
            hanzi = language is not None and has_hanzi(piece)
            part = {"text": piece, "language": (language or "").split("-")[0], "hanzi": hanzi}
            words = _LONG.split(piece)
            parts.append(part if len(words) == 1 else part | {"words": words})
        made: dict[str, Any] = {"kind": run.kind, "parts": parts, "ems": round(ems(run.text), 1)}
        if run.kind in ("outcome", "excluded"):
            made["id"] = marks.outcome(run.id)
        elif run.kind == "confidence":
            made["bars"] = marks.bars(run.id)
        return made
