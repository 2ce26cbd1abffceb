"""The ways to the money side by side: open or not and why, what each takes, costs, needs, and what spoils it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from ..assessment.assess import Assessment
from ..assessment.entries import Rate
from ..assessment.grade import grade
from ..assessment.period import in_order
from ..law.book import Book, weakest
from ..law.period import Length
from ..logic.nodes import Sitting
from ..logic.values import EVER, Span, Truth
from .limit import DOUBTFUL, LATE, MAY_BE_LATE, PASSED, Limit, limits
from .money.costs import Cost, costs, fees
from .money.extent import Extent, extent
from .money.sums import Exchange, read_exchange
from .procedure import holds, items, procedure, took

OPEN, CLOSED, DEPENDS = "open", "closed", "depends"
_OVER = (PASSED, LATE, DOUBTFUL, MAY_BE_LATE)
MONEY = frozenset({"money", "mixed"})


class Reason(msgspec.Struct, frozen=True):
    """Why a route is closed or doubtful: the point of the data, whether it is so for certain (None: not known), and as it
    stands: an unknown that nobody has shown is taken not to be there where the data says so, and listed.
    """

    key: str
    point: dict[str, Any]
    certain: Truth
    stands: Truth


class Route(msgspec.Struct, frozen=True):
    """A way to the money. `state`: as it stands, open, closed or depends; `settled`: whether no unknown fact changes that.

    `grade`: of recognition that of the assessment; of another way the weakest source on which its state rests.
    """

    id: str
    item: dict[str, Any]
    state: str
    settled: bool
    grade: str
    reasons: tuple[Reason, ...]
    takes: dict[str, Any] | None
    costs: tuple[Cost, ...]
    compared: dict[str, tuple[Cost, ...]]


class Door(msgspec.Struct, frozen=True):
    """Another proceeding, and what it opens or shuts. `certain` None: whether it is there is not known."""

    id: str
    item: dict[str, Any]
    certain: Truth


def routes(assessment: Assessment, periods: Sequence[Limit] | None = None) -> list[Route]:
    """Every route of the data, for this claim on the day asked about. `periods`: its limits, where they are known."""
    periods = limits(assessment) if periods is None else periods
    over = {limit.of: limit.status for limit in periods if limit.status in _OVER}
    money = sums(assessment)
    wanted = procedure(assessment)
    file = assessment.desk.book.practice("routes")
    return [_route(assessment, id, item, wanted, money, over) for id, item in file.items.items()]


def doors(assessment: Assessment) -> list[Door]:
    """What other proceedings on the dispute mean, as far as the claim states any."""
    return [Door(id, item, value) for id, item, value in items(assessment, "doors", None) if value is True]


class Hold(msgspec.Struct, frozen=True):
    """A freeze or seizure that was made: until when it holds, and so by when its renewal has to be asked for."""

    kind: str
    since: Span
    until: Span


def holds_of(assessment: Assessment) -> list[Hold]:
    """The freezes that the claim lists, each with its last day by the term of the data."""
    terms_of = {id: item.get("length") for id, item in assessment.desk.book.practice("execution").items.items()}
    return [
        Hold(event.kind, event.date, (length.after(event.date[0]), length.after(event.date[1])))
        for event in in_order(assessment.claim.entries.events)
        if (terms := terms_of.get(event.kind))
        for length in (Length(**terms),)
    ]


def measures(assessment: Assessment) -> list[Door]:
    """What can be asked for in execution, for this debtor; what an unknown fact decides is kept, and says so."""
    return [Door(id, item, value) for id, item, value in items(assessment, "execution", None)]


def sums(assessment: Assessment) -> Extent:
    """The money of the title as it can be claimed."""
    return extent(assessment.desk.book, assessment.facts, on=assessment.on, regime=assessment.regime)


def _route(
    a: Assessment, id: str, item: dict[str, Any], wanted: str | None, money: Extent, over: Mapping[str, str]
) -> Route:
    reasons = [*_reasons(a, id, item, "closed_if", over), *_reasons(a, id, item, "doubtful_if", over)]
    closing = [reason for reason in reasons if reason.key.startswith("closed_if")]
    doubting = [reason for reason in reasons if reason.key.startswith("doubtful_if")]
    if item.get("outcome"):
        state, settled = _by_outcome(a)
        state = DEPENDS if state == OPEN and doubting else state
    else:
        state = (
            CLOSED
            if any(reason.stands for reason in closing)
            else DEPENDS
            if any(reason.stands is None for reason in closing) or any(reason.stands for reason in doubting)
            else OPEN
        )
        settled = any(reason.certain for reason in closing) or not reasons
    return Route(
        id,
        item,
        state,
        settled,
        grade(a) if item.get("outcome") else _weakest(a, item, reasons),
        tuple(reasons),
        took(item, wanted),
        _costs(a, item, wanted, money),
        _compared(a, item, money),
    )


def _weakest(a: Assessment, item: dict[str, Any], reasons: Sequence[Reason]) -> str:
    """The weakest confidence of a route itself and of what closes it or makes it doubtful, and of the rules cited."""
    points = [item, *(reason.point for reason in reasons)]
    said = [point["confidence"] for point in points if point.get("confidence")]
    return weakest(
        [*said, *(a.desk.book.rules[rule].confidence for point in points for rule in point.get("rules", ()))]
    )


def _by_outcome(a: Assessment) -> tuple[str, bool]:
    """Recognition is as open as the assessment says."""
    stands = a.as_it_stands
    state = DEPENDS if stands is None else OPEN if stands in ("recognised", "partly_recognised") else CLOSED
    return state, a.settled


def _reasons(a: Assessment, id: str, item: dict[str, Any], key: str, over: Mapping[str, str]) -> Iterator[Reason]:
    for number, point in enumerate(item.get(key, ())):
        if period := point.get("period"):
            if period in over:
                yield Reason(f"{key}.{point['id']}", point, True if over[period] in (PASSED, LATE) else None, True)
            continue
        path = f"{id}.{key}.{number}"
        certain = holds(a, "routes", path)
        stands = certain
        if certain is None and point.get("unless"):
            stands = False
        elif certain is None:
            closing = Sitting(a.facts, a.look_up, a.desk.closes, rounding=a.desk.rounding)
            stands = holds(a, "routes", path, closing)
        if certain is not False:
            yield Reason(f"{key}.{point['id']}", point, certain, stands)


def _costs(a: Assessment, item: dict[str, Any], wanted: str | None, money: Extent) -> tuple[Cost, ...]:
    if item.get("fees"):
        return _priced(a, money, partial(fees, a.desk.book, item["fees"]))
    name = item.get("costs")
    if name == "procedure":
        name = a.desk.book.practice("procedures").items[wanted].get("costs") if wanted else None
    if name is None or item.get("institutions"):
        return ()
    return _figures(a, name, None, money)


def _compared(a: Assessment, item: dict[str, Any], money: Extent) -> dict[str, tuple[Cost, ...]]:
    """The costs by institution, where a route lets one choose."""
    return {name: _figures(a, item["costs"], name, money)[:1] for name in item.get("institutions", ())}


def _figures(a: Assessment, name: str, institution: str | None, money: Extent) -> tuple[Cost, ...]:
    return _priced(a, money, partial(costs, a.desk.book, name, institution=institution))


def _priced(a: Assessment, money: Extent, charge: Callable[..., tuple[Cost, ...]]) -> tuple[Cost, ...]:
    """What is charged on the sum of the claim, with the rate of exchange that the claim gives where one is needed."""
    amount, currency = _claimed(a, money)
    found = charge(amount, on=a.on, currency=currency)
    rate = rate_to(a, currency, found[0].currency) if found and found[0].currency != currency else None
    return found if rate is None else charge(amount, on=a.on, currency=currency, exchange=rate)


def _claimed(a: Assessment, money: Extent) -> tuple[Span | None, str]:
    """The sum on which fees go: what is left to claim; any sum where the title is for money and says none; else none."""
    amount = (money.left or money.claimable or money.total) if money.currency else None
    relief = a.facts.get("relief")
    if amount is None and not (isinstance(relief, frozenset) and not relief & MONEY):
        return (0, EVER), "CNY"
    return amount, money.currency or "CNY"


def application_fee(a: Assessment, money: Extent) -> Span | None:
    """What the court takes for the application by which the title comes in; None where that is not known."""
    wanted = procedure(a)
    name = a.desk.book.practice("procedures").items[wanted].get("costs") if wanted else None
    return _figures(a, name, None, money)[0].figure if name else None


def rate_to(a: Assessment, base: str, quote: str) -> Exchange | None:
    """The rate that the claim gives from one money to another, the latest by the day asked about."""
    return latest_rate(a.desk.book, a.claim.entries.rates, a.on, base, quote)


def latest_rate(book: Book, rates: Sequence[Rate], on: int, base: str, quote: str) -> Exchange | None:
    """Of several rates the latest by a day; None where none is given."""
    given = [rate for rate in rates if (rate.base, rate.quote) == (base, quote) and rate.on <= on]
    if not given:
        return None
    best = max(given, key=lambda rate: rate.on)
    return read_exchange(book, f"{best.rate:f}", best.on, best.source)
