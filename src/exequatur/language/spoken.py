"""The book in another language: its messages, questions and names of places, where that language has them; else the English
ones, marked.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ..corpus.errors import DataError
from ..law.book import Book, StateInfo
from ..law.load import COMPILED

ENGLISH = "en"
_MARK = "⟦en⟧ "
"""Stands before an English message in another language."""


class Spoken(msgspec.Struct, frozen=True):
    """What a language has: messages by id, territories by ISO 3166-1 code."""

    messages: dict[str, str]
    territories: dict[str, str]


def languages() -> list[str]:
    """The languages in which the program can speak, as tags (BCP 47)."""
    return [ENGLISH, *sorted(path.name.split(".")[1] for path in COMPILED.glob("messages.*.msgpack"))]


def spoken(book: Book, language: str) -> Book:
    """The book in a language. Raises DataError for one that it does not speak."""
    if language == book.language:
        return book
    path = COMPILED / f"messages.{language}.msgpack"
    if language not in languages():
        raise DataError(f"no language `{language[:40]}`; there are {', '.join(languages())}")
    found = msgspec.msgpack.decode(path.read_bytes(), type=Spoken)
    return in_words(book, language, found)


def in_words(book: Book, language: str, of: Spoken) -> Book:
    """The book with the words of a language."""
    messages = {id: of.messages.get(id) or _MARK + text for id, text in book.messages.items()}
    facts = {
        id: msgspec.structs.replace(
            info, question=messages.get(f"fact.{id}.question", ""), where=messages.get(f"fact.{id}.where", "")
        )
        for id, info in book.facts.items()
    }
    return msgspec.structs.replace(
        book,
        language=language,
        messages=messages,
        facts=facts,
        territories=book.territories | of.territories,
        states=_named(book.states, of.territories),
    )


def of_region(book: Book) -> Book:
    """The book in the terms that a language has for titles of Hong Kong, Macau and Taiwan, where it has some: in Chinese these
    are not recognised as foreign ones are. The message `region.terms` lists them, as `usual=regional|…`.
    """
    terms = [pair.partition("=") for pair in book.messages.get("region.terms", "").split("|") if "=" in pair]
    if all(usual == regional for usual, _, regional in terms):
        return book

    def put(text: str) -> str:
        for usual, _, regional in terms:
            text = text.replace(usual, regional)
        return text

    return msgspec.structs.replace(book, messages={id: put(text) for id, text in book.messages.items()})


def _named(states: Mapping[str, StateInfo], territories: Mapping[str, str]) -> dict[str, StateInfo]:
    return {iso: msgspec.structs.replace(info, name=territories.get(iso, info.name)) for iso, info in states.items()}
