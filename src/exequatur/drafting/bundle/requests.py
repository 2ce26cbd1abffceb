"""What is asked for: recognition, the sums, extra interest, costs."""

from __future__ import annotations

from collections.abc import Iterable

from ...language.tree import Block, Run
from ...logic.values import one
from .blank import brief
from .case import Case
from .pair import Pair, Shown, message
from .section import Section, provisions

SUMS = ("amount_total", "amount_compensatory", "amount_interest", "amount_costs")
"""Asked of every title that orders money; what is punitive stands only where it is stated."""


def title_words(case: Case) -> dict[str, Shown]:
    """How the title is named in a sentence: its court, its day, its number."""
    return {
        "court": case.court_of_origin,
        "day": case.value("judgment_date"),
        "value": case.written("docket", case.given.docket, "number"),
    }


def requests(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The requests of the application, numbered."""
    asked = case.known.get("request")
    wanted = one(asked) if isinstance(asked, frozenset) else None
    words = title_words(case)
    points: list[Shown] = []
    if wanted is None:
        points.append(message(case.kind("bundle.request.open"), **words, on=case.asked("request")))
    elif wanted == "enforcement_after_recognition":
        points.append(message(case.kind("bundle.request.enforce"), **words))
    else:
        points.append(message(case.kind(f"bundle.request.{wanted}"), **words))
    if money(case) and wanted != "recognition":
        points.append(message("bundle.request.sums", value=case.value("amount_total")))
        points += [message("bundle.request.interest", law=law) for law in case.law(case.rules(section.rules))]
    points.append(message("bundle.request.costs"))
    if case.known.get("preservation_wanted") is True:
        points.append(message("bundle.request.preservation"))
    yield pair.listed(points, ordered=True)
    if money(case) and wanted != "recognition":
        yield sums(case, pair)


def money(case: Case) -> bool:
    """Whether the title orders money, or may."""
    return case.is_one("relief", "money", "mixed") is not False


def sums(case: Case, pair: Pair) -> Block:
    """What the title orders, part by part."""
    facts = [*SUMS, *(["amount_punitive"] if "amount_punitive" in case.known else [])]
    return pair.table(
        ("bundle.sums.item", "bundle.sums.sum"),
        ((message(f"bundle.sums.{fact}"), pair.cell(brief(case.value(fact)), align="end")) for fact in facts),
        (3, 2),
    )


def operative(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """The operative part in the words of the claim file."""
    yield pair.say(case.kind("bundle.operative"), value=case.written("operative_part", case.given.operative_part))


def performance(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """What has been paid or executed so far."""
    if case.known.get("amount_paid") is not None:
        yield pair.line(case.statement("amount_paid"))
    if case.given.performed or case.known.get("amount_paid") is None:
        yield pair.say("bundle.performed", value=case.written("performed", case.given.performed))
    yield from provisions(case, pair, section)


def clues(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Property of the respondents that is known of."""
    found: list[Shown] = [Run(text, "value") for text in case.given.property]
    seen = [told for told in case.places if told["fact"] == "respondent_property_place"]
    found += [message("bundle.property_in", value=case.place(told)) for told in seen]
    yield pair.listed(found or [case.written("property", None)], ordered=bool(found))


def account(case: Case, pair: Pair, section: Section) -> Iterable[Block]:
    """Where to pay."""
    yield pair.say("bundle.account", value=case.written("account", case.given.account))
