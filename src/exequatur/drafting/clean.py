r"""What a text may hold, the same in every form of a document.

Text of users is shown as it is, but for what cannot be seen or would disturb what stands around it:

- blanks, tabs and line breaks in a row are one blank;
- marks of direction alone (U+200E, U+200F, U+061C), soft hyphens and other marks without a shape are left out: values
  are set apart from the text by the writers;
- other control characters, overrides of direction, private and unassigned characters are shown by their number;
- half of a pair of surrogates is no character: it is refused.

>>> clean("a\x07b\t\n c\u202ed\ufeff")
'a[U+0007]b c[U+202E]d'
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import msgspec

from ..corpus.errors import DataError
from ..language.tree import Bar, Block, Cell, Document, Run, Table

_BLANKS = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_LEFT_OUT = dict.fromkeys((0x200E, 0x200F, 0x061C, 0x00AD, 0x200B, 0x2060, 0xFEFF, 0x034F, 0x180E))
_KEPT = "\u200c\u200d"
"""They join or part letters in Persian, in Indic scripts and in emoji."""
_SUSPECT = re.compile("[^\x20-\x7e\xa1-\xac\xae-\u034e\u0350-\u0377]")
_PLAIN = re.compile(
    "[ -~\u0400-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]"
)


def clean(text: str) -> str:
    """A text as every form of a document shows it. Raises DataError for half a pair of surrogates."""
    text = _BLANKS.sub(" ", text)
    if not _SUSPECT.search(text):
        return text
    return "".join(map(_shown, text.translate(_LEFT_OUT)))


def _shown(mark: str) -> str:
    if _PLAIN.match(mark) or mark in _KEPT:
        return mark
    kind = unicodedata.category(mark)
    if kind == "Cs":
        raise DataError(
            f"half of a character (U+{ord(mark):04X}) stands in a text; it was cut or read in a wrong encoding: "
            "save its source again as UTF-8"
        )
    if kind[0] == "C":
        return f"[U+{ord(mark):04X}]"
    return mark


def prepare(document: Document) -> Document:
    """The document with every text clean. Raises DataError; ValueError for a table whose rows are not of one length."""
    made: Document = _walk(document)
    return msgspec.structs.replace(made, title=clean(document.title), author=clean(document.author))


def _walk(part: Any) -> Any:
    if isinstance(part, Run):
        text = clean(part.text)
        return part if text == part.text else msgspec.structs.replace(part, text=text)
    if isinstance(part, tuple):
        return tuple(map(_walk, part))
    if isinstance(part, Table) and any(len(row) != len(part.widths) for row in (part.head or part.widths, *part.rows)):
        raise ValueError(f"a table of {len(part.widths)} columns has a row with more or fewer cells")
    if isinstance(part, Block | Cell | Bar | Document):
        return msgspec.structs.replace(part, **{name: _walk(getattr(part, name)) for name in part.__struct_fields__})
    return part
