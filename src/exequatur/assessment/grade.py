"""How far to trust an answer: a grade by definition, the weakest source on the path, and counts of reported rulings. No
percentages.
"""

from __future__ import annotations

import msgspec

from ..law.book import DISMISSED, OPEN, PARTLY, RECOGNISED, Rule, RulingInfo, weakest
from ..law.groups import standing
from ..logic.nodes import Defined, walk
from ..logic.values import one
from .assess import Assessment, Finding
from .turning import closed_world_ends


class Counts(msgspec.Struct, frozen=True):
    """Reported rulings on titles of one state under one regime before the day asked about."""

    state: str | None
    regime: str | None
    total: int = 0
    recognised: int = 0
    partly_recognised: int = 0
    refused: int = 0
    dismissed: int = 0


BASES = (
    ("reciprocity_de_facto", "reciprocity_de_facto"),
    ("reciprocity_de_jure", "reciprocity_de_jure"),
    ("reciprocity_de_jure_insolvency", "reciprocity_de_jure"),
    ("reciprocity_consensus", "reciprocity_consensus"),
    ("reciprocity_commitment", "reciprocity_commitment"),
)
STATED = "reciprocity_stated"
"""The basis where the claim states reciprocity, and no kind of it is found."""
GATE = ("gate", "scope")
"""The stages in which nothing has opened the door yet."""
OWN_BASIS = {
    "treaty": "treaty",
    "new_york": "new_york_convention",
    "hong_kong": "arrangement",
    "macau": "arrangement",
    "taiwan": "provisions",
    "status_only": "none_needed",
}


def basis(assessment: Assessment) -> str | None:
    """On what the court would found recognition; None where nothing opens the door."""
    regime = assessment.regime
    if regime is None or (assessment.ruled.end not in (RECOGNISED, PARTLY, OPEN) and _shut_at_the_gate(assessment)):
        return None
    if regime in OWN_BASIS:
        return OWN_BASIS[regime]
    for fact, name in BASES:
        step = assessment.closing.seen.get(fact)
        if step is not None and step.value is True:
            return name
    if assessment.facts.get("reciprocity_established") is True:
        return STATED
    seen = assessment.closing.seen.get("treaty_covers_judgments")
    return "treaty" if seen is not None and seen.value is True else None


def _shut_at_the_gate(assessment: Assessment) -> bool:
    deciding = assessment.ruled.deciding
    return deciding is not None and deciding.clause.rule.stage in GATE


def visible_rulings(assessment: Assessment) -> list[RulingInfo]:
    """The rulings that were given (or, with `known`, public) before the day, less those that must not count."""
    day = assessment.on if assessment.known is None else min(assessment.on, assessment.known + 1)
    last = [
        (ruling.known if assessment.known is not None else ruling.decided)[1]
        for ruling in assessment.desk.book.rulings.values()
    ]
    return [
        ruling
        for ruling, end in zip(assessment.desk.book.rulings.values(), last, strict=True)
        if end < day and ruling.id not in assessment.without and ruling.result not in ("withdrawn", "undone")
    ]


def counts(assessment: Assessment) -> Counts:
    """The reported rulings on this path, by outcome."""
    state = one(assessment.facts.get("origin"))
    regime = assessment.regime
    same = [
        ruling for ruling in visible_rulings(assessment) if ruling.origin == state and regime in (None, ruling.regime)
    ]

    def number(result: str) -> int:
        return sum(ruling.result == result for ruling in same)

    return Counts(
        state,
        regime,
        len(same),
        number("recognised"),
        number("partly_recognised"),
        number("refused"),
        number("dismissed"),
    )


def grade(assessment: Assessment) -> str:
    """settled, unsettled, contested, followed, supported or untested: see docs/explanation/grades.md for the
    definitions.
    """
    if assessment.settled:
        return "settled"
    if len(closed_world_ends(assessment)) > 1:
        return "unsettled"
    state = one(assessment.facts.get("origin"))
    rulings = visible_rulings(assessment)
    if assessment.ruled.end in (RECOGNISED, PARTLY) and assessment.regime == "reciprocity" and state:
        return standing(assessment.desk.book, state, assessment.on, without=assessment.without).grade
    if assessment.ruled.end in (RECOGNISED, PARTLY):
        return _by_precedent(
            [
                ruling
                for ruling in rulings
                if ruling.regime == assessment.regime and ruling.result in ("recognised", "partly_recognised")
            ],
            state,
        )
    deciding = assessment.ruled.deciding
    if deciding is None:
        return "untested"
    if deciding.clause.rule.stage == "gate" and assessment.ruled.end == DISMISSED:
        since = _standard_since(assessment, deciding)
        turned_away = [ruling for ruling in rulings if "no_treaty_no_reciprocity" in ruling.grounds]
        return _by_precedent([ruling for ruling in turned_away if ruling.decided[0] >= since], state)
    book = assessment.desk.book
    used = [rule for node in walk(deciding.step.node) if isinstance(node, Defined) for rule in book.defining(node)]
    cited = {id for rule in (deciding.clause.rule, *used) for id in rule.rulings}
    outcome = assessment.as_it_stands
    return _by_precedent([ruling for ruling in rulings if ruling.id in cited and ruling.result == outcome], state)


def _standard_since(assessment: Assessment, deciding: Finding) -> int:
    """The first day of the standard by which the gate failed: refusals under an earlier one say nothing."""
    book = assessment.desk.book
    used = [
        rule.since
        for node in walk(deciding.step.node)
        if isinstance(node, Defined) and node.id == "reciprocity_established"
        for rule in book.defining(node)
    ]
    return max(used, default=deciding.clause.rule.since)


def _by_precedent(same: list[RulingInfo], state: str | None) -> str:
    if any(ruling.origin == state for ruling in same):
        return "followed"
    return "supported" if same else "untested"


def rules_met(assessment: Assessment) -> list[Rule]:
    """The rules on the path as it stands, up to the one that decides, each with the definitions it uses."""
    book = assessment.desk.book
    found: dict[str, Rule] = {}
    for finding in assessment.findings:
        found[finding.clause.rule.id] = finding.clause.rule
        for node in walk(finding.clause.test):
            if isinstance(node, Defined):
                found.update({rule.id: rule for rule in book.defining(node)})
        if finding is assessment.ruled.deciding and finding.clause.rule.effect != "cut_down":
            break
    return list(found.values())


def weakest_source(assessment: Assessment) -> str:
    """The weakest confidence among the rules and definitions that the answer as it stands went through."""
    return weakest([rule.confidence for rule in rules_met(assessment)])
