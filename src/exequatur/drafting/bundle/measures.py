"""Preservation before the ruling, and execution after it."""

from __future__ import annotations

from collections.abc import Iterable

from ...language.tree import Block
from ...planning.routes import measures as known_measures
from .blank import COURT, by_hand
from .case import Case
from .pair import Pair, Shown, message
from .requests import money, title_words
from .section import Section, provisions


def preservation(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """What is to be secured, and up to which sum."""
    sum_of: Shown = case.value("amount_total") if money(case) else case.written("property", None)
    yield pair.listed(
        (message("bundle.preserve.request", value=sum_of), message("bundle.preserve.costs")), ordered=True
    )


def urgency(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The title, and why property may be lost."""
    yield pair.say(case.kind("bundle.preserve.title"), **title_words(case))
    yield pair.say("bundle.preserve.urgency", value=case.written("urgency", case.given.urgency))


def security(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """What is offered against damage."""
    yield pair.line(case.statement("security_offered"))
    yield pair.say("bundle.preserve.security", value=case.written("security", case.given.security))
    yield from provisions(case, pair, section)


def execution_title(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The ruling that is executed, and the title that it let in."""
    yield pair.say(
        case.kind("bundle.execute.title"),
        **title_words(case),
        on=by_hand("ruling_number", COURT),
        law=by_hand("ruling_day", COURT),
    )
    yield from provisions(case, pair, section)


def execution_sums(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The sum, the extra interest, the costs."""
    points = [message("bundle.execute.sum", value=case.value("amount_total"), on=case.value("amount_paid"))]
    points += [message("bundle.execute.interest", law=law) for law in case.law(case.rules(section.rules))]
    yield pair.listed([*points, message("bundle.execute.costs")], ordered=True)


def measures(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The measures that are asked for, with their provisions."""
    points: list[Shown] = []
    for one in known_measures(case.a):
        if one.id not in section.items or one.certain is False:
            continue
        name = message(f"practice.execution.{one.id}.name")
        laws = case.law(case.rules(one.item["rules"]))
        points.append(message("bundle.ground", value=name, law=laws[0]) if laws else name)
    yield pair.listed(points, ordered=True)
