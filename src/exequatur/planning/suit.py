"""The courts for an action on the debt itself: the level by the sum, the place by the heads of the rule."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ..assessment.assess import Assessment
from ..citation.divisions import Division
from ..law.book import Rule, weakest
from ..law.venue import Level, Yields
from ..logic.values import EVER, one
from .seat import AREA_UNKNOWN, Seat, Seats, seats
from .venue import Condition, Site, read_sites

REGIME, CURRENCY = "new_suit", "CNY"


class SuitCourt(msgspec.Struct, frozen=True):
    """A court for an action, with the head and what it depends on."""

    level: str
    seat: Seat
    head: str
    site: Site
    conditions: tuple[Condition, ...]
    confidence: str


class Suit(msgspec.Struct, frozen=True):
    """Where the debt itself could be sued for. `left_out`: the rule leaves the matter to other rules."""

    rule: Rule
    courts: tuple[SuitCourt, ...]
    left_out: bool
    missing: tuple[str, ...]


def suit(a: Assessment) -> Suit | None:
    """The courts for an action brought on the day asked about; None where no rule of that day is on record."""
    book = a.desk.book
    rules = [
        book.rules[id]
        for id, yields in book.venues.yields.items()
        if yields.levels and REGIME in book.rules[id].regime and book.rules[id].since <= a.on <= book.rules[id].until
    ]
    if not rules:
        return None
    rule = rules[0]
    yields = book.venues.yields[rule.id]
    at = seats(book)
    missing: dict[str, None] = {}
    left_out = any(
        isinstance(value := a.facts.get(fact), frozenset) and value <= codes for fact, codes in yields.not_for
    )
    sites = list(read_sites(a, at))
    found: dict[str, SuitCourt] = {}
    for head in yields.heads:
        named = [site for site in sites if site.fact == head.place and site.place.division]
        if not named and not any(site.fact == head.place for site in sites) and a.facts.get(head.fact or "") is True:
            missing[head.place] = None
        for site in named:
            assert site.place.division is not None
            for level, doubts in _levels(a, yields, site.place.division):
                if doubts:
                    missing["amount_total"] = None
                for seat in _seats(at, level.court, site.place.division, a.on):
                    if seat.doubt == AREA_UNKNOWN:
                        missing[site.fact] = None
                    doubt = (Condition("doubt", seat.doubt),) if seat.doubt else ()
                    confidence = weakest([seat.confidence, rule.confidence])
                    key = seat.court.code if seat.court else site.place.written
                    found.setdefault(key, SuitCourt(level.court, seat, head.place, site, (*doubts, *doubt), confidence))
    return Suit(rule, tuple(found.values()), left_out, tuple(missing))


def _levels(a: Assessment, yields: Yields, division: Division) -> Iterator[tuple[Level, tuple[Condition, ...]]]:
    """The levels that the sum allows in a place, each with what that depends on."""
    value = a.facts.get("amount_total")
    known = one(a.facts.get("currency")) == CURRENCY and isinstance(value, tuple)
    low, high = value if known and isinstance(value, tuple) else (0, EVER)
    sure = low == high
    for level in yields.levels:
        if level.divisions and not division.code.startswith(level.divisions):
            continue
        if high < level.at_least:
            continue
        doubt = (
            () if known and (sure or low >= level.at_least > 0) else (Condition("amount", level.court, level.at_least),)
        )
        yield level, doubt
        if low >= level.at_least:
            return


def _seats(at: Seats, level: str, division: Division, day: int) -> tuple[Seat, ...]:
    if level == "high":
        return at.high(division)
    if level == "basic":
        return at.basic(division)
    gathered = at.special("concentrated", division, day)
    return gathered or at.ordinary(division, day)
