"""What of a title can be claimed: its parts, what a rule may cut off, what was paid, what is left."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ...law.book import Book, Rule
from ...logic.nodes import Sitting
from ...logic.values import EVER, Span, Value, one
from .tables import money

PARTS = ("amount_compensatory", "amount_punitive", "amount_costs", "amount_interest")


class CutOff(msgspec.Struct, frozen=True):
    """A part that a rule takes away, or may take away: then its span begins at nothing."""

    rule: str
    part: str
    sum: Span
    discretion: bool
    confidence: str


class Extent(msgspec.Struct, frozen=True):
    """The money of a title, as spans of minor units; None where it is not known at all."""

    currency: str | None
    parts: dict[str, Span]
    total: Span | None
    paid: Span | None
    cuts: tuple[CutOff, ...]
    claimable: Span | None
    """The whole, less what is cut off."""
    left: Span | None
    """What is claimable, less what was paid; None where either is not known."""


def extent(book: Book, facts: Mapping[str, Value], *, on: int, regime: str | None) -> Extent:
    """What of a title can be claimed on a day under a regime.

    `facts`: a claim's facts with sums as spans. A total that is not given is the sum of its parts if all of them are.
    """
    parts = {part: found for part in PARTS if (found := _sum(facts, part)) is not None}
    total = _sum(facts, "amount_total")
    if total is None and len(parts) == len(PARTS):
        total = sum(low for low, _ in parts.values()), sum(high for _, high in parts.values())
    paid = _sum(facts, "amount_paid")
    cuts = tuple(_cuts(book, facts, parts, total, on, regime))
    claimable = total
    for cut in cuts:
        claimable = _less(claimable, cut.sum)
    return Extent(
        one(facts.get("currency")),
        parts,
        total,
        paid,
        cuts,
        claimable,
        _less(claimable, paid) if paid is not None else None,
    )


def _sum(facts: Mapping[str, Value], fact: str) -> Span | None:
    found = facts.get(fact)
    return found if isinstance(found, tuple) and found[1] < EVER else None


def _less(whole: Span | None, part: Span) -> Span | None:
    return None if whole is None else (max(whole[0] - part[1], 0), max(whole[1] - part[0], 0))


def _cuts(
    book: Book, facts: Mapping[str, Value], parts: dict[str, Span], total: Span | None, on: int, regime: str | None
) -> list[CutOff]:
    found = []
    for cut in money(book).costs.cuts:
        rule = book.rules[cut.rule]
        if cut.regime != regime or not rule.since <= on <= rule.until:
            continue
        applies = _applies(book, rule, facts, on)
        if applies is False:
            continue
        part = parts.get(cut.part)
        if part is None and applies and total:
            part = (0, total[1])
        if part is None or part == (0, 0):
            continue
        discretion = rule.may or applies is None
        found.append(CutOff(rule.id, cut.part, (0 if discretion else part[0], part[1]), discretion, rule.confidence))
    return found


def _applies(book: Book, rule: Rule, facts: Mapping[str, Value], on: int) -> bool | None:
    """Whether a rule applies on what is stated: nothing is closed here."""
    if rule.node is None:
        return True
    value = rule.node.prove(Sitting(dict(facts), book.look_up)).value
    return value if isinstance(value, bool) else None
