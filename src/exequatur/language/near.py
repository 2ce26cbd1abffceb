"""What a person probably meant by a name that is not on record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches

SHOWN = 3


def near(name: str, names: Iterable[str]) -> list[str]:
    """The names that begin with `name`, else those that hold it, else those that hold all its words, else those spelt
    much like it.

    >>> near("us-li", ["us-liu-v-tao", "us-nalco-v-chen"]), near("Chen", ["us-liu-v-tao", "us-nalco-v-chen"])
    (['us-liu-v-tao'], ['us-nalco-v-chen'])
    """
    wanted, every = name.strip().casefold(), list(names)
    if not wanted:
        return []
    words = [word for word in re.split(r"[\W_]+", wanted) if word]
    return (
        [one for one in every if one.casefold().startswith(wanted)]
        or [one for one in every if len(wanted) > 2 and wanted in one.casefold()]
        or [one for one in every if len("".join(words)) > 2 and all(word in one.casefold() for word in words)]
        or _spelt_alike(wanted, every)
    )


def _spelt_alike(wanted: str, every: Sequence[str]) -> list[str]:
    """The name spelt most like `wanted`, with those that are as near."""
    found = get_close_matches(wanted, every, SHOWN, 0.6)
    alike = [SequenceMatcher(None, one, wanted).ratio() for one in found]
    return [one for one, ratio in zip(found, alike, strict=True) if ratio > max(alike) - 0.05]


def did_you_mean(found: Sequence[str]) -> str:
    """The end of an error message that names what was probably meant; the names found must not be empty.

    >>> did_you_mean(["a"]), did_you_mean(["a", "b"]), did_you_mean(["a", "b", "c", "d", "e"])
    ('did you mean a?', 'did you mean a or b?', 'did you mean a, b, c or one of 2 more?')
    """
    shown, rest = list(found[:SHOWN]), len(found) - SHOWN
    if rest > 0:
        shown.append(f"one of {rest} more")
    *first, last = shown
    return f"did you mean {', '.join(first)} or {last}?" if first else f"did you mean {last}?"
