"""What a query says about itself: a comment for each layer, for who reads it in a warehouse."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from ..compiling.program import About

WIDTH, MOST = 110, 12
"""Letters of a line of a comment, and how many names of one kind it lists."""
_OTHER = re.compile(r"[^A-Za-z0-9_.,:()|-]+")
_NAMED = {
    "implied": "facts that others imply",
    "fact": "derived facts",
    "rule": "rules, whether they bite as it stands",
    "possible": "paths, what can come of them",
}
_PLAIN = {
    "facts": "the stated facts",
    "regime": "which regime governs",
    "possible": "what is possible",
    "stands": "the ruling to expect",
    "basis": "the basis",
    "deciding": "the rule by which it ends",
    "days": "the last days",
    "sums": "sums and the fee",
    "rejected": "statements that contradict each other or the rules",
}
"""The parts of the answer in words, those with names and those without, in the order in which a comment tells them."""


def comment(*lines: str) -> str:
    """A comment. Only letters, figures and a few marks stay of its words, so that nothing in it can end it."""
    made = list[str]()
    for line in lines:
        made += textwrap.wrap(
            _OTHER.sub(" ", line).replace("--", "- "), WIDTH, subsequent_indent="  ", break_on_hyphens=False
        )
    return "/* " + "\n     ".join(made) + " */"


def made_for(about: Iterable[About]) -> list[str]:
    """What steps were made for, in lines."""
    names: dict[str, list[str]] = {}
    for part, name in dict.fromkeys(about):
        names.setdefault(part, []).extend([name] if name else [])
    lines = [f"{words}: {named(names[part])}" for part, words in _NAMED.items() if names.get(part)]
    plain = [words for part, words in _PLAIN.items() if part in names and not names[part]]
    return [*lines, *([", ".join(plain)] if plain else [])]


def fact_of(column: str) -> About:
    """What the column of a derived fact is about."""
    return "fact", re.sub(r"_s\d+$", "", column).removeprefix("expected_").rpartition("_")[0]


def named(names: Iterable[str]) -> str:
    """Some names, cut where they are many."""
    names = list(names)
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + more
