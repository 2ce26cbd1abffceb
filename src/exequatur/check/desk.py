"""What a lint rule looks at, and the registry in which the rules are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from ..citation.register import Register
from ..citation.tables import read_register
from ..corpus.reader import line_of
from ..corpus.source import Corpus, find_line
from ..law.book import Book
from ..law.compiling.names import names
from ..logic.values import Span, day
from .fault import Fault


class Place(NamedTuple):
    """A line of a data file."""

    path: Path
    line: int | None


class Desk:
    """The corpus as read, the day of the check, and, once the rules compile, the book made of them."""

    def __init__(self, corpus: Corpus, today: date) -> None:
        self.corpus = corpus
        self.today = today.toordinal()
        self.book: Book | None = None

    @cached_property
    def territories(self) -> frozenset[str]:
        """The codes of states and territories (ISO 3166-1)."""
        return frozenset(names().territories)

    @cached_property
    def register(self) -> Register:
        """The courts, case types and syllables of this corpus."""
        return read_register(self.corpus.root / "cn" / "tables")

    @cached_property
    def compiled(self) -> Span | None:
        """The day on which the data were compiled, as notes.yaml says."""
        return span(self.corpus.notes["notes"]["compiled"])

    def file(self, name: str) -> Any:
        """The content of a data file, by its path below the root; None if it is not there."""
        return self.corpus.raw.get(self.corpus.root / name)

    def line(self, name: str, *keys: str | int) -> Place:
        """The place of `keys` in a data file, named by its path below the root."""
        path = self.corpus.root / name
        return Place(path, find_line(self.corpus.raw.get(path), keys))

    def place(self, thing: str, *keys: str | int) -> Place:
        """The place of `keys` in a thing, named as in `Corpus.places` (`rule cpl2023.298`); failing them, that of the thing."""
        path, line = self.corpus.places[thing]
        raw = self.corpus.raw[path]
        what, _, id = thing.partition(" ")
        match what:
            case "rule":
                raw = next(rule for rule in raw["provisions"] if rule["id"] == id)
            case "fact":
                raw = raw["facts"][id]
            case "source":
                raw = raw[id]
        return Place(path, find_line(raw, keys) or line)


Found = Iterator[tuple[Place, str]]
Finder = Callable[[Desk], Found]


class Lint(NamedTuple):
    """A lint rule: the kind of fault it finds, the function that finds it, and whether that needs the compiled book."""

    kind: str
    find: Finder
    needs_book: bool

    def faults(self, desk: Desk) -> Iterator[Fault]:
        """The faults on `desk`."""
        for (path, line), message in self.find(desk):
            yield Fault(path, line or 1, self.kind, message)


LINTS: list[Lint] = []


def lint(kind: str, *, needs_book: bool = False) -> Callable[[Finder], Finder]:
    """Put a finder on the list of lint rules."""

    def enter(find: Finder) -> Finder:
        LINTS.append(Lint(kind, find, needs_book))
        return find

    return enter


def span(form: object) -> Span | None:
    """The span of a date as written, open ends included; None where none stands or it cannot be read (`bad-date` says so)."""
    if isinstance(form, Mapping):
        lo, hi = span(form.get("from")), span(form.get("to"))
        return (lo[0] if lo else day("0001")[0], hi[1] if hi else day("9999")[1]) if lo or hi else None
    if isinstance(form, bool) or not isinstance(form, str | int):
        return None
    try:
        return day(str(form))
    except ValueError:
        return None


def nearest(word: object, words: Iterable[str], *, otherwise: str) -> str:
    """The remedy for a word that is not one of `words`: the nearest of them, or what to do if none is near."""
    near = get_close_matches(str(word), list(words), 1, 0.6)
    return f"did you mean `{near[0]}`?" if near else otherwise


def walk(raw: Any, *, skip: frozenset[str] = frozenset()) -> Iterator[tuple[Mapping[str, Any], str, Any, int | None]]:
    """Every entry below `raw`: its mapping, key, value and line; nothing below a key in `skip`."""
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            if key not in skip:
                yield raw, key, value, line_of(raw, key)
                yield from walk(value, skip=skip)
    elif isinstance(raw, list):
        for item in raw:
            yield from walk(item, skip=skip)
