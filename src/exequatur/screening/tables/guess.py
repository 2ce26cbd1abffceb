"""Which fact a column may be, by its name and its first rows. A guess is written down for the user, never used by itself."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

import msgspec
import polars as pl

from ...assessment.entries import LISTS
from ...assessment.fields import ASKED, ClaimError
from ...corpus.aside import aside
from ...corpus.errors import DataError
from ...corpus.reader import read
from ...law.book import Book
from ..cells import Reader, texts
from ..reading.words import folded
from .mapping import OTHERS
from .source import Raw

SURE, PERHAPS = 0.85, 0.55
ROWS = 1000
_SPLIT = re.compile(r"[\s_\-/.:?？：()（）]+")
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "is",
        "was",
        "in",
        "to",
        "by",
        "or",
        "and",
        "on",
        "what",
        "which",
        "when",
        "how",
        "it",
        "with",
        "for",
        "at",
        "be",
    ]
)


class Guess(msgspec.Struct, frozen=True):
    """What a column may be. `sure` from 0 to 1; `readable`: the share of its first cells that this fact can read."""

    column: str
    fact: str | None
    sure: float
    why: str
    readable: float | None = None


def guesses(raw: Raw, book: Book) -> list[Guess]:
    """A guess for each column; no fact twice."""
    frame = next((batch.frame for batch in raw.batches(ROWS, 0, list(raw.kinds))), pl.DataFrame(schema=raw.kinds))
    ranked = sorted(
        ((name, *found) for name in raw.kinds for found in _ranked(name, book)), key=lambda one: (-one[2], one[0])
    )
    taken, found = set[str](), dict[str, Guess]()
    for name, fact, sure, why in ranked:
        if name in found or fact in taken or sure < PERHAPS:
            continue
        share = _readable(frame[name], fact, book)
        if share is not None and share < 0.5:
            sure, why = min(sure, 0.6), f"{why}; few of its cells can be read so"
        found[name] = Guess(name, fact, round(sure, 2), why, share)
        taken.add(fact)
    return [found.get(name, Guess(name, None, 0.0, "no fact is near")) for name in raw.kinds]


def nearest(name: str, book: Book) -> str | None:
    """The fact that a name means most likely; None where none is near."""
    ranked = _ranked(name, book)
    return ranked[0][0] if ranked and ranked[0][1] >= PERHAPS else None


def _ranked(name: str, book: Book) -> list[tuple[str, float, str]]:
    """The facts that a name can mean, the surest first."""
    wanted = _plain(name[:200])
    matcher = difflib.SequenceMatcher(b=wanted)
    scored = list[tuple[str, float, str]]()
    for fact, (names, question) in _known(book).items():
        if wanted == _plain(fact):
            scored.append((fact, 1.0, "the name of the fact"))
        elif wanted in names:
            scored.append((fact, 0.95, "another name of it"))
        else:
            near = max(_near(matcher, one) for one in names) if len(wanted) > 3 else 0.0
            words = set(wanted.split()) - _SMALL
            shared = len(words & question) / len(words) * (0.6 if len(words) > 1 else 0.5) if words else 0.0
            best = max((near * 0.9, "a name near it"), (shared, "words of its question"))
            scored.append((fact, *best))
    return sorted(scored, key=lambda one: -one[1])[:5]


def _near(matcher: difflib.SequenceMatcher[str], name: str) -> float:
    """How much a name is like the wanted one; 0 where that is little."""
    matcher.set_seq1(name)
    return matcher.ratio() if matcher.real_quick_ratio() > 0.6 and matcher.quick_ratio() > 0.6 else 0.0


def _known(book: Book) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """The names of each fact, and the words of its question."""

    def make() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        said = _synonyms()
        facts = [*OTHERS, *(id for id, info in book.facts.items() if not (info.derived or info.table))]
        return {
            fact: (
                frozenset((_plain(fact), *(_plain(one) for one in said.get(fact, ())))),
                frozenset(_plain(book.facts[fact].question).split()) - _SMALL if fact in book.facts else frozenset(),
            )
            for fact in facts
            if fact != ASKED and fact not in LISTS
        }

    made: dict[str, tuple[frozenset[str], frozenset[str]]] = book.kept("names of columns", None, make)
    return made


@cache
def _synonyms() -> dict[str, list[str]]:
    return cast("dict[str, list[str]]", read(Path(__file__).with_name("synonyms.yaml")))


def _plain(name: str) -> str:
    return " ".join(_SPLIT.sub(" ", folded(name)).split())


def _readable(cells: pl.Series, fact: str, book: Book) -> float | None:
    info = book.facts.get(fact)
    if info is None or info.type in ("text", "amount"):
        return None
    reader = Reader(info, book)
    values = [reader.read(text) for text in texts(cells).drop_nulls().unique() if text.strip()]
    return sum(not isinstance(value, ClaimError) for value in values) / len(values) if values else None


def write_guess(raw: Raw, found: Sequence[Guess], to: Path) -> None:
    """A mapping to look through: what is sure stands as it is, the rest as comments. Raises DataError."""
    sure = [one for one in found if one.fact and one.sure >= SURE]
    unsure = [one for one in found if one not in sure]
    lines = [
        f"# Guessed from {json.dumps(raw.path.name, ensure_ascii=False)}. Look through every line, then use it with --mapping."
    ]
    lines += ["columns:"]
    lines += [f"  {_quoted(one.column)}: {one.fact}  # {one.why}" for one in sure]
    if unsure:
        lines += ["  # Not sure of these. Take off the # where the fact is right, or name the column under `ignore`."]
        lines += [f"  # {_quoted(one.column)}: {one.fact or '?'}  # {one.why}" for one in unsure]
    lines += ["ignore: []"]
    if to.exists():
        raise DataError("is there already; name another file for the guess", to)
    with aside(to) as place:
        place.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(name: str) -> str:
    """A name as YAML reads it back, on one line."""
    return json.dumps(name, ensure_ascii=False)


def told(found: Sequence[Guess], to: Path) -> dict[str, Any]:
    """The guesses, told."""
    rows = [
        {
            "column": one.column,
            "fact": one.fact,
            "sure": one.sure,
            "why": one.why,
            "written": one.fact is not None and one.sure >= SURE,
        }
        for one in found
    ]
    return {"mapping": str(to), "guesses": rows, "open": sum(not row["written"] for row in rows)}
