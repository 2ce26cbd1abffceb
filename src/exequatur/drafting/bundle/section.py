"""A section of a template, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from ...language.tree import Block
from .case import Case
from .pair import Pair, message, row


class Section(msgspec.Struct, frozen=True):
    """A section as `cn/practice/templates.yaml` has it. `heading`: the id of its message; None: it has none."""

    id: str
    part: str
    level: int
    heading: str | None
    facts: tuple[str, ...]
    rules: tuple[str, ...]
    items: tuple[str, ...]


Writer = Callable[[Case, Pair, Section], Iterable[Block]]


def sections(template: str, item: dict[str, Any]) -> list[Section]:
    """The sections of a template in their order."""
    return [
        Section(
            one["id"],
            one.get("part") or one["id"],
            one.get("level", 2),
            f"practice.templates.{template}.sections.{one['id']}.heading" if one.get("heading") else None,
            tuple(one.get("facts", ())),
            tuple(one.get("rules", ())),
            tuple(one.get("items", ())),
        )
        for one in item["sections"]
    ]


def facts(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """What is stated of the facts of a section, and a blank for each that is not; then its provisions."""
    if section.facts:
        yield pair.say("bundle.record")
        yield pair.listed(case.statement(fact) for fact in section.facts)
    yield from provisions(case, pair, section)


def provisions(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The provisions of a section that are in force, by their numbers of the day."""
    if laws := case.law(case.rules(section.rules)):
        yield pair.say("bundle.law", law=row(laws))


def said(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """What the section always says, by its id; then its provisions."""
    yield pair.line(message(case.kind(f"bundle.said.{section.id}")))
    yield from provisions(case, pair, section)
