"""PDF, tagged and for the archive (PDF/A-2a, PDF/UA-1), by a fixed template that reads the document as data. No text of a
document is ever part of the template.
"""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from ..corpus.errors import DataError
from ..language.tree import Block, Document, Heading, Listed, Mirrored, Run, TimeLine, sentences, text_of
from . import marks
from .clean import prepare
from .fonts import families, installed, unshown
from .scripts import direction, ems, has_hanzi, stretches

Paper = Literal["a4", "letter"]
_STANDARDS = ["a-2a", "ua-1"]
_EPOCH = date(2000, 1, 1)
"""The day of a document that has none: the same tree gives the same bytes."""
_LONG = re.compile("([!-\u1fff]{13,})")
"""A row of letters that may be longer than the place it stands in; hanzi part anywhere."""
_WHOLE = ("number", "sum", "day", "blank", "outcome", "excluded", "confidence")


def pdf(document: Document, paper: Paper = "a4") -> bytes:
    """The document as PDF. Raises DataError: a package or a font is missing, a text cannot be shown."""
    made = prepare(document)
    return _compiled(made, _data(made, paper), format="pdf", pdf_standards=_STANDARDS, timestamp=stamp(document.day))


def picture(line: TimeLine, document: Document, paper: Paper = "a4", dots: int = 220) -> bytes:
    """A time line as PNG, as wide as the text of the paper, `dots` to the inch. `document` says how it is set; both are clean.
    Raises DataError.
    """
    only = msgspec.structs.replace(document, blocks=(line,))
    data = _data(only, paper) | {"picture": True}
    return _compiled(only, data, format="png", ppi=dots)


def stamp(day: str | None) -> int:
    """The seconds since 1970 of the day of a document."""
    return timegm((date.fromisoformat(day) if day else _EPOCH).timetuple())


@cache
def _template() -> bytes:
    return files(__package__).joinpath("document.typ").read_bytes()


@cache
def _compiler() -> Any:
    try:
        import typst
    except ImportError:
        raise DataError("PDF needs the extra: pip install 'exequatur[documents]'") from None
    return typst.Compiler(_template(), font_paths=installed())


def _compiled(document: Document, data: dict[str, Any], **options: Any) -> bytes:
    compiler = _compiler()
    there = frozenset(installed().families())
    texts = (text_of(one) for one in (*sentences(document.blocks), document.head, document.foot, document.masthead))
    data["fonts"] = families(document.language, (document.title, *texts), there)
    inputs = {"document": msgspec.json.encode(data).decode()}
    try:
        return bytes(compiler.compile(input=_template(), sys_inputs=inputs, **options))
    except RuntimeError as error:  # of the compiler
        raise unshown(str(error).splitlines()[0]) from None


def _data(document: Document, paper: Paper) -> dict[str, Any]:
    """The document as the template reads it: every run in parts of one script."""
    base, numbers = document.language, _Headings(document)
    tongue, _, rest = base.partition("-")
    return {
        "title": document.title.strip() or document.author,
        "author": document.author,
        "language": tongue,
        "region": {"Hans": "CN", "Hant": "TW"}.get(rest, rest if len(rest) == 2 else None),
        "direction": document.direction,
        "look": document.look,
        "paper": {"a4": "a4", "letter": "us-letter"}[paper],
        "picture": False,
        "colours": marks.COLOURS,
        "masthead": _sentence(document.masthead, base),
        "head": _sentence(document.head, base),
        "foot": _sentence(document.foot, base),
        "blocks": list(_blocks(document.blocks, base, numbers)),
    }


class _Headings:
    """Numbers headings, and keeps their levels among the bookmarks without a gap: the first is 1, none is left out."""

    def __init__(self, document: Document) -> None:
        self._numbers = marks.Numbers(document.language, document.numbered)
        self._last = 0

    def next(self, heading: Heading) -> tuple[str, int]:
        """The number of the next heading, and its level among the bookmarks. One without words is not shown."""
        if text_of(heading.text).strip():
            self._last = min(heading.level, self._last + 1)
        return self._numbers.next(heading.level), self._last


def _blocks(blocks: tuple[Block, ...], base: str, numbers: _Headings | None) -> Iterator[dict[str, Any]]:
    for block in blocks:
        made = _plain(block, base, numbers)
        if isinstance(block, Heading):
            made["shown"] = bool(text_of(block.text).strip())
            made["number"], made["outline"] = numbers.next(block) if numbers else ("", 1)
        elif isinstance(block, Mirrored):
            other = block.language
            made["mirror"] = next(_blocks((block.mirror,), other, None))
            made["tongue"] = other.split("-")[0]
            made["east"] = other.split("-")[0] in ("zh", "ja", "ko")
        elif isinstance(block, TimeLine):
            made["alt"] = spoken(block)
        elif isinstance(block, Listed):
            made["labels"] = [f"{number}." for number in range(block.start, block.start + len(block.points))]
        yield made


def spoken(line: TimeLine) -> str:
    """A time line in words."""
    bars = ("  ".join(filter(None, (text_of(bar.label), text_of(bar.words)))) for bar in line.bars)
    return "; ".join((*bars, *(text_of(words) for _, words in line.ticks)))


def _plain(part: Any, base: str, numbers: _Headings | None) -> Any:
    """A part of the tree as plain data."""
    if isinstance(part, Run):
        return _run(part, base)
    if isinstance(part, tuple):
        if part and isinstance(part[0], Block):
            return list(_blocks(part, base, numbers))
        return [_plain(one, base, numbers) for one in part]
    if isinstance(part, Block):
        names = [name for name in part.__struct_fields__ if name != "mirror"]
        kind = str(type(part).__struct_config__.tag)
        return {"type": kind} | {name: _field(getattr(part, name), base, numbers) for name in names}
    if isinstance(part, msgspec.Struct):
        return {name: _plain(getattr(part, name), base, numbers) for name in part.__struct_fields__}
    return part


def _field(value: Any, base: str, numbers: _Headings | None) -> Any:
    return next(_blocks((value,), base, numbers)) if isinstance(value, Block) else _plain(value, base, numbers)


def _sentence(sentence: tuple[Run, ...], base: str) -> list[dict[str, Any]]:
    return [_run(run, base) for run in sentence]


def _run(run: Run, base: str) -> dict[str, Any]:
    parts = []
    for text, language in stretches(run.text, run.language or base, base, whole=run.kind in _WHOLE):
        part = {"text": text, "language": (language or "").split("-")[0], "hanzi": bool(language) and has_hanzi(text)}
        words = _LONG.split(text)
        parts.append(part if len(words) == 1 else part | {"words": [word for word in words if word]})
    made: dict[str, Any] = {"kind": run.kind, "parts": parts, "ems": round(ems(run.text), 1), "dir": None}
    if run.kind != "text" or not run.text.isascii():
        made["dir"] = direction(run.text, "ltr" if run.kind in ("number", "sum", "value", "name") else "none")
    if run.kind in ("outcome", "excluded"):
        made["id"] = marks.outcome(run.id)
    elif run.kind == "confidence":
        made["bars"] = marks.bars(run.id)
    return made
