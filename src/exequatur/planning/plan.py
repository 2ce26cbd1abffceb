"""The plan of a claim: the steps from today to the money, when each can be done and must be done, what waits for what."""

from __future__ import annotations

from typing import Any

import msgspec

from ..assessment.assess import Assessment
from ..logic.values import EVER, Span, Truth
from .limit import DOUBTFUL, OPEN, Limit, limits
from .procedure import items, procedure, took

IN_TIME, TIGHT, TOO_LATE = "in_time", "tight", "too_late"


class Stage(msgspec.Struct, frozen=True):
    """A step with its days.

    `start`, `end`: from the soonest to the latest if each step before takes its longest (EVER: open, no figure published).
    `must_by`: the last day on which it can end so that the period is still kept, the steps after it taking their longest.
    `done`: the day on which it was done. `certain`: None where an unknown fact decides whether the step is needed.
    """

    id: str
    item: dict[str, Any]
    certain: Truth
    needs: tuple[str, ...]
    takes: dict[str, Any] | None
    start: Span
    end: Span
    must_by: int | None
    done: Span | None
    critical: bool

    @property
    def pressure(self) -> str | None:
        """Whether the step ends in time at its fastest and at its slowest."""
        if self.must_by is None or self.done is not None:
            return None
        return TOO_LATE if self.end[0] > self.must_by else TIGHT if self.end[1] > self.must_by else IN_TIME


class Plan(msgspec.Struct, frozen=True):
    """Steps in order, the periods that bind them, and the chain that decides how long it all takes."""

    procedure: str | None
    stages: tuple[Stage, ...]
    limits: tuple[Limit, ...]
    critical: tuple[str, ...]


def plan(assessment: Assessment) -> Plan:
    """The plan from the claim alone, as of the day asked about. Unknown facts widen it."""
    wanted = procedure(assessment)
    periods = tuple(limits(assessment))
    found = list(items(assessment, "steps", wanted)) if wanted else []
    chosen = {id: item for id, item, _ in found}
    needs = {id: tuple(one for one in item.get("needs", ()) if one in chosen) for id, item in chosen.items()}
    takes = {id: took(item, wanted) for id, item in chosen.items()}
    done = _done(assessment, chosen, needs)
    start, end = _forward(assessment.on, needs, takes, done)
    must = _backward(chosen, needs, takes, periods, done)
    for id in must.keys() & end.keys() - done.keys():  # the days that a text gives for an act end with its period
        if (takes[id] or {}).get("kind") == "allowed" and start[id][0] <= must[id]:
            end[id] = min(end[id][0], must[id]), min(end[id][1], must[id])
    required = {id: needs[id] for id, item in chosen.items() if not item.get("optional")}
    critical = _critical(required, end, done)
    stages = tuple(
        Stage(id, item, certain, needs[id], takes[id], start[id], end[id], must.get(id), done.get(id), id in critical)
        for id, item, certain in found
    )
    return Plan(wanted, stages, periods, critical)


def _done(
    assessment: Assessment, chosen: dict[str, dict[str, Any]], needs: dict[str, tuple[str, ...]]
) -> dict[str, Span]:
    """What has been done: steps whose date is stated and past, and all that they needed; papers that are at hand."""
    found: dict[str, Span] = {}
    for id, item in chosen.items():
        days = [assessment.claim.facts.get(fact) for fact in item.get("done", ())]
        for day in (day for day in days if isinstance(day, tuple) and day[1] <= assessment.on):
            todo = [id]
            while todo:
                step = todo.pop()
                found.setdefault(step, day if step == id else (-EVER, day[1]))
                todo.extend(needs[step])
        have = item.get("have", ())
        if have and all(assessment.claim.facts.get(fact) is True for fact in have):
            found.setdefault(id, (-EVER, assessment.on))
    return found


def _forward(
    on: int, needs: dict[str, tuple[str, ...]], takes: dict[str, dict[str, Any] | None], done: dict[str, Span]
) -> tuple[dict[str, Span], dict[str, Span]]:
    start: dict[str, Span] = {}
    end: dict[str, Span] = {}
    for id in needs:  # the file lists a step after what it needs; a check holds it
        if id in done:
            start[id] = end[id] = done[id]
            continue
        before = [end[need] for need in needs[id]]
        start[id] = max([on, *(one[0] for one in before)]), max([on, *(one[1] for one in before)])
        least, most = _length(takes[id])
        end[id] = start[id][0] + least, min(EVER, start[id][1] + most)
    return start, end


def _backward(
    chosen: dict[str, dict[str, Any]],
    needs: dict[str, tuple[str, ...]],
    takes: dict[str, dict[str, Any] | None],
    periods: tuple[Limit, ...],
    done: dict[str, Span],
) -> dict[str, int]:
    """The last day for each step that a period binds, directly or through a step after it."""
    must: dict[str, int] = {}
    for limit in periods:
        day = limit.safe if limit.safe is not None else limit.run.end[0]
        if limit.status not in (OPEN, DOUBTFUL) or abs(day) >= EVER:
            continue
        for id, item in chosen.items():
            if item.get("by") == limit.of:
                must[id] = min(day, must.get(id, EVER))
    for id in reversed(list(needs)):
        if id not in must or id in done:
            continue
        most = _length(takes[id])[1]
        for need in needs[id]:
            if most < EVER:
                must[need] = min(must[id] - most, must.get(need, EVER))
    return must


def _critical(needs: dict[str, tuple[str, ...]], end: dict[str, Span], done: dict[str, Span]) -> tuple[str, ...]:
    """The chain of steps that decides when the last one ends: back from it over the step that ends latest."""
    waited = {need for several in needs.values() for need in several}
    last = [id for id in needs if id not in done and id not in waited]
    if not last:
        return ()
    chain = [max(last, key=lambda id: (end[id][0], end[id][1]))]
    while left := [need for need in needs[chain[-1]] if need not in done]:
        chain.append(max(left, key=lambda id: (end[id][1], end[id][0])))
    return tuple(reversed(chain))


def _length(takes: dict[str, Any] | None) -> Span:
    """The least and the most days of a step; open where nothing is published."""
    if takes is None:
        return 0, 0
    most = takes.get("max")
    return takes.get("min") or 0, EVER if most is None else most
