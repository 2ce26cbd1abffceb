"""The plan: days, what waits for what, the path that decides the end, and what other files say about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import exequatur
from exequatur.assessment.assess import assess
from exequatur.assessment.claim import load_claim, make_claim
from exequatur.corpus.reader import read
from exequatur.law.book import Book
from exequatur.law.load import book as load_book
from exequatur.logic.values import EVER
from exequatur.planning.plan import Plan, plan
from exequatur.planning.routes import doors, measures, routes

from ..conftest import EXAMPLES

ON = "2026-11-24"
CASES: list[Any] = read(Path(__file__).parent / "cases" / "plan.yaml")  # type: ignore[assignment]
CLAIM = {
    "origin": "US",
    "kind": "judgment",
    "judgment_date": "2025-05-09",
    "effective_date": "2025-06-09",
    "performance_period_stated": False,
}


def planned(facts: Mapping[str, Any], on: str = ON) -> Plan:
    book = load_book()
    return plan(assess(make_claim(facts, book), on=date.fromisoformat(on).toordinal(), book=book))


@pytest.mark.parametrize("case", CASES, ids=[case["truth"] for case in CASES])
def test_truth(case: dict[str, Any], book: Book) -> None:
    allowed = {"truth", "facts", "claim", "on", "working", "source", "steps", "state", "doors", "measures", "critical"}
    assert not set(case) - allowed - {"grades", "costs"}
    assert case.get("working") or case.get("source")
    claim = load_claim(EXAMPLES / case["claim"], book) if "claim" in case else make_claim(case["facts"], book)
    asked = assess(claim, on=date.fromisoformat(str(case.get("on", ON))).toordinal(), book=book)
    made = exequatur.plan(claim, on=str(case.get("on", ON)))
    steps = {step["id"]: step for step in made["steps"]}
    for id, wanted in case.get("steps", {}).items():
        if wanted is None:
            assert id not in steps
            continue
        found = {key: steps[id][key] for key in wanted}
        assert found == dict(wanted), id
    for id, state in case.get("state", {}).items():
        assert {route.id: route.state for route in routes(asked)}[id] == state
    for id, grade in case.get("grades", {}).items():
        assert {route["id"]: route["grade"] for route in made["routes"]}[id] == grade
    for id, figure in case.get("costs", {}).items():
        assert {cost["id"]: cost["figure"] for cost in made["costs"]}[id] == figure
    if "doors" in case:
        assert [door.id for door in doors(asked)] == list(case["doors"])
    for id, applies in case.get("measures", {}).items():
        found_measures = {measure.id: measure.certain for measure in measures(asked)}
        assert found_measures.get(id, False) is {"yes": True, "if": None, "no": False}[applies], id
    if "critical" in case:
        assert made["critical_path"] == list(case["critical"])


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_plan_of_every_example_hangs_together(file: Path) -> None:
    book = load_book()
    made = plan(assess(load_claim(file, book), on=date.fromisoformat(ON).toordinal(), book=book))
    assert made.procedure and made.stages and made.critical
    ends = {stage.id: stage.end for stage in made.stages}
    for stage in made.stages:
        assert stage.start[0] <= stage.start[1] and stage.end[0] <= stage.end[1]
        if stage.done is None:
            assert stage.start[0] <= stage.end[0] and stage.start[1] <= stage.end[1]
            for need in stage.needs:
                assert ends[need][0] <= stage.start[0] and ends[need][1] <= stage.start[1]
        if stage.must_by is not None:
            assert stage.must_by < EVER


@settings(max_examples=60, deadline=None)
@given(
    st.dates(min_value=date(2024, 1, 2), max_value=date(2028, 12, 31)),
    st.integers(min_value=0, max_value=400),
)
def test_a_later_start_of_the_period_or_of_the_plan_never_makes_a_day_earlier(effective: date, later: int) -> None:
    def days(start: date) -> list[int]:
        facts = {**CLAIM, "judgment_date": "2024-01-02", "effective_date": start.isoformat()}
        return [stage.must_by for stage in planned(facts, "2026-11-24").stages if stage.must_by is not None]

    start, after = effective, date.fromordinal(effective.toordinal() + later)
    before, moved = days(start), days(after)
    if before:
        assert all(early <= late for early, late in zip(before, moved, strict=True))
    ends = [stage.end for stage in planned(CLAIM, "2026-11-24").stages]
    day = date.fromordinal(date(2026, 11, 24).toordinal() + later).isoformat()
    assert all(
        early[0] <= late[0] and early[1] <= late[1]
        for early, late in zip(ends, [stage.end for stage in planned(CLAIM, day).stages], strict=True)
    )


def test_every_figure_has_a_source_and_a_year_where_it_was_counted(book: Book) -> None:
    for file in ("steps", "routes"):
        for item in book.practice(file).items.values():
            for takes in item.get("takes", ()):
                assert takes["sources"] and takes["confidence"]
                assert takes["kind"] != "reported" or takes.get("mean") is None or takes.get("year")
            for figure in item.get("published", ()):
                assert figure["sources"] and figure["year"]


def test_a_step_is_listed_after_what_it_needs(book: Book) -> None:
    seen: set[str] = set()
    for id, item in book.practice("steps").items.items():
        assert set(item.get("needs", ())) <= seen, id
        seen.add(id)


def test_rules_and_procedures_named_in_practice_exist(book: Book) -> None:
    procedures = set(book.practice("procedures").items)

    def named(part: Any, key: str) -> list[str]:
        if isinstance(part, dict):
            return [*part.get(key, ()), *(name for below in part.values() for name in named(below, key))]
        return [name for below in part for name in named(below, key)] if isinstance(part, list) else []

    for file in book.practice_raw:
        for id, item in book.practice(file).items.items():
            assert set(named(item, "rules")) <= set(book.rules), (file, id)
            assert set(named(item, "procedures")) <= procedures, (file, id)


def test_every_door_and_every_closing_of_a_route_can_be_met(book: Book) -> None:
    """No point of the data is dead: for each there is a claim of the cases or examples on which its test holds."""
    claims = [
        *(load_claim(file, book) for file in sorted(EXAMPLES.glob("*.yaml"))),
        *(make_claim(case["facts"], book) for case in CASES if "facts" in case),
    ]
    days = [date(2026, 11, 24).toordinal(), date(2022, 3, 1).toordinal()]
    met: set[str] = set()
    for claim in claims:
        for on in days:
            judged = claim.facts.get("judgment_date")
            if isinstance(judged, tuple) and judged[0] > on:
                continue
            asked = assess(claim, on=on, book=book)
            met |= {f"doors.{door.id}" for door in doors(asked)}
            met |= {f"execution.{one.id}" for one in measures(asked) if one.certain is True}
            met |= {
                f"routes.{route.id}.{reason.key}"
                for route in routes(asked)
                for reason in route.reasons
                if reason.certain is True
            }
    wanted = {f"doors.{id}" for id in book.practice("doors").items}
    wanted |= {f"execution.{id}" for id in book.practice("execution").items}
    for id, item in book.practice("routes").items.items():
        for key in ("closed_if", "doubtful_if"):
            wanted |= {f"routes.{id}.{key}.{point['id']}" for point in item.get(key, ())}
    assert not wanted - met


def test_a_day_before_the_fee_tables_leaves_the_fees_open() -> None:
    facts = {
        "origin": "US",
        "kind": "judgment",
        "judgment_date": "2005-03-01",
        "currency": "USD",
        "amount_total": "1000",
    }
    told = exequatur.plan(facts, on="2006-06-01")
    assert [cost["figure"] for cost in told["costs"] if not cost["published"]] == [None, None]
    assert all("no table for that day" in cost["open"] for cost in told["costs"] if not cost["published"])
    assert exequatur.routes(facts, on="2006-06-01")["routes"]
