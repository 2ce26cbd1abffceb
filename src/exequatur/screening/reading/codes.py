"""Codes as people write them: in other letters, or a state by its name; never by what is only near."""

from __future__ import annotations

import re

from ...law.book import Book, FactInfo
from .how import How, Literal, doubt
from .words import folded, words

_NO_PLACE = frozenset(("XA", "XB", "ZZ", "QO", "UN", "EU", "EZ"))
_JOINTS = re.compile(r"[\s\-/]+")


def code(info: FactInfo, text: str, how: How, book: Book) -> Literal:
    """One code. Raises ClaimError for a name of two places."""
    if info.values:
        if text in info.values:
            return Literal(text)
        wanted = _JOINTS.sub("_", folded(text))
        return Literal(wanted, text) if wanted in info.values and wanted not in words().doubtful else Literal(text)
    standard = info.codes or ""
    upper = folded(text).upper()
    if "3166-1" in standard:
        return _state(info, text, upper, book)
    if "3166-2" in standard:
        return Literal(upper, None if upper == text else text)
    if "4217" in standard:
        named = words().currencies.get(folded(text), ())
        if upper in book.currencies:
            return Literal(upper, None if upper == text else text)
        if len(named) > 1:
            raise doubt(info.id, f'"{text}" can be {" or ".join(named[:4])}', "write the code")
        return Literal(named[0], text) if named else Literal(text)
    return Literal(folded(text)) if "division" in standard else Literal(text)


def _state(info: FactInfo, text: str, upper: str, book: Book) -> Literal:
    if text in book.territories and folded(text) not in words().doubtful:
        return Literal(text)
    wanted = folded(text)
    if wanted in words().truths or wanted in words().doubtful:
        return Literal(text)
    if upper in book.territories:
        return Literal(upper, text)
    names: dict[str, str] = book.kept("names of states", None, lambda: _names(book))
    bare = wanted.removeprefix("the ").rstrip(".")
    if bare in words().two_places:
        raise doubt(info.id, f'"{text}" can be two places', f"write {words().two_places[bare]}")
    found = names.get(wanted) or names.get(bare)
    return Literal(found, text) if found else Literal(text)


def _names(book: Book) -> dict[str, str]:
    """The names of states and territories, folded."""
    english = {name: code for code, name in book.territories.items() if code not in _NO_PLACE}
    every = {**english, **{info.name: code for code, info in book.states.items()}, **book.aliases, **words().states}
    return {folded(name): code for name, code in every.items()}
