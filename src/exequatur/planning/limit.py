"""The periods of one claim: for the application, for execution after a recognition alone, for review, for a suit on the
debt itself. Each with its working and its safe day.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ..assessment.assess import Assessment
from ..assessment.entries import Event
from ..assessment.period import INTERRUPTION, Clock, Run, dated, title_events
from ..law.book import Rule
from ..law.period import Length, Period
from ..law.workdays import EXACT, PROJECTED, UNKNOWN
from ..logic.nodes import Fact, Sitting, walk
from ..logic.values import EVER, UNBOUNDED, Span, Value

OPEN, PASSED, DOUBTFUL = "open", "passed", "may_have_passed"
MET, LATE, MAY_BE_LATE = "met", "late", "may_be_late"
STATUSES = (OPEN, PASSED, DOUBTFUL, MET, LATE, MAY_BE_LATE)


class Limit(msgspec.Struct, frozen=True):
    """A period of the claim on the day asked about.

    `run`: as it stands, with what the title says taken as `presumed`. `safe`: the last day on which the act is in time
    whatever the unknown facts are (None: no day can be called safe). `each`: the runs of single instalments, where the
    law counts them apart. `missing`: facts that would narrow the result. `own`: the rules of the instrument that governs
    which point to the general rule.
    """

    of: str
    rule: Rule
    run: Run
    safe: int | None
    presumed: tuple[tuple[str, bool], ...]
    each: tuple[tuple[Span, Run], ...]
    missing: tuple[str, ...]
    own: tuple[Rule, ...]
    grade: str
    status: str


def limits(assessment: Assessment) -> list[Limit]:
    """Every period that bears on the claim, the one for its next act first."""
    order = ("review", "application", "execution", "claim")
    return sorted(_limits(assessment), key=lambda limit: order.index(limit.of))


def grade(assessment: Assessment, end: Span) -> str:
    """How well the last day is known: exact, projected (no official calendar yet) or unknown."""
    if end[0] <= -EVER or end[1] >= EVER:
        return UNKNOWN
    days = assessment.desk.book.working_days
    grades = {days.grade(end[0]), days.grade(end[1])}
    return UNKNOWN if UNKNOWN in grades else PROJECTED if PROJECTED in grades else EXACT


def _limits(a: Assessment) -> Iterator[Limit]:
    facts = a.claim.facts
    events = title_events(a.claim)
    served = facts.get("ruling_served_date")
    if isinstance(served, tuple):
        for rule in _rules(a, "review"):
            if served[1] >= rule.since and a.on >= rule.since:
                yield _limit(a, rule, [])
    recognised = "recognition_ruling_effective_date" in facts
    for rule in _rules(a, "execution" if recognised else "application"):
        yield _limit(a, rule, events)
    if {"claim_known_date", "claim_last_due_date", "underlying_claim"} & set(facts):
        yield from _on_the_debt(a)


def _rules(a: Assessment, of: str) -> list[Rule]:
    """The rules of a period: that of the instrument that governs, else that of the general law on the day. Where the
    regime is open, those of each regime that can govern.
    """
    book = a.desk.book
    rules = [book.rules[id] for id, period in book.timing.periods.items() if period.of == of]
    track = a.ruled.path.track.instrument if a.ruled.path else None
    own = [rule for rule in rules if track and rule.instrument == track]
    if own:
        return own[:1]
    general = [rule for rule in rules if rule.instrument not in book.regional]
    found: dict[str, Rule] = {}
    if of == "execution":  # after recognition the general law, whatever let the title in
        return general[:1]
    for regime in [a.regime] if a.regime else [one for one in a.desk.decision.paths if one in a.regimes]:
        fitting = [rule for rule in general if regime in rule.regime]
        for rule in ([rule for rule in fitting if rule.since <= a.on <= rule.until] or fitting)[:1]:
            found[rule.id] = rule
    return list(found.values())


def responses(a: Assessment) -> list[tuple[Rule, tuple[Length, ...]]]:
    """The times that the respondent has from receipt of the application: the rule, and each length that is possible."""
    book = a.desk.book
    track = a.ruled.path.track.instrument if a.ruled.path else None
    found = []
    for id, period in book.timing.periods.items():
        rule = book.rules[id]
        governs = rule.instrument == track or rule.instrument not in book.regional
        if period.of == "response" and governs and a.regime in rule.regime and rule.since <= a.on <= rule.until:
            open_ = [
                one
                for one in period.versions
                if one.condition is None or one.condition.prove(a.certain).value is not False
            ]
            found.append((rule, tuple(dict.fromkeys(version.length for version in open_))))
    return found


def _own_rules(a: Assessment, rule: Rule) -> tuple[Rule, ...]:
    """The rules on time of the instrument that governs, where the period itself stands in the general law."""
    track = a.ruled.path.track.instrument if a.ruled.path else None
    if track is None or rule.instrument == track:
        return ()
    return tuple(
        one
        for one in a.desk.book.rules.values()
        if one.instrument == track and (one.stage, one.effect) == ("limit", "limit") and one.since <= a.on <= one.until
    )


def _on_the_debt(a: Assessment) -> Iterator[Limit]:
    """The limitation of the debt, by each rule that can govern its kind. Nothing where it is stated to be under another
    law.
    """
    book = a.desk.book
    law = a.claim.facts.get("governing_law")
    if isinstance(law, frozenset) and book.requested not in law:
        return
    stated = a.claim.facts.get("underlying_claim")
    codes = stated if isinstance(stated, frozenset) else frozenset(book.facts["underlying_claim"].values or ())
    events = _debt_events(a)
    rules = {rule.id: rule for code in sorted(codes) for rule in _claim_rules(a, code)}
    found = {id: _limit(a, rule, events) for id, rule in rules.items()}
    if len(found) == 1 or "underlying_claim" in a.claim.facts:
        yield from found.values()
        return
    days = [
        one.safe for one in found.values()
    ]  # what kind of claim it is is not stated: safe only by the shortest rule
    safe = None if None in days else min(day for day in days if day is not None)
    for limit in found.values():
        if limit.rule.node is None:
            missing = ("underlying_claim", *limit.missing)
            status = _status(a, limit.of, _from(safe, limit.run.end))
            yield msgspec.structs.replace(limit, safe=safe, missing=missing, status=status)


def _claim_rules(a: Assessment, code: str) -> list[Rule]:
    """The rules on limitation for a kind of claim: the special one whose test it meets, else the general one."""
    book = a.desk.book
    rules = [book.rules[id] for id, period in book.timing.periods.items() if period.of == "claim"]
    sitting = Sitting({**a.facts, "underlying_claim": frozenset({code})}, a.look_up)
    special = [rule for rule in rules if rule.node is not None and rule.node.prove(sitting).value is not False]
    return special or [rule for rule in rules if rule.node is None]


def _limit(a: Assessment, rule: Rule, events: list[Event]) -> Limit:
    book = a.desk.book
    period = book.timing.periods[rule.id]
    facts = dated(a.facts, a.on)
    presumed = tuple((fact, value) for fact, value in period.presumes if facts.get(fact) is None)
    stands = Clock(period, Sitting({**facts, **dict(presumed)}, a.look_up), book, a.on)
    run = certain = stands.run(events)
    if presumed:
        certain = Clock(period, Sitting(facts, a.look_up), book, a.on).run(events)
    end = run.end
    status = _status(a, period.of, _from(certain.end[0], end))
    each = _each(a, stands, run, events) if period.of == "application" else ()
    safe = min([certain.end[0], *(part.end[0] for _, part in each if part.end[0] >= a.on)])
    return Limit(
        period.of,
        rule,
        run,
        safe if abs(safe) < EVER else None,
        presumed,
        each,
        tuple(_missing(a, period, facts)) if status not in (MET, LATE) else (),
        _own_rules(a, rule),
        grade(a, end),
        status,
    )


def _each(a: Assessment, clock: Clock, run: Run, events: list[Event]) -> tuple[tuple[Span, Run], ...]:
    """The periods of the single instalments, where the law of the day lets one of them run by itself."""
    dues = sorted(one.due for one in a.claim.entries.instalments)
    apart = {due: (version := clock.version(due)) is not None and version.instalments == "each" for due in dues}
    if len(dues) < 2 or not any(apart.values()):
        return ()
    own = {due: clock.run(events, due) if alone else run for due, alone in apart.items()}
    return tuple((due, own[due]) for due in dues)


def _from(safe: int | None, end: Span) -> Span:
    return (end[0] if safe is None else min(safe, end[0])), end[1]


def _status(a: Assessment, of: str, end: Span) -> str:
    """Where the period stands on the day asked about, or how the act that was done stands to it."""
    done = a.claim.facts.get({"application": "application_date", "review": "review_requested_date"}.get(of, ""))
    if isinstance(done, tuple) and done[0] <= a.on:
        return LATE if done[0] > end[1] else MET if done[1] <= end[0] else MAY_BE_LATE
    return PASSED if a.on > end[1] else OPEN if a.on <= end[0] else DOUBTFUL


def _missing(a: Assessment, period: Period, facts: dict[str, Value]) -> Iterator[str]:
    """The dates behind the start that are not known to the day."""
    named = (part.id for node in period.start for part in reversed([*walk(node)]) if isinstance(part, Fact))
    wanted = dict.fromkeys(named)  # a date before what says whether it counts
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
        events = [Event(INTERRUPTION, "debt", stated, None, "", None, None)]
    return events
