"""The words of words.yaml, read once."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, cast

import msgspec

from ...corpus.reader import read

_SIGNS = re.compile(r"[\s_\-./:?'’：()（）\[\]*#]+")


class Words(msgspec.Struct, frozen=True):
    """Names of columns and of kinds of entry: from a name, made bare, to what it means; names of rates by kind."""

    columns: dict[str, str]
    kinds: dict[str, str]
    rates: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """All words."""
    raw = cast("dict[str, dict[str, list[Any]]]", read(Path(__file__).with_name("words.yaml")))
    return Words(
        {str(name): field for field, names in raw["columns"].items() for name in names},
        {str(name): kind for kind, names in raw["kinds"].items() for name in names},
        {kind: frozenset(map(str, names)) for kind, names in raw["rates"].items()},
    )


def bare(name: str) -> str:
    """A name without case, width, blanks and signs.

    >>> bare(" Document No. "), bare("到期日（约定）"), bare("credit_note")
    ('documentno', '到期日约定', 'creditnote')
    """
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name).casefold())
