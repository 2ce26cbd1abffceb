"""Laws that every period obeys, on generated claims."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exequatur.assessment.assess import Assessment, assess
from exequatur.assessment.claim import make_claim
from exequatur.law.book import Book
from exequatur.law.load import book as load_book
from exequatur.logic.values import EVER, Span
from exequatur.planning.limit import Limit, limits

ON = date(2026, 11, 24)
BOOK: Book = load_book()
TITLE = [kind for kind, info in BOOK.timing.events.items() if "title" in info.of]
DEBT = [kind for kind, info in BOOK.timing.events.items() if "debt" in info.of]
INTERRUPTS = [kind for kind in TITLE if BOOK.timing.events[kind].effect == "interrupts"]

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
JUDGED = st.dates(date(2003, 1, 1), date(2026, 6, 30))
SHIFT = st.integers(0, 40)
STATED = {"limit_interrupted": True, "limit_suspended": False}


def assessed(facts: dict[str, Any], on: date = ON) -> Assessment:
    return assess(make_claim(facts, BOOK), on=on.toordinal(), book=BOOK)


def limit(facts: dict[str, Any], of: str = "application", on: date = ON) -> Limit:
    return next(one for one in limits(assessed(facts, on)) if one.of == of)


def claim(judged: date, after: int, **rest: Any) -> dict[str, Any]:
    return {
        "origin": "US",
        "kind": "judgment",
        "matter": "contract_sale",
        "judgment_date": str(judged),
        "effective_date": str(min(judged + timedelta(after), ON)),
        "performance_period_stated": False,
        **rest,
    }


def happened(day: date, kind: str, until: int | None, proved: bool, of: str = "title") -> dict[str, Any]:
    event: dict[str, Any] = {"kind": kind, "of": of}
    if BOOK.timing.events[kind].effect == "suspends":
        event["from"] = str(day)
        if until is not None:
            event["to"] = str(day + timedelta(until))
    else:
        event["date"] = str(day)
    return {**event, "proof": "shown"} if proved else event


@st.composite
def claims(draw: st.DrawFn, of: str = "title", proved: bool | None = None) -> dict[str, Any]:
    judged = draw(JUDGED)
    kinds = st.sampled_from(TITLE if of == "title" else DEBT)
    events = [
        happened(
            draw(st.dates(judged, ON)),
            draw(kinds),
            draw(st.none() | st.integers(0, 500)),
            draw(st.booleans()) if proved is None else proved,
            of,
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    facts = claim(judged, draw(st.integers(0, 200)), events=events)
    kinds_of_party = st.sampled_from([None, "entity", "natural_person"])
    facts |= {
        fact: kind for fact in ("applicant_kind", "respondent_kind") if (kind := draw(kinds_of_party)) is not None
    }
    if draw(st.booleans()):
        del facts["performance_period_stated"]
    if of == "debt":
        facts["underlying_claim"] = draw(st.sampled_from(sorted(BOOK.facts["underlying_claim"].values)))
        facts["claim_last_due_date"] = str(judged - timedelta(draw(st.integers(0, 900))))
    return facts


def no_earlier(later: Limit, earlier: Limit) -> None:
    assert later.run.end[0] >= earlier.run.end[0] and later.run.end[1] >= earlier.run.end[1]
    assert (later.safe or -EVER) >= (earlier.safe or -EVER)


@SLOW
@given(st.dates(date(2009, 1, 1), date(2026, 6, 30)), st.integers(0, 200), st.integers(0, 1500))
def test_the_scalar_rule_and_the_reading_of_events_agree(judged: date, after: int, later: int) -> None:
    """`last_interruption_date` alone and one proved event say the same last day, where the event falls in the period."""
    day = min(judged + timedelta(later), ON)
    scalar = assessed(claim(judged, after, last_interruption_date=str(day), **STATED))
    if day < min(judged + timedelta(after), ON):
        return  # before the period; the scalar rule takes the last interruption as one that counted
    facts = claim(judged, after, events=[happened(day, "part_payment", None, True)])
    ends = limit(facts).run.end
    assert assessed(facts).facts["limit_last_day"] == ends
    read = scalar.certain.seen["limit_last_day"].value
    if day.toordinal() <= limit(claim(judged, after)).run.end[0]:
        assert read == ends
    else:
        assert read in (None, (-EVER, EVER), ends)  # earlier interruptions may have carried the period on


@SLOW
@given(claims(), SHIFT)
def test_a_later_start_never_ends_earlier(facts: dict[str, Any], shift: int) -> None:
    """All else equal. An event that the later start leaves behind no longer counts: see `test_moving_an_event_later`; so
    the events here are those after both starts.
    """
    start = date.fromisoformat(facts["effective_date"])
    moved = min(start + timedelta(shift), ON)
    kept = [one for one in facts["events"] if one.get("date", one.get("from")) >= str(moved)]
    early = limit({**facts, "events": kept})
    later = limit({**facts, "effective_date": str(moved), "events": kept})
    no_earlier(later, early)


@SLOW
@given(JUDGED, st.integers(0, 60), st.sampled_from(INTERRUPTS), st.integers(0, 700), SHIFT, st.booleans())
def test_moving_an_event_later(judged: date, after: int, kind: str, at: int, shift: int, proved: bool) -> None:
    """An interruption that is moved to a later day within the running period never brings the end forward.

    The exception, on purpose: moved past the end of the period it finds nothing left to interrupt and no longer counts,
    so the period ends where it would have ended without it. That is the law, and no fault of the count.
    """
    start = min(judged + timedelta(after), ON)
    day = min(start + timedelta(at), ON)
    moved = min(day + timedelta(shift), ON)
    bare = limit(claim(judged, after)).run
    if not start <= day <= moved or moved.toordinal() > bare.end[0]:
        return
    early = limit(claim(judged, after, events=[happened(day, kind, None, proved)]))
    later = limit(claim(judged, after, events=[happened(moved, kind, None, proved)]))
    no_earlier(later, early)


@SLOW
@given(claims(), st.integers(0, 3), SHIFT)
def test_a_later_end_of_an_obstacle_never_ends_earlier(facts: dict[str, Any], at: int, shift: int) -> None:
    obstacles = [one for one in facts["events"] if "to" in one]
    if not obstacles:
        day = date.fromisoformat(facts["effective_date"]) + timedelta(500)
        if day > ON:
            return
        obstacles = [happened(day, "obstacle", 30, True)]
        facts = {**facts, "events": [*facts["events"], *obstacles]}
    held = obstacles[at % len(obstacles)]
    moved = {**held, "to": str(date.fromisoformat(held["to"]) + timedelta(shift))}
    later = {**facts, "events": [moved if one is held else one for one in facts["events"]]}
    no_earlier(limit(later), limit(facts))


@SLOW
@given(claims(proved=False), st.integers(0, 3))
def test_a_proof_never_moves_the_safe_day_earlier(facts: dict[str, Any], at: int) -> None:
    if not facts["events"]:
        return
    events = [dict(one) for one in facts["events"]]
    events[at % len(events)]["proof"] = "shown"
    bare, proved = limit(facts), limit({**facts, "events": events})
    assert (proved.safe or -EVER) >= (bare.safe or -EVER)
    assert proved.run.end[0] >= bare.run.end[0]


@SLOW
@given(claims(), st.integers(0, 90), st.integers(0, 90), st.integers(0, 4))
def test_a_date_known_less_well_never_moves_the_safe_day_later(
    facts: dict[str, Any], before: int, after: int, at: int
) -> None:
    """The day of effect, or the day of one event."""
    judged = date.fromisoformat(facts["judgment_date"])

    def wide(text: str) -> dict[str, str]:
        day = date.fromisoformat(text)
        return {"from": str(max(judged, day - timedelta(before))), "to": str(day + timedelta(after))}

    dated = [one for one in facts["events"] if "date" in one and date.fromisoformat(one["date"]).year > judged.year]
    if at == 0 or not dated:
        wider = {**facts, "effective_date": wide(facts["effective_date"])}
    else:
        chosen = dated[at % len(dated)]
        known = {**chosen, "date": chosen["date"][: 4 if before > 45 else 7]}
        wider = {**facts, "events": [known if one is chosen else one for one in facts["events"]]}
    assert (limit(wider).safe or -EVER) <= (limit(facts).safe or EVER)
    assert limit(wider).run.end[1] >= limit(facts).run.end[1]


@st.composite
def known_in_part(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A claim of which little is known, and one that it can turn out to be."""
    facts = draw(claims())
    judged = date.fromisoformat(facts["judgment_date"])
    full, part = {**facts, "events": []}, {**facts, "events": []}
    if draw(st.booleans()):
        effect = date.fromisoformat(facts["effective_date"])
        lo, hi = (draw(st.integers(0, 300)) for _ in range(2))
        part["effective_date"] = {"from": str(max(judged, effect - timedelta(lo))), "to": str(effect + timedelta(hi))}
    full["performance_period_stated"] = False
    if "performance_period_stated" not in facts and draw(st.booleans()):
        full["performance_period_stated"] = True
        full["performance_due_date"] = str(judged + timedelta(draw(st.integers(0, 1200))))
    for fact in ("applicant_kind", "respondent_kind"):
        full.setdefault(fact, draw(st.sampled_from(["entity", "natural_person"])))
    for event in facts["events"]:
        bare = {key: value for key, value in event.items() if key != "proof"}
        if "proof" in event or draw(st.booleans()):
            full["events"].append({**bare, "proof": "shown"})
        if "date" in event and event["date"][:4] > facts["judgment_date"][:4]:
            event = {**event, "date": event["date"][: draw(st.sampled_from([4, 7, 10]))]}
        elif "to" in event and draw(st.booleans()):
            event = {key: value for key, value in event.items() if key != "to"}
        part["events"].append(event)
    for event in full["events"]:  # an obstacle without an end: it must turn out to have one
        if "from" in event and "to" not in event:
            event["to"] = str(date.fromisoformat(event["from"]) + timedelta(draw(st.integers(0, 500))))
    return part, full


@SLOW
@given(known_in_part())
def test_the_answer_holds_whatever_the_unknown_facts_turn_out_to_be(
    claimed: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    """The period never ends before the safe day; and, where nothing was presumed, it ends within the interval."""
    part, full = claimed
    told, real = limit(part), limit(full).run.end
    assert (told.safe or -EVER) <= real[0]
    if not told.presumed:
        assert told.run.end[0] <= real[0] and real[1] <= told.run.end[1]


@SLOW
@given(st.one_of(claims(), claims(of="debt")), st.dates(date(2008, 1, 1), date(2032, 1, 1)))
def test_every_answer_holds_together(facts: dict[str, Any], on: date) -> None:
    """The safe day is no later than the last day; each day is one on which courts can be open; the story can be told."""
    import exequatur
    from exequatur.language.ics import calendar

    on = max(on, date.fromisoformat(facts["judgment_date"]))
    for one in limits(assessed(facts, on)):
        for span in (one.run.end, *(run.end for _, run in one.each)):
            assert span[0] <= span[1]
            opens(span)
        if one.safe is not None:
            assert one.safe <= one.run.end[0]
            assert BOOK.working_days.is_open(one.safe) is not False
    told = exequatur.limit(facts, on=on)
    assert "⟨" not in str(told)
    assert calendar(told).startswith(b"BEGIN:VCALENDAR")


def opens(span: Span) -> None:
    for day in span:
        assert abs(day) >= EVER or BOOK.working_days.is_open(day) is not False, date.fromordinal(day)


@pytest.mark.parametrize("kind", INTERRUPTS)
def test_every_kind_of_interruption_makes_the_period_run_anew(kind: str) -> None:
    one = limit(claim(date(2023, 5, 10), 32, events=[happened(date(2025, 3, 12), kind, None, True)]))
    assert one.run.end == (date(2027, 3, 12).toordinal(),) * 2
