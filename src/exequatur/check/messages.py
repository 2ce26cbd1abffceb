"""What the program says must have words: the English catalogue has a sentence for every fact and every rule that decides."""

from __future__ import annotations

from collections.abc import Iterator

from ..law.decision import DECIDING
from .desk import Desk, Found, lint

CATALOGUE = "src/exequatur/language/locale/en.po"


@lint("missing-message", needs_book=True)
def missing_message(desk: Desk) -> Found:
    """A fact or a deciding rule without its English messages."""
    assert desk.book
    for thing, needed in _needed(desk):
        missing = [id for id in needed if id not in desk.book.messages]
        if missing:
            yield desk.place(thing), f"no English message {', '.join(missing)}; add it to {CATALOGUE}"


def _needed(desk: Desk) -> Iterator[tuple[str, list[str]]]:
    for id, fact in desk.corpus.facts.items():
        needed = [
            f"fact.{id}.{form}"
            for form in (("true", "false", "unknown") if fact.type == "truth" else ("is", "unknown"))
        ]
        needed += [f"fact.{id}.value.{value}" for value in fact.values or ()]
        yield f"fact {id}", needed
    for id, rule in desk.corpus.rules.items():
        if rule.effect in DECIDING:
            yield (
                f"rule {id}",
                [
                    f"rule.{id}.{form}"
                    for form in (("title", "true", "false", "unknown") if rule.test is not None else ("title",))
                ],
            )
