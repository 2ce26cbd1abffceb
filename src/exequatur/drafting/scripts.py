"""Which script and which direction a stretch of text has, and how it is set apart from what stands around it."""

from __future__ import annotations

import re
import unicodedata

_HAN = (
    "\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
)
_STRETCH = re.compile(f"[{_HAN}](?:[“”‘’…—·0-9]*[{_HAN}])*")
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_EAST = ("zh", "ja", "ko")
HANZI = "zh-Hans"
LRM, RLM = "\u200e", "\u200f"


def is_east(language: str) -> bool:
    """Whether a language is written in hanzi or beside them."""
    return language.split("-")[0] in _EAST


def has_hanzi(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return _IDEOGRAPH.search(text) is not None


def stretches(text: str, language: str, base: str, *, whole: bool = False) -> list[tuple[str, str | None]]:
    """A text cut into stretches, each with its language where that is not `base`, the language around it. `language`: of
    the text as a whole. `whole`: not cut.

    >>> stretches("Acme 有限公司 Ltd", "en", "en")
    [('Acme ', None), ('有限公司', 'zh-Hans'), (' Ltd', None)]
    """
    own = language if language != base else None
    if is_east(language):
        return [(text, own)]
    if whole:
        return [(text, HANZI if has_hanzi(text) else own)]
    found: list[tuple[str, str | None]] = []
    last = 0
    for match in _STRETCH.finditer(text):
        if match.start() > last:
            found.append((text[last : match.start()], own))
        found.append((match.group(), None if is_east(base) else HANZI))
        last = match.end()
    if last < len(text):
        found.append((text[last:], own))
    return found


def direction(text: str, default: str = "ltr") -> str:
    """`ltr` or `rtl`: that of the first letter of a text, marks of direction left aside; without letters `default`."""
    for mark in text:
        if mark in (LRM, RLM):
            continue
        kind = unicodedata.bidirectional(mark)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return default


def isolated(text: str, base: str) -> str:
    """A value between marks of direction, so that it is read in its own direction and does not disturb what stands around
    it; as it is where nothing can go wrong.
    """
    if base == "ltr" and not _RIGHT.search(text):
        return text
    own, around = (RLM if direction(text, "ltr") == "rtl" else LRM), (RLM if base == "rtl" else LRM)
    return f"{around}{own}{text}{own}{around}" if own != around else f"{own}{text}{own}"


def wide(mark: str) -> bool:
    """Whether a character is as wide as it is high."""
    return unicodedata.east_asian_width(mark) in "WF"


def ems(text: str) -> float:
    """About how wide a text is, in the size of its type."""
    return sum(1.0 if wide(mark) else 0.58 for mark in text)
