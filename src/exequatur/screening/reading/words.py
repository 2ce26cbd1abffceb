"""The words of words.yaml, read once."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, cast

import msgspec

from ...corpus.reader import read


class Words(msgspec.Struct, frozen=True):
    """What words mean: see words.yaml."""

    truths: dict[str, str]
    unknown: frozenset[str]
    doubtful: frozenset[str]
    failed: frozenset[str]
    months: dict[str, int]
    currencies: dict[str, tuple[str, ...]]
    two_places: dict[str, str]
    states: dict[str, str]


@cache
def words() -> Words:
    """All words."""
    raw = cast("dict[str, Any]", read(Path(__file__).with_name("words.yaml")))
    return Words(
        {word: truth for truth, ones in raw["truths"].items() for word in ones},
        frozenset(raw["unknown"]),
        frozenset(raw["doubtful"]),
        frozenset(raw["failed"]),
        {word: int(month) for month, ones in raw["months"].items() for word in ones},
        {sign: tuple(codes) for sign, codes in raw["currencies"].items()},
        raw["two_places"],
        raw["states"],
    )


def folded(text: str) -> str:
    """A text without what makes no difference: width of letters and figures, case, blanks around and doubled. A figure that
    is raised or in a circle is the mark of a note, and stays one.

    >>> folded(" ＹＥＳ "), folded("1000²")
    ('yes', '1000²')
    """
    noted = not text.isascii() and any(unicodedata.category(mark) == "No" for mark in text)
    return " ".join(unicodedata.normalize("NFC" if noted else "NFKC", text).casefold().split())
