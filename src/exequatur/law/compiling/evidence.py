"""The record turned into dated tables: a computation over rulings, treaties and foreign law, run once when the corpus
is compiled.

A decision counts from the day after it was given (a court cannot rely on a ruling of its own day); where only a month
or a year is known the table is open between the first and the last day it can have been.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from ...corpus.base import DateForm
from ...corpus.schema import ForeignDecisionFile, ForeignLaw, KnownFrom
from ...corpus.source import Corpus
from ...logic.values import EVER, Span, day, ends
from ..book import Row, Table


class Event(NamedTuple):
    """Something that makes a column true: at the latest from `sure`, possibly from `maybe` on; `why` it may be open for
    good.
    """

    maybe: int
    sure: int
    id: str
    why: str = "partial_date"


def span_of(form: DateForm | None) -> Span:
    """The span of a date as written in the record; None is any day."""
    if form is None:
        return -EVER, EVER
    if isinstance(form, str):
        return day(form)
    return ends(form.get("from"), form.get("to"))


def known_span(decided: Span, known: KnownFrom | None) -> Span:
    """The days on which a decision can first have become public."""
    if known is None:
        return decided[0], EVER
    lo, hi = day(known.day)
    return (decided[0], hi) if known.upper_bound else (lo, hi)


def counts_for(decision: ForeignDecisionFile) -> bool | None:
    """Whether a foreign decision shows, by itself, that the state enforces judgments of the requested state."""
    if decision.route == "treaty" or decision.reason_kind not in ("none", "unknown"):
        return False
    if decision.result == "unknown":
        return None
    if decision.result not in ("enforced", "recognised", "enforced_on_default"):
        return False
    return None if decision.finality.final == "unknown" else decision.finality.final


def counts_against(decision: ForeignDecisionFile) -> bool | None:
    """Whether it stands as a refusal for want of reciprocity. A refusal for another reason never does."""
    if decision.result == "unknown":
        return None
    if decision.route == "treaty" or decision.reason_kind != "reciprocity" or decision.result != "refused":
        return False
    return None if decision.finality.final == "unknown" else decision.finality.final


def _events(
    decisions: Iterable[ForeignDecisionFile], counts: Callable[[ForeignDecisionFile], bool | None], public: bool
) -> list[Event]:
    events = []
    for decision in decisions:
        counted = counts(decision)
        if counted is False:
            continue
        decided = span_of(decision.decided)
        first, last = known_span(decided, decision.known_from) if public else decided
        sure = last + 1 if counted else EVER
        events.append(Event(first + 1, sure, decision.id, "partial_date" if counted else "unknown_result"))
    return sorted(events, key=lambda event: (event.maybe, event.sure))


class Column(NamedTuple):
    """A column of a state as a step function: (first day, value, evidence, why it is open)."""

    steps: tuple[tuple[int, bool | str | None, tuple[str, ...], str | None], ...]

    def at(self, on: int) -> tuple[bool | str | None, tuple[str, ...], str | None]:
        """Value, evidence and reason on a day."""
        current: tuple[bool | str | None, tuple[str, ...], str | None] = (None, (), "none_on_record")
        for since, value, evidence, why in self.steps:
            if since > on:
                break
            current = value, evidence, why
        return current


def accumulate(events: Sequence[Event]) -> Column:
    """True once one event is sure; open while one is only possible; before that there is none on record."""
    days = sorted({event.maybe for event in events} | {event.sure for event in events if event.sure < EVER})
    steps: list[tuple[int, bool | str | None, tuple[str, ...], str | None]] = []
    for on in days:
        sure = [event for event in events if event.sure <= on]
        maybe = [event for event in events if event.maybe <= on]
        step: tuple[int, bool | str | None, tuple[str, ...], str | None]
        if sure:
            first = min(sure, key=lambda event: event.sure)
            step = (on, True, (first.id,), None)
        else:
            step = (on, None, tuple(event.id for event in maybe), maybe[0].why)
        if not steps or steps[-1][1:] != step[1:]:
            steps.append(step)
    return Column(tuple(steps))


def _by_law(law: ForeignLaw | None, found: Column, against: Column) -> Column:
    """Whether a judgment of the requested state could be recognised under the law of that state.

    A law that itself asks for reciprocity is circular: open, unless the courts there have found the condition met and
    no refusal for want of reciprocity stands.
    """
    if law is None:
        return Column(((-EVER, None, (), "none_on_record"),))
    start = day(law.from_)[0] if law.from_ else -EVER
    if law.requires_reciprocity == "unknown":
        return Column(((start, None, ("law",), "not_checked"),))
    if law.regime in ("treaty_or_listed", "none"):
        return Column(((start, False, ("law",), None),))
    if law.requires_reciprocity is False or law.regime == "statute_defensive":
        return Column(((start, True, ("law",), None),))
    days = sorted({start} | {step[0] for step in (*found.steps, *against.steps)})
    steps: list[tuple[int, bool | str | None, tuple[str, ...], str | None]] = []
    for on in days:
        met, evidence, _ = found.at(on)
        refused, *_ = against.at(on)
        step = (
            (on, True, evidence, None)
            if met is True and refused is None and against.at(on)[2] == "none_on_record"
            else (on, None, ("law",), "circular")
        )
        if not steps or steps[-1][1:] != step[1:]:
            steps.append(step)
    return Column(tuple(steps))


def _merge(columns: dict[str, Column], first_day: int) -> tuple[Row, ...]:
    days = sorted({max(step[0], first_day) for column in columns.values() for step in column.steps} | {first_day})
    rows: list[Row] = []
    for number, on in enumerate(days):
        until = days[number + 1] - 1 if number + 1 < len(days) else EVER
        cells = {name: column.at(on) for name, column in columns.items()}
        rows.append(
            Row(
                on,
                until,
                {name: cell[0] for name, cell in cells.items()},
                {name: cell[1] for name, cell in cells.items() if cell[1]},
                {name: cell[2] for name, cell in cells.items() if cell[2]},
            )
        )
    return tuple(rows)


def reciprocity(corpus: Corpus, first_day: int, *, public: bool = False) -> Table:
    """Per state: the columns that the reciprocity rules read, from the first day of the law on.

    `public`: count a decision from the day it was published instead of the day it was given.
    """
    rows: dict[str, tuple[Row, ...]] = {}
    soft_law = [soft for soft in corpus.soft_law.values() if soft.reciprocity_use == "reciprocity_consensus"]
    for iso in sorted(set(corpus.states) | {decision.state for decision in corpus.abroad.values()}):
        decisions = [decision for decision in corpus.abroad.values() if decision.state == iso]
        found = accumulate(_events(decisions, counts_for, public))
        against = accumulate(_events(decisions, counts_against, public))
        agreed = accumulate(
            [
                Event(lo + 1, hi + 1, soft.id)
                for soft in soft_law
                if iso in soft.states
                for lo, hi in (span_of(soft.date),)
            ]
        )
        state = corpus.states.get(iso)
        law, insolvency = (state.law, state.insolvency_law or state.law) if state else (None, None)
        rows[iso] = _merge(
            {
                "de_facto": found,
                "de_jure": _by_law(law, found, against),
                "consensus": agreed,
                "commitment": Column(()),
                "refused_for_lack_of_reciprocity": against,
                "de_jure_insolvency": _by_law(insolvency, found, against),
            },
            first_day,
        )
    return Table(rows)


def treaties(corpus: Corpus) -> Table:
    """Per state: whether a bilateral treaty with judgment clauses is in force, and what it says."""
    rows: dict[str, tuple[Row, ...]] = {}
    without: dict[str, bool | str | None] = {
        "covers_judgments": False,
        "jurisdiction_test": "not_applicable",
        "exempts_formalities": False,
    }
    for iso, treaty in corpus.bilateral.items():
        if treaty.in_force is None:
            continue
        lo, hi = day(treaty.in_force)
        test = treaty.jurisdiction_test if treaty.jurisdiction_test != "unknown" else None
        values: dict[str, bool | str | None] = {
            "covers_judgments": treaty.judgment_clauses,
            "jurisdiction_test": test,
            "exempts_formalities": None,
        }
        evidence = dict.fromkeys(values, (f"treaty.{iso}",))
        rows[iso] = (
            Row(-EVER, lo - 1, without),
            Row(lo, EVER, values, evidence, {} if test else {"jurisdiction_test": "not_checked"}),
        )
        assert lo == hi, iso
    return Table(rows, without)


def new_york(corpus: Corpus) -> Table:
    """Per state: whether it is bound by the New York Convention."""
    rows: dict[str, tuple[Row, ...]] = {}
    convention = corpus.new_york
    assert convention is not None
    for party in convention.parties:
        start = day(party.entry_into_force)[0]
        rows[party.iso] = _in_force_from(start, f"new_york.{party.iso}")
    for territory in convention.territories:
        first, last = span_of(territory.from_)
        evidence = {"in_force": (f"new_york.{territory.iso}",)}
        rows[territory.iso] = (
            Row(-EVER, first - 1, {"in_force": False}),
            *(
                (Row(first, last - 1, {"in_force": None}, evidence, {"in_force": "extension_date"}),)
                if first < last
                else ()
            ),
            Row(last, EVER, {"in_force": True}, evidence),
        )
    return Table(rows, {"in_force": False})


def _in_force_from(start: int, evidence: str) -> tuple[Row, Row]:
    return (
        Row(-EVER, start - 1, {"in_force": False}),
        Row(start, EVER, {"in_force": True}, {"in_force": (evidence,)}),
    )


def apostille(corpus: Corpus) -> Table:
    """Per state: whether the Apostille Convention is in force with the requested state. States on our record that are no
    party are known not to be bound until the first day on which one that joined later could be.
    """
    rows: dict[str, tuple[Row, ...]] = {}
    convention = corpus.multilateral["apostille_1961"]
    ours = day(convention.china["in_force"])[0]
    joined = dict.fromkeys([*convention.parties, *convention.territories], ours)
    for iso, since in convention.newer_parties_seen.items():
        joined[iso] = max(ours, day(since)[0])
    for iso, start in joined.items():
        rows[iso] = _in_force_from(start, "apostille_1961")
    never = {"in_force": False}, {"in_force": ("apostille_1961",)}
    if convention.others_not_before:
        last = day(convention.others_not_before)[0] - 1
        for iso, state in corpus.states.items():
            if iso not in rows and state.route != "regional":
                rows[iso] = (Row(-EVER, last, *never),)
    for iso in (convention.objection or {}).get("states", []):
        rows[iso] = (Row(-EVER, EVER, *never),)
    return Table(rows)
