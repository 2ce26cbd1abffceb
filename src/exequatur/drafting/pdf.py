"""PDF, tagged and for the archive (PDF/A-2a, PDF/UA-1), by a fixed template that reads the document as data. No text of a
document is ever part of the template.
"""

from __future__ import annotations

from calendar import timegm
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from ..corpus.errors import DataError
from ..language.tree import Document, TimeLine, sentences, text_of
from .clean import prepare
from .data import Paper, data
from .fonts import families, installed, unshown

_STANDARDS = ["a-2a", "ua-1"]
_EPOCH = date(2000, 1, 1)
"""The day of a document that has none: the same tree gives the same bytes."""


def pdf(document: Document, paper: Paper = "a4") -> bytes:
    """The document as PDF. Raises DataError: a package or a font is missing, a text cannot be shown."""
    made = prepare(document)
    return _compiled(made, data(made, paper), format="pdf", pdf_standards=_STANDARDS, timestamp=stamp(document.day))


def picture(line: TimeLine, document: Document, paper: Paper = "a4", dots: int = 220) -> bytes:
    """A time line as PNG, as wide as the text of the paper, `dots` to the inch. `document` says how it is set; both are clean.
    Raises DataError.
    """
    only = msgspec.structs.replace(document, blocks=(line,))
    return _compiled(only, data(only, paper) | {"picture": True}, format="png", ppi=dots)


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


def _compiled(document: Document, read: dict[str, Any], **options: Any) -> bytes:
    compiler = _compiler()
    there = frozenset(installed().families())
    texts = (text_of(one) for one in (*sentences(document.blocks), document.head, document.foot, document.masthead))
    read = read | {"fonts": families(document.language, (document.title, *texts), there)}
    inputs = {"document": msgspec.json.encode(read).decode()}
    try:
        return bytes(compiler.compile(input=_template(), sys_inputs=inputs, **options))
    except RuntimeError as error:  # of the compiler
        raise unshown(str(error).splitlines()[0]) from None
