"""The brief on service: how the respondent was served, what the rules ask, what reported rulings say of that way."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ...language.tree import Block, Run
from .case import Case
from .pair import Pair, Shown, Side, message
from .reasons import grounds_of
from .reciprocity import named
from .section import Section

METHOD = "service_method"
GROUND = "improper_service"
"""The ground of the record of rulings on which service was held bad."""


def rules(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The grounds that turn on service."""
    found = [
        finding
        for finding in case.a.findings
        if finding.clause.rule.stage == "ground" and METHOD in {*case.stated_facts(finding), *case.open_facts(finding)}
    ]
    yield from grounds_of(case, pair, found)


def reported(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Rulings before the day in which the respondent was served in this way, or service was held bad."""
    book = case.a.desk.book
    ways = case.known.get(METHOD)
    full = book.kept("rulings in full", "", lambda: msgspec.msgpack.decode(book.reading)["rulings"])
    rows: list[tuple[Shown, ...]] = []
    for id, ruling in sorted(book.rulings.items(), key=lambda one: one[1].decided):
        way = full[id]["file"].get(METHOD)
        way = frozenset([way] if isinstance(way, str) else way or ())
        same = isinstance(ways, frozenset) and bool(way & ways)
        if ruling.decided[1] >= case.a.on or id in case.a.without or not (same or GROUND in ruling.grounds):
            continue
        rows.append(
            (
                named(id, ruling.case_number),
                _state(ruling.origin),
                message("bundle.service.way", value=_way(way)) if way else message("bundle.service.way.none"),
                message("bundle.service.bad" if GROUND in ruling.grounds else f"outcome.{ruling.result}.label"),
            )
        )
    if not rows:
        yield pair.say("bundle.service.none")
        return
    heads = ("bundle.rulings.ruling", "bundle.service.state", "bundle.service.served", "bundle.rulings.result")
    yield pair.table(heads, rows, (5, 2, 4, 3))
    yield pair.say("notice.under_collected", "small")


def _state(iso: str) -> Shown:
    return lambda side: Run(side.catalogue.state(iso))


def _way(codes: frozenset[str]) -> Shown:
    def said(side: Side) -> str:
        return side.catalogue.value(METHOD, codes)

    return said
