"""Lines of a given width, hanzi two cells wide; no line begins with a closing mark or ends with an opening one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from .scripts import wide

_CLOSING = "、。，．；：？！）」』》〉】〕］｝”’…—～·%‰°,.;:?!)]}"
_OPENING = "（「『《〈【〔［｛“‘([{"
_WORDS = re.compile(r"(\s+)")


def wrapped(text: Text, width: int) -> list[Text]:
    """The text in lines of at most `width` cells; a word longer than a line is cut."""
    ends: list[int] = []
    at = used = 0
    for piece in _pieces(text.plain):
        size = cell_len(piece)
        if piece.isspace():
            at, used = at + len(piece), used + size
            continue
        if used + size > width and used:
            ends.append(at)
            used = 0
        while size > width:
            cut = _fitting(piece, width)
            at += cut
            piece, size = piece[cut:], cell_len(piece[cut:])
            if piece:
                ends.append(at)
        at, used = at + len(piece), used + size
    lines = list(text.divide(ends)) if ends else [text]
    for line in lines:
        line.rstrip()
    return lines or [Text()]


def _fitting(piece: str, width: int) -> int:
    used = 0
    for at, mark in enumerate(piece):
        used += cell_len(mark)
        if used > width:
            return max(at, 1)
    return len(piece)


def _pieces(plain: str) -> Iterator[str]:
    """What is never parted: words, and hanzi with the marks that belong to them."""
    for word in _WORDS.split(plain):
        if not word or word.isspace() or not any(map(wide, word)):
            if word:
                yield word
            continue
        piece = ""
        for mark in word:
            parts = wide(mark) or (piece and wide(piece[-1]))
            if piece and parts and mark not in _CLOSING and piece[-1] not in _OPENING:
                yield piece
                piece = ""
            piece += mark
        yield piece
