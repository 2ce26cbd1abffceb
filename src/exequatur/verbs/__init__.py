"""The verbs of exequatur as functions: the command line calls these and nothing else. Each returns plain data, ready
for JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..assessment.assess import Assessment
from ..assessment.assess import assess as _assess
from ..assessment.claim import Claim, clash_error
from ..corpus.errors import DataError
from ..language.tell import tell
from ..law.load import book as load_book
from ..logic.nodes import Clash
from ..logic.values import one
from .accounts import ledger
from .common import Answer, claim_of, day_of, field, head
from .documents import draft, messages_status
from .tables import diff, portfolio, screen

__all__ = ["day_of", "diff", "draft", "ledger", "messages_status", "portfolio", "screen"]


def assess(
    claim: Claim | Mapping[str, Any] | Path | str, on: date | str | None = None, known: date | str | None = None
) -> Answer:
    """Would the requested court recognise this claim on that day? Both answers, with reasons and what is missing.

    `claim`: a claim, its facts as a mapping, or a file. `on`: the day asked about (default: today). `known`: use only
    foreign decisions public by then. Raises DataError.
    """
    book = load_book()
    return tell(
        _assess(claim_of(claim, book), on=day_of(on), book=book, known=None if known is None else day_of(known))
    )


def ask(claim: Claim | Mapping[str, Any] | Path | str, on: date | str | None = None) -> Answer:
    """The next best question about a claim: why it is asked, and how many are left. Raises DataError."""
    from ..language.asking import tell_next

    book, at = load_book(), day_of(on)
    return {**head("ask", at), **tell_next(_assess(claim_of(claim, book), on=at, book=book))}


def claim_new() -> Answer:
    """An empty claim, and every fact that a person can be asked, with its question."""
    from ..language.claimform import tell_form

    return {**head("claim-new"), **tell_form(load_book())}


def claim_schema() -> Answer:
    """A JSON Schema of a claim file, made from the vocabulary."""
    from ..language import claimform

    return claimform.claim_schema(load_book())


def claim_check(claim: Claim | Mapping[str, Any] | Path | str) -> Answer:
    """Say what was understood of a claim. Raises DataError with file, line, field and remedy."""
    from ..language.catalogue import Catalogue
    from ..language.claimlists import tell_lists
    from ..language.claimparticulars import tell_particulars

    book = load_book()
    claim = claim_of(claim, book)
    catalogue = Catalogue(book)
    currency = one(claim.facts.get("currency"))
    return {
        **head("claim"),
        "id": claim.id,
        "title": claim.title,
        "stated": {
            fact: catalogue.value(fact, claim.facts[fact], currency) for fact in claim.facts if fact in claim.stated
        },
        "implied": {
            fact: catalogue.value(fact, claim.facts[fact], currency) for fact in claim.facts if fact not in claim.stated
        },
        "texts": claim.texts,
        "lists": tell_lists(book, claim),
        "particulars": tell_particulars(claim.particulars),
    }


def state(iso: str, on: date | str | None = None) -> Answer:
    """Where one state stands on a day: group, test limb by limb, history, rulings."""
    from ..language.places import tell_state

    at = day_of(on)
    return {**head("state", at), **tell_state(load_book(), iso, at)}


def states(on: date | str | None = None) -> Answer:
    """Every state and territory on our record, with its group on a day."""
    from ..language.places import tell_states

    at = day_of(on)
    return {**head("states", at), **tell_states(load_book(), at)}


def ruling(id: str) -> Answer:
    """One reported ruling by its id or case number (hanzi or pinyin), with what would have been said the day before."""
    from ..language.record import tell_ruling

    return {**head("ruling"), **tell_ruling(load_book(), id)}


def rulings() -> Answer:
    """The reported rulings, in short."""
    from ..language.record import tell_rulings

    return {**head("rulings"), **tell_rulings(load_book())}


def provision(id: str, on: date | str | None = None) -> Answer:
    """One provision: its text in our words, when it is in force, its numbers by date, what uses it."""
    from ..language.record import tell_provision

    at = day_of(on)
    return {**head("provision", at), **tell_provision(load_book(), id, at)}


def backtest(file: Path | str | None = None, kind: str = "replay", knowledge: str = "court") -> Answer:
    """Answer for every reported ruling as of its day and compare with what the court did."""
    from ..language.record import tell_backtest

    return {
        **head("backtest"),
        **tell_backtest(load_book(), Path(file) if file is not None else None, kind, knowledge),
    }


def cite(texts: Sequence[str]) -> Answer:
    """Find, parse and resolve Chinese case numbers in texts (or in files that `texts` names)."""
    from ..language.record import tell_citations

    return {**head("cite"), **tell_citations(load_book(), texts)}


def corpus_check(directory: Path | str | None = None, today: date | None = None) -> Answer:
    """The faults of a corpus directory (default: the shipped one), each with file, line and remedy."""
    from ..check import check

    faults = check(Path(directory) if directory is not None else None, today=today or date.today())
    return {
        **head("corpus-check"),
        "faults": [
            {"kind": fault.kind, "message": fault.message, "file": str(fault.path), "line": fault.line}
            for fault in faults
        ],
    }


def fee(
    kind: str,
    amount: int | str | None = None,
    currency: str | None = None,
    on: date | str | None = None,
    rate: str | None = None,
    rate_day: date | str | None = None,
    rate_source: str | None = None,
) -> Answer:
    """What a court or an arbitral institution charges on a day, with its working.

    `amount`: major units, or two sums joined by two dots ("100000..500000"). `currency`: that of the amount (default: that of the
    table); for another one `rate` gives its worth, with the day and the source of that rate. Raises DataError.
    """
    from ..language.money import tell_fee
    from ..planning.money.fees import currency_of
    from ..planning.money.fees import fee as charge
    from ..planning.money.sums import read_exchange, read_sum

    book, at = load_book(), day_of(on)
    own = currency_of(book, kind, at)
    given = (own if currency is None else currency).strip().upper()
    sum_ = None if amount is None else read_sum(book, "amount", amount, given)
    exchange = read_exchange(book, rate, field("rate-day", rate_day), rate_source)
    return {**head("fee", at), **tell_fee(book, charge(book, kind, sum_, on=at, currency=given, exchange=exchange))}


def interest(
    kind: str,
    principal: int | str,
    since: date | str,
    until: date | str | None = None,
    on: date | str | None = None,
    currency: str = "CNY",
    count: str | None = None,
    rate: int | str | None = None,
    basis: str | None = None,
    term: str = "1",
    law: str | None = None,
    contract: date | str | None = None,
    filed: date | str | None = None,
    bankruptcy_accepted: date | str | None = None,
    not_counted: Sequence[str] = (),
    assume_last_rate: bool = False,
    exchange: str | None = None,
    exchange_day: date | str | None = None,
    exchange_source: str | None = None,
) -> Answer:
    """What a debt earns between two days, a line per rate; without `until` it runs to payment, counted to the day `on`.

    `principal`: major units, or two sums joined by two dots. `rate`: per cent a year, for the kinds that have none of their own.
    `not_counted`: stretches of days such as "2020-01-01..2020-03-31". `exchange`: what one unit of `currency` is worth in the
    money of the requested state, with its day and source. Raises DataError.
    """
    from ..language.interest import tell_interest
    from ..planning.money.interest import Terms
    from ..planning.money.interest import interest as run
    from ..planning.money.sums import read_exchange, read_percent, read_sum

    book, at = load_book(), day_of(on)
    first = field("from", since)
    assert first is not None
    if term not in ("1", "5"):
        raise DataError(f'term: "{term[:40]}" is neither 1 nor 5 years; use one of them')
    terms = Terms(
        kind=kind,
        principal=read_sum(book, "principal", principal, currency),
        since=first,
        on=at,
        currency=currency.strip().upper(),
        until=field("to", until),
        count=count,
        rate=None if rate is None else read_percent("rate", rate),
        year=basis,
        five_years=term == "5",
        law=law,
        contract=field("contract", contract),
        filed=field("filed", filed),
        bankruptcy=field("bankruptcy-accepted", bankruptcy_accepted),
        left_out=tuple(_stretch(one) for one in not_counted),
        assume_last_rate=assume_last_rate,
        exchange=read_exchange(book, exchange, field("exchange-day", exchange_day), exchange_source, field="exchange"),
    )
    return {**head("interest", at), **tell_interest(book, run(book, terms))}


def _stretch(text: str) -> tuple[int, int]:
    """Two days joined by two dots."""
    days = text.split("..")
    if len(days) != 2:
        raise DataError(f'not-counted: "{text[:40]}" is not two days; write 2020-01-01..2020-03-31')
    first, last = (field("not-counted", day) for day in days)
    assert first is not None and last is not None
    return first, last


def _planned(
    name: str,
    tell: Callable[[Assessment], Answer],
    claim: Claim | Mapping[str, Any] | Path | str,
    on: date | str | None,
) -> Answer:
    """What `tell` says of a claim on a day; a contradiction that only this verb meets is told as any other."""
    book, at = load_book(), day_of(on)
    try:
        return {**head(name, at), **tell(_assess(claim_of(claim, book), on=at, book=book))}
    except Clash as clash:
        raise clash_error(clash) from None


def limit(claim: Claim | Mapping[str, Any] | Path | str, on: date | str | None = None) -> Answer:
    """By which day must the creditor act? The last day of every period that bears on the claim, with the working.

    `on`: the day asked about (default: today). Raises DataError.
    """
    from ..language.timing import tell_limits

    return _planned("limit", tell_limits, claim, on)


def venue(claim: Claim | Mapping[str, Any] | Path | str, on: date | str | None = None) -> Answer:
    """Which court? All competent courts for the application, ranked, each with its reason and what it depends on.

    `on`: the day asked about (default: today). Raises DataError.
    """
    from ..language.venue import tell_venue

    return _planned("venue", tell_venue, claim, on)


def plan(claim: Claim | Mapping[str, Any] | Path | str, on: date | str | None = None) -> Answer:
    """From today to the money: every step with its earliest and latest day, what binds it and what waits for what.

    `on`: the day from which is planned (default: today). Raises DataError.
    """
    from ..language.planned import tell_plan

    return _planned("plan", tell_plan, claim, on)


def routes(claim: Claim | Mapping[str, Any] | Path | str, on: date | str | None = None) -> Answer:
    """The ways to the money side by side: open or not and why, what each takes and costs, what it needs and what spoils it.

    `on`: the day asked about (default: today). Raises DataError.
    """
    from ..language.routed import tell_routes

    return _planned("routes", tell_routes, claim, on)


def papers(claim: Claim | Mapping[str, Any] | Path | str, on: date | str | None = None) -> Answer:
    """Which papers does the application need? Each with issuer, form, formality, fee, time, copies, and what a gap means.

    `on`: the day asked about (default: today); a stated day of application goes before it. Raises DataError.
    """
    from ..language.papers import tell_papers

    return _planned("papers", tell_papers, claim, on)
