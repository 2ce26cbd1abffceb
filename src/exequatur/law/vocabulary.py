"""The facts: what they imply of each other, and how a court closes those that stay unknown."""

from __future__ import annotations

from collections.abc import Mapping

from ..logic.nodes import Clash
from ..logic.values import Value
from .book import Book, FactInfo


class Implications:
    """What follows from stated facts by the vocabulary alone (a default judgment means that the respondent took no
    part).
    """

    def __init__(self, facts: Mapping[str, FactInfo]) -> None:
        self._from: dict[str, list[tuple[str | None, str, bool]]] = {}
        self._back: dict[str, list[tuple[str, str | None, bool]]] = {}
        self._codes = {info.id: frozenset(info.values) for info in facts.values() if info.values}
        for info in facts.values():
            for this, code, other, value in info.implies:
                self._from.setdefault(this, []).append((code, other, value))
                self._back.setdefault(other, []).append((this, code, value))

    def close(self, stated: dict[str, Value]) -> dict[str, Value]:
        """`stated` with everything that follows. Raises Clash where two statements cannot both be true."""
        result = dict(stated)
        todo = list(stated)
        while todo:
            fact = todo.pop()
            value = result[fact]
            for code, other, implied in self._from.get(fact, ()):
                if value is True if code is None else value == frozenset((code,)):
                    self._set(result, todo, other, implied)
            for source, code, implied in self._back.get(fact, ()):
                if not isinstance(value, bool) or value is implied:
                    continue
                if code is None:
                    self._set(result, todo, source, False)
                else:
                    left = self._without(result, source, code)
                    if left is None:
                        continue
                    if not left:
                        raise Clash(fact, value, implied)
                    result[source] = left
                    todo.append(source)
        return result

    def _without(self, result: dict[str, Value], fact: str, code: str) -> frozenset[str] | None:
        """What is left of a code without the value that would imply what is not so; None where that takes nothing."""
        known = result.get(fact) or self._codes.get(fact)
        if not isinstance(known, frozenset) or code not in known:
            return None
        return known - {code}

    @staticmethod
    def _set(result: dict[str, Value], todo: list[str], fact: str, value: bool) -> None:
        known = result.get(fact)
        if known is None:
            result[fact] = value
            todo.append(fact)
        elif known is not value:
            raise Clash(fact, known, value)


def closes(book: Book, on: int) -> dict[str, Value]:
    """How each fact is closed in the answer as it stands, on the day `on`. Facts of class `none` are never closed."""
    fixed, dated = book.kept("closes", "any day", lambda: _closes(book))
    return {**fixed, **dict.fromkeys(dated, (on, on))}


def _closes(book: Book) -> tuple[dict[str, Value], list[str]]:
    """The closing of any day, and the dates that are closed to the day asked about."""
    fixed: dict[str, Value] = {}
    dated = []
    for info in book.facts.values():
        to = info.closes_to
        if info.cls != "none" and to is not None:
            if isinstance(to, bool):
                fixed[info.id] = to
            elif info.type == "date":
                dated.append(info.id)
            else:
                fixed[info.id] = frozenset((to,))
    return fixed, dated


def implications(book: Book) -> Implications:
    """The implications of the vocabulary, made once."""
    made: Implications = book.kept("implications", "", lambda: Implications(book.facts))
    return made
