"""The fonts of documents: which families lead in which language, and what to install where one is missing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from typing import Any

from ..corpus.errors import DataError
from .scripts import has_hanzi, is_east

PLACE = "EXEQUATUR_FONTS"
"""The environment may name a directory with further fonts."""

SERIF = ("Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "DejaVu Serif", "Libertinus Serif")
SANS = ("Noto Sans", "Source Sans 3", "Helvetica Neue", "Segoe UI", "Arial", "DejaVu Sans")
DISPLAY = ("Noto Serif Display", *SERIF)
CJK_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", "SimSun", "NSimSun")
CJK_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "SimHei")
_OTHERS = (
    "Noto Naskh Arabic",
    "Noto Serif Hebrew",
    "Noto Serif Devanagari",
    "Noto Serif Bengali",
    "Noto Serif Thai",
    "Noto Serif CJK JP",
    "Noto Serif CJK KR",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Noto Emoji",
    "Noto Color Emoji",
)
_OTHERS_SANS = ("Noto Sans Arabic", "Noto Sans Hebrew", *_OTHERS)


@cache
def installed() -> Any:
    """The fonts of this machine, read once (0.2 s)."""
    import typst

    place = os.environ.get(PLACE)
    if place and not os.path.isdir(place):  # noqa: PTH112
        raise DataError(f"{PLACE} names no directory: {place}; name one that holds fonts, or unset it")
    return typst.Fonts(include_system_fonts=True, font_paths=[place] if place else [])


def families(language: str, texts: Iterable[str], there: frozenset[str]) -> dict[str, list[str]]:
    """The families for reading, for labels, for headings and for hanzi, those that are `there`, the best first. Raises
    DataError where the texts need hanzi and no font has the shapes of mainland China.
    """
    serif, sans = _of(CJK_SERIF, there), _of(CJK_SANS, there)
    if not (serif or sans) and (is_east(language) or any(map(has_hanzi, texts))):
        raise DataError(
            f"no Chinese font on this machine; install {CJK_SERIF[0]} and {CJK_SANS[0]} "
            f"(Debian: apt-get install fonts-noto-cjk), or name a directory that holds them in {PLACE}"
        )
    latin = {"serif": SERIF, "sans": SANS, "display": DISPLAY}
    hanzi = {"serif": serif or sans, "sans": sans or serif, "display": serif or sans}
    others = {"serif": _OTHERS, "sans": _OTHERS_SANS, "display": _OTHERS}
    leads = is_east(language)  # the Chinese face leads, or digits look bold beside it
    made: dict[str, list[str]] = {}
    for use, names in latin.items():
        own, east = _of(names, there), hanzi[use]
        made[use] = [*(east + own if leads else own + east), *_of(others[use], there)]
    if not made["serif"]:
        raise DataError(
            f"no font to read on this machine; install {SERIF[0]} (Debian: apt-get install fonts-noto-core)"
        )
    for use, names in latin.items():
        made["latin" if use == "serif" else f"latin-{use}"] = [*_of(names, there), *hanzi[use]]
    made["hanzi"] = [*hanzi["serif"], *_of(latin["serif"], there), *_of(_OTHERS, there)]
    return made


def _of(names: Iterable[str], there: frozenset[str]) -> list[str]:
    return [name for name in names if name in there]


def unshown(message: str) -> DataError:
    """What to do about a text that no font of this machine can show, by the compiler's own words."""
    import re

    if found := re.search(r'the text `"(.{1,40}?)"` could not be displayed', message):
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), found[1])
        codes = " ".join(f"U+{ord(mark):04X}" for mark in text[:4])
        return DataError(
            f"no font on this machine shows “{text}” ({codes}); install one that does (Debian: fonts-noto-core, "
            f"fonts-noto-cjk, fonts-noto-color-emoji), name its directory in {PLACE}, or take the character out"
        )
    return DataError(f"the PDF could not be made: {message}")
