"""The periods of one claim: for the application, for execution after a recognition alone, for review, for a suit on the
debt itself. Each with its working and its safe day.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ..assessment.assess import Assessment
from ..assessment.entries import Event
from ..assessment.period import Clock, Run, dated, title_events
from ..law.book import Rule
from ..law.period import Period
from ..law.workdays import EXACT, PROJECTED, UNKNOWN
from ..logic.nodes import Sitting
from ..logic.values import EVER, UNBOUNDED, Span, Value

OPEN, PASSED, DOUBTFUL = "open", "passed", "may_have_passed"
MET, LATE, MAY_BE_LATE = "met", "late", "may_be_late"


class Limit(msgspec.Struct, frozen=True):
    """A period of the claim on the day asked about.

    `run`: as it stands, with what the title says taken as `presumed`. `safe`: the last day on which the act is in time
    whatever the unknown facts are (None: no day can be called safe). `each`: the runs of single instalments, where the
    law counts them apart. `missing`: facts that would narrow the result.
    """

    of: str
    rule: Rule
    run: Run
    safe: int | None
    presumed: tuple[tuple[str, bool], ...]
    each: tuple[tuple[Span, Run], ...]
    missing: tuple[str, ...]
    grade: str
    status: str


def limits(assessment: Assessment) -> list[Limit]:
    """Every period that bears on the claim, the one for its next act first."""
    found = list(_limits(assessment))
    order = ("execution", "application", "review", "claim")
    if not _recognised_before(assessment):
        order = ("application", "review", "execution", "claim")
    return sorted(found, key=lambda limit: order.index(limit.of))


def grade(assessment: Assessment, end: Span) -> str:
    """How well the last day is known: exact, projected (no official calendar yet) or unknown."""
    if end[0] <= -EVER or end[1] >= EVER:
        return UNKNOWN
    days = assessment.desk.book.working_days
    grades = {days.grade(end[0]), days.grade(end[1])}
    return UNKNOWN if UNKNOWN in grades else PROJECTED if PROJECTED in grades else EXACT


def _limits(a: Assessment) -> Iterator[Limit]:
    facts = a.claim.facts
    if _recognised_before(a):
        yield _limit(a, _rule(a, "execution"), title_events(a.claim))
    elif a.regime not in ("excluded", None):
        yield _limit(a, _rule(a, "application"), title_events(a.claim))
    if "ruling_served_date" in facts and (review := _rule(a, "review")):
        yield _limit(a, review, [])
    if {"claim_known_date", "claim_last_due_date", "underlying_claim"} & set(facts):
        for rule in _claim_rules(a):
            yield _limit(a, rule, _debt_events(a))


def _recognised_before(a: Assessment) -> bool:
    return "recognition_ruling_effective_date" in a.claim.facts


def _rule(a: Assessment, of: str) -> Rule:
    """The rule of the period: that of the instrument that governs, else that of the general law on the day."""
    book = a.desk.book
    rules = [book.rules[id] for id, period in book.timing.periods.items() if period.of == of]
    track = a.ruled.path.track.instrument if a.ruled.path else None
    own = [rule for rule in rules if track and rule.instrument == track]
    special = {path.instrument for order in book.orders.values() for path in order.tracks}
    general = [rule for rule in rules if a.regime in rule.regime and rule.instrument not in special]
    return (own or [rule for rule in general if rule.since <= a.on <= rule.until] or general or rules)[0]


def _claim_rules(a: Assessment) -> list[Rule]:
    """The rules on limitation of the debt that can apply: the special one where its test holds, else the general one; both
    where that is not known.
    """
    book = a.desk.book
    special: list[Rule] = []
    general: list[Rule] = []
    for id, period in book.timing.periods.items():
        rule = book.rules[id]
        if period.of == "claim":
            (general if rule.node is None else special).append(rule)
    holding = [(rule, rule.node.prove(a.certain).value) for rule in special if rule.node is not None]
    sure = [rule for rule, holds in holding if holds is True]
    return sure or [
        *general,
        *(rule for rule, holds in holding if holds is None and "underlying_claim" in a.claim.facts),
    ]


def _limit(a: Assessment, rule: Rule, events: list[Event]) -> Limit:
    book = a.desk.book
    period = book.timing.periods[rule.id]
    facts = dated(a.facts, a.on)
    presumed = tuple((fact, value) for fact, value in period.presumes if facts.get(fact) is None)
    clock = Clock(period, Sitting(facts, a.look_up), book)
    stands = Clock(period, Sitting({**facts, **dict(presumed)}, a.look_up), book)
    run, certain = stands.run(events), clock.run(events)
    each: tuple[tuple[Span, Run], ...] = ()
    if run.last.version and run.last.version.instalments == "each" and len(a.claim.entries.instalments) > 1:
        each = tuple((one.due, stands.run(events, one.due)) for one in a.claim.entries.instalments)
    safe = min([certain.end[0], *(part.end[0] for _, part in each[-1:])])
    end = run.end
    return Limit(
        period.of,
        rule,
        run,
        safe if abs(safe) < EVER else None,
        presumed,
        each,
        tuple(_missing(a, period, facts)),
        grade(a, end),
        _status(a, period.of, end),
    )


def _status(a: Assessment, of: str, end: Span) -> str:
    """Where the period stands on the day asked about, or how the act that was done stands to it."""
    done = a.claim.facts.get({"application": "application_date", "review": "review_requested_date"}.get(of, ""))
    if isinstance(done, tuple) and done[0] <= a.on:
        return LATE if done[0] > end[1] else MET if done[1] <= end[0] else MAY_BE_LATE
    return PASSED if a.on > end[1] else OPEN if a.on <= end[0] else DOUBTFUL


def _missing(a: Assessment, period: Period, facts: dict[str, Value]) -> Iterator[str]:
    """The dates behind the start that are not known to the day."""
    wanted: dict[str, None] = {}
    for node in period.start:
        todo = [node]
        while todo:
            part = todo.pop()
            todo.extend(part.parts())  # type: ignore[arg-type]
            if name := getattr(part, "id", None):
                wanted[name] = None
    starts = [facts.get(name) for name in wanted]
    if period.of == "claim" and any(isinstance(value, tuple) and value[0] == value[1] for value in starts):
        return
    stated = facts.get("performance_period_stated")
    for name in wanted:
        if name == "performance_due_date" and stated is not True:
            continue
        if name == "effective_date" and stated is True:
            continue
        value = facts.get(name)
        info = a.desk.book.facts[name]
        if value is None or (info.type == "date" and isinstance(value, tuple) and value[0] != value[1]):
            yield name


def _debt_events(a: Assessment) -> list[Event]:
    events = [event for event in a.claim.entries.events if event.of == "debt"]
    stated = a.claim.facts.get("claim_last_interruption_date")
    if not events and isinstance(stated, tuple) and stated != UNBOUNDED:
        events = [Event("interruption", "debt", stated, None, "", None, None)]
    return events
