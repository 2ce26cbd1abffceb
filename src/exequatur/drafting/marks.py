"""Marks that stand with a word, and the numbers of headings: the same in every form of a document."""

from __future__ import annotations

OUTCOMES = ("recognised", "partly_recognised", "refused", "dismissed", "open")
SIGNS = {"recognised": "●", "partly_recognised": "◐", "refused": "■", "dismissed": "↺", "open": "?"}
COLOURS = {
    "recognised": "1c6440",
    "partly_recognised": "0d6069",
    "refused": "982a2c",
    "dismissed": "7d4706",
    "open": "5a544b",
}
LEVELS = {"text": 3, "secondary": 2, "recalled": 1}
"""How many of the three bars of a confidence are full."""
FULL, EMPTY = "▮", "▯"
INK, QUIET, RULE, SEAL = "1d1b17", "55504a", "d9d4c6", "9b2c1f"


def outcome(id: str | None) -> str:
    """The outcome a run names; one that is none of the four is open."""
    return id if id in OUTCOMES else "open"


def bars(id: str | None) -> int:
    """How many bars a confidence has."""
    return LEVELS.get(id or "", 0)


def sign(kind: str, id: str | None) -> str:
    """The mark of an outcome or a confidence in signs; nothing for another kind of run."""
    if kind in ("outcome", "excluded"):
        return SIGNS[outcome(id)]
    return FULL * bars(id) + EMPTY * (3 - bars(id)) if kind == "confidence" else ""


_NUMERALS = "〇一二三四五六七八九"


def _hanzi(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    return ("" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十") + (
        _NUMERALS[ones] if ones or not tens else ""
    )


class Numbers:
    """Counts headings: 1. and 1.1 in most languages, 一、 and （一） in Chinese. The title has none."""

    def __init__(self, language: str, numbered: bool) -> None:
        self._chinese = language.split("-")[0] == "zh"
        self._numbered = numbered
        self._at = [0, 0]

    def next(self, level: int) -> str:
        """The number of the next heading of a level, with what parts it from the words; empty: none."""
        if not self._numbered or level < 2:
            return ""
        if level == 2:
            self._at = [self._at[0] + 1, 0]
            return f"{_hanzi(self._at[0])}、" if self._chinese else f"{self._at[0]}. "
        self._at[1] += 1
        return f"（{_hanzi(self._at[1])}）" if self._chinese else f"{self._at[0]}.{self._at[1]} "
