"""By which day each invoice must be sued on: the period of the law from its due date, begun anew by what the account holds."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...assessment.entries import Event
from ...assessment.period import Clock, Run
from ...law.book import Book, Rule
from ...logic.nodes import Sitting
from ...logic.values import EVER, Value
from .debts import Debt
from .entries import Entry
from .tables import law

OPEN, PASSED, DOUBTFUL = "open", "passed", "may_have_passed"


class Limit(msgspec.Struct, frozen=True):
    """The limitation of one invoice: its rule, how it ran, and the last day that is safe whatever is not known."""

    rule: Rule
    run: Run
    safe: int | None
    status: str


def limitation(book: Book, debt: Debt, entries: Sequence[Entry], claim: str | None, on: int) -> Limit | None:
    """The limitation of an invoice on a day; None where its due date is not known. `claim`: the kind of claim, a value of the
    fact `underlying_claim`; None: not stated, then safe is the shortest period that can govern.
    """
    assert debt.bearing is not None
    due = debt.bearing.due_on(on)
    if due is None:
        return None
    begun = max((since for since, _ in debt.bearing.dues[1:]), default=-EVER)
    kinds = law(book).events
    events = [
        _event(kinds[one.kind], one.day, one.proof)
        for one in entries
        if one.kind in kinds and one.kind not in ("payment", "due_date") and begun < one.day <= on
    ]
    events += [_event(kinds["payment"], day, "payment") for day in sorted(set(debt.paid_on)) if begun < day <= on]
    runs = [(rule, _run(book, rule, due, code, events, on)) for rule, code in _rules(book, claim)]
    rule, run = next(((rule, run) for rule, run in runs if rule.node is None), runs[0])
    first = min(one.end[0] for _, one in runs)
    status = PASSED if on > run.end[1] else OPEN if on <= first else DOUBTFUL
    return Limit(rule, run, first if abs(first) < EVER else None, status)


def _event(kind: str, day: int, proof: str | None) -> Event:
    return Event(kind, "debt", (day, day), None, proof, None, None)


def _rules(book: Book, claim: str | None) -> list[tuple[Rule, str]]:
    """The rules that can govern, each with a kind of claim that it governs."""
    rules = [book.rules[id] for id, period in book.timing.periods.items() if period.of == "claim"]
    found: dict[str, tuple[Rule, str]] = {}
    for code in [claim] if claim else list(book.facts["underlying_claim"].values or ()):
        sitting = Sitting({"underlying_claim": frozenset({code})}, book.look_up)
        special = [rule for rule in rules if rule.node is not None and rule.node.prove(sitting).value is True]
        for rule in special or [rule for rule in rules if rule.node is None]:
            found.setdefault(rule.id, (rule, code))
    return list(found.values())


def _run(book: Book, rule: Rule, due: int, code: str, events: list[Event], on: int) -> Run:
    facts: dict[str, Value] = {"claim_last_due_date": (due, due), "underlying_claim": frozenset({code})}
    return Clock(book.timing.periods[rule.id], Sitting(facts, book.look_up), book, on).run(events)
