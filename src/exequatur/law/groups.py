"""The four groups of states on any day, limb by limb, and the history of each state: every change with one day and one
reason.

1: a treaty with judgment clauses is in force. 2: a court of the requested state has found reciprocity. 3: none has yet,
but the test of the day is met on our evidence. 4: not shown. Open (None): a partial date or a circular condition leaves
the test unknown. The group informs; the test decides.
"""

from __future__ import annotations

import msgspec

from ..logic.nodes import Defined, Sitting
from ..logic.values import EVER, Value
from .book import Book, RulingInfo, found_reciprocity
from .decision import Decision, decided

_COLUMNS = {
    "reciprocity_de_facto": "de_facto",
    "reciprocity_de_jure": "de_jure",
    "reciprocity_consensus": "consensus",
    "reciprocity_commitment": "commitment",
    "reciprocity_refusal_abroad": "refused_for_lack_of_reciprocity",
}
LIMBS = tuple(_COLUMNS)
_OPEN_FOR = ("partial_date", "circular", "unknown_result")


class Limb(msgspec.Struct, frozen=True):
    """One limb of the test: its value, what it rests on, why it is open, and whether the rule of the day asks for it."""

    fact: str
    value: bool | None
    evidence: tuple[str, ...]
    why: str | None
    asked: bool


class Standing(msgspec.Struct, frozen=True):
    """A state on one day. `group` None is open; `grade` is that of a money judgment; `since` starts the group, not the
    grade.
    """

    iso: str
    on: int
    group: int | None
    grade: str
    met: bool | None
    rule: str | None
    limbs: tuple[Limb, ...]
    found_by: tuple[str, ...]
    insolvency_only: bool
    supported_by: tuple[str, ...]


class Span(msgspec.Struct, frozen=True):
    """A stretch of a state's history: from one change to the next, with the one reason of its beginning."""

    since: int
    until: int
    group: int | None
    grade: str
    reason: str
    evidence: tuple[str, ...]


def standing(book: Book, iso: str, on: int, *, without: frozenset[str] = frozenset()) -> Standing:
    """Where a state stands on the day `on`. Rulings named in `without` are left out of account."""
    limbs, met, rule = _test(book, iso, on)
    visible = sorted(
        (ruling for ruling in book.rulings.values() if ruling.decided[1] < on and ruling.id not in without),
        key=_decided,
    )
    own = [ruling for ruling in visible if ruling.origin == iso and _found(ruling)]
    money = [ruling for ruling in own if not ruling.insolvency]
    if treaty_in_force(book, iso, on):
        return Standing(iso, on, 1, _treaty_grade(visible, iso), None, None, limbs, (), False, ())
    bases = {
        _COLUMNS[limb.fact] for limb in limbs if limb.asked and limb.value and limb.fact != "reciprocity_refusal_abroad"
    }
    supported = tuple(
        ruling.id
        for ruling in visible
        if ruling.origin != iso and _found(ruling) and not ruling.insolvency and basis_column(ruling.basis) in bases
    )
    if own:
        group: int | None = 2
    elif met:
        group = 3
    else:
        group = None if _open(limbs, met) else 4
    grade = _grade(visible, iso, money, met, supported)
    return Standing(
        iso, on, group, grade, met, rule, limbs, tuple(ruling.id for ruling in own), bool(own) and not money, supported
    )


def _decided(ruling: RulingInfo) -> tuple[int, int]:
    return ruling.decided


def treaty_in_force(book: Book, iso: str, on: int) -> bool:
    """Whether a treaty with judgment clauses is in force on the day."""
    return book.tables["treaties"].look_up(frozenset((iso,)), (on, on), "covers_judgments")[0] is True


def _test(book: Book, iso: str, on: int) -> tuple[tuple[Limb, ...], bool | None, str | None]:
    """The rule of the day on reciprocity, proved for a state."""
    node = _reciprocity(decided(book, on))
    facts: dict[str, Value] = {"origin": frozenset((iso,)), "ruling_date": (on, on)}
    sitting = Sitting(facts, book.look_up)
    met = node.definition.prove(sitting).value
    asked = {id for id in LIMBS if id in sitting.seen}
    table = book.tables["reciprocity"]
    limbs = []
    for id in LIMBS:
        rows = table.over(iso, (on, on))
        column = _COLUMNS[id]
        cell = rows[0].values.get(column) if rows else None
        assert cell is None or isinstance(cell, bool)
        limbs.append(
            Limb(
                id,
                cell,
                rows[0].evidence.get(column, ()) if rows else (),
                rows[0].why.get(column) if rows else "none_on_record",
                id in asked,
            )
        )
    assert met is None or isinstance(met, bool)
    return tuple(limbs), met, node.by


def _reciprocity(decision: Decision) -> Defined:
    for clause in decision.paths["reciprocity"][0].clauses:
        if clause.rule.stage == "gate":
            for part in clause.test.parts():
                if isinstance(part, Defined) and part.id == "reciprocity_established":
                    return part
    raise LookupError("no rule on reciprocity in force")


def basis_column(basis: str) -> str | None:
    """The column of the reciprocity table that the basis of a ruling is about; None where the ruling does not say."""
    return {
        "reciprocity_de_facto": "de_facto",
        "reciprocity_de_jure": "de_jure",
        "reciprocity_consensus": "consensus",
        "presumptive": "consensus",
    }.get(basis)


def _found(ruling: RulingInfo) -> bool:
    return ruling.result in ("recognised", "partly_recognised") and found_reciprocity(ruling.basis)


def _open(limbs: tuple[Limb, ...], met: bool | None) -> bool:
    return met is None and any(limb.asked and limb.value is None and limb.why in _OPEN_FOR for limb in limbs)


def _grade(
    visible: list[RulingInfo], iso: str, money: list[RulingInfo], met: bool | None, supported: tuple[str, ...]
) -> str:
    """The grade of a money judgment of the state, by definition (see docs/explanation/grades.md)."""
    if money:
        first = min(ruling.decided[1] for ruling in money)
        against = [
            ruling
            for ruling in visible
            if ruling.origin == iso and ruling.decided[1] > first and "no_treaty_no_reciprocity" in ruling.grounds
        ]
        return "contested" if against else "followed"
    return "supported" if met and supported else "untested"


def _treaty_grade(visible: list[RulingInfo], iso: str) -> str:
    treaty = [
        ruling
        for ruling in visible
        if ruling.regime == "treaty" and ruling.result in ("recognised", "partly_recognised")
    ]
    if any(ruling.origin == iso for ruling in treaty):
        return "followed"
    return "supported" if treaty else "untested"


def history(book: Book, iso: str, until: int) -> list[Span]:
    """Every stretch of a state's history from the first day of the law to `until`."""
    days = sorted(day for day in _change_days(book, iso) if day <= until)
    spans: list[Span] = []
    before: Standing | None = None
    for day in days:
        now = standing(book, iso, day)
        if before is None or (now.group, now.grade, now.met) != (before.group, before.grade, before.met):
            if spans:
                spans[-1] = _ended(spans[-1], day - 1)
            reason, evidence = _reason(before, now)
            spans.append(Span(day, EVER, now.group, now.grade, reason, evidence))
        before = now
    if spans:
        spans[-1] = _ended(spans[-1], until)
    return spans


def _ended(span: Span, until: int) -> Span:
    return Span(span.since, until, span.group, span.grade, span.reason, span.evidence)


def _change_days(book: Book, iso: str) -> set[int]:
    days = law_days(book, iso) | {ruling.decided[1] + 1 for ruling in book.rulings.values()}
    return {day for day in days if book.periods[0] <= day < EVER}


def law_days(book: Book, iso: str) -> set[int]:
    """The days on which the law, or a table on the state, changes."""
    tables = [book.tables[name].rows.get(iso, ()) for name in ("reciprocity", "treaties")]
    return {*book.periods, *(row.since for rows in tables for row in rows)}


def _reason(before: Standing | None, now: Standing) -> tuple[str, tuple[str, ...]]:
    """The one reason of a change, and the evidence behind it."""
    if before is None:
        return "start", ()
    if now.group == 1:
        return ("treaty", (f"treaty.{now.iso}",)) if before.group != 1 else ("precedent", ())
    if now.found_by and not before.found_by:
        return "finding", now.found_by
    if len(now.found_by) > len(before.found_by):
        return "finding", tuple(id for id in now.found_by if id not in before.found_by)
    if now.rule != before.rule:
        return "standard", (now.rule,) if now.rule else ()
    for old, new in zip(before.limbs, now.limbs, strict=True):
        if (old.value, old.why) != (new.value, new.why) and new.asked:
            return ("evidence" if new.value is not None else "evidence_possible"), new.evidence
    if now.supported_by != before.supported_by:
        return "precedent_elsewhere", tuple(id for id in now.supported_by if id not in before.supported_by)
    return "refusal_here", ()
