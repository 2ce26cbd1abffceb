"""The request to the clerk of the court of origin: what is to be certified, filled in as far as the claim states it."""

from __future__ import annotations

from collections.abc import Iterable

from ...language.tree import Block
from .blank import CLERK, by_hand
from .case import Case
from .pair import Pair, message
from .parties import in_short
from .requests import title_words
from .section import Section


def addressed(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """To whom it goes, and what is asked for."""
    yield pair.say("bundle.effect.to", value=case.court_of_origin)
    yield pair.say(case.kind("bundle.effect.purpose"))


def case_of_origin(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Court, number, day, parties."""
    words = title_words(case)
    yield pair.fields(
        [
            (message(case.kind("bundle.label.court")), words["court"]),
            (message("bundle.label.docket"), words["value"]),
            (message(case.kind("bundle.label.day")), words["day"]),
            *in_short(case),
        ]
    )


def certified(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Facts for the clerk to certify: as they are stated, else blank."""
    yield pair.listed((case.statement(fact, CLERK) for fact in section.facts), ordered=True)


def clerk(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The lines of the clerk."""
    yield pair.say("bundle.effect.certified")
    for name in ("clerk", "clerk_seal", "clerk_day"):
        yield pair.say(f"bundle.sign.{name}", "right", value=by_hand(name, CLERK))
