"""Courts: lawyers' cases in YAML, and what must hold of every claim."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import exequatur
from exequatur.assessment.assess import assess
from exequatur.assessment.claim import load_claim, make_claim
from exequatur.corpus.errors import DataError
from exequatur.corpus.reader import read
from exequatur.language.venue import tell_venue
from exequatur.law.book import Book
from exequatur.law.load import register
from exequatur.planning.suit import suit
from exequatur.planning.venue import Venue, venue

from ..conftest import EXAMPLES

HERE = Path(__file__).parent / "cases"
KEYS = {
    "truth",
    "claim",
    "facts",
    "on",
    "courts",
    "certain",
    "status",
    "missing",
    "closed",
    "rule",
    "article",
    "one_only",
    "notes",
    "suit",
    "source",
    "working",
}
CASES: list[Any] = [case for path in sorted(HERE.glob("venue*.yaml")) for case in read(path)]  # type: ignore[union-attr]
CLAIM = {"origin": "US", "kind": "judgment", "matter": "contract_sale", "property_proven": True}


def of(facts: dict[str, Any], book: Book, on: str = "2026-11-24") -> Venue:
    return venue(assess(make_claim(facts, book), on=date.fromisoformat(on).toordinal(), book=book))


def codes(found: Venue) -> list[str | None]:
    return [one.seat.court.code if one.seat.court else None for one in found.courts]


@pytest.mark.parametrize("case", CASES, ids=[case["truth"] for case in CASES])
def test_truth(case: dict[str, Any], book: Book) -> None:
    assert not set(case) - KEYS and ("source" in case or "working" in case)
    claim = load_claim((HERE / case["claim"]).resolve(), book) if "claim" in case else make_claim(case["facts"], book)
    answer = assess(claim, on=date.fromisoformat(case.get("on", "2026-11-24")).toordinal(), book=book)
    found = venue(answer)
    told = tell_venue(answer)
    assert codes(found) == case["courts"]
    assert [one["code"] for one in told["courts"] if one["certain"]] == case.get("certain", case["courts"])
    assert found.status == case.get("status", found.status)
    assert set(found.missing) >= set(case.get("missing", ()))
    assert set(found.closed) >= set(case.get("closed", ()))
    if "rule" in case:
        assert found.courts[0].grounds[0].rule.id == case["rule"]
    if "article" in case:
        assert told["courts"][0]["cited"][0]["article"] == case["article"]
    assert told["one_only"] is case.get("one_only", told["one_only"])
    if "notes" in case:
        assert [one["id"] for one in told["notes"]] == case["notes"]
    if "suit" in case:
        sued = suit(answer)
        assert sued and [one.seat.court and one.seat.court.code for one in sued.courts] == case["suit"]
    assert "⟨" not in str(told) and "{" not in "".join(sentences(told))


def sentences(told: Any) -> list[str]:
    if isinstance(told, dict):
        return [text for key, part in told.items() if key not in ("id", "title") for text in sentences(part)]
    return (
        [text for part in told for text in sentences(part)]
        if isinstance(told, list)
        else [told] * isinstance(told, str)
    )


CITIES = [one for one in register().places.divisions if one.level >= 4 and not one.past]
PLACE = st.sampled_from(CITIES)
RESPONDENT = st.fixed_dictionaries(
    {},
    optional={
        "domicile_place": PLACE.map(lambda one: one.gb),
        "residence_place": PLACE.map(lambda one: one.gb),
        "property_places": st.lists(PLACE.map(lambda one: one.gb), max_size=2),
    },
)
MATTER = st.sampled_from(["contract_sale", "maritime", "financial", "loan", "carriage", None])
DAY = st.sampled_from(["2010-05-05", "2018-01-02", "2021-12-31", "2024-01-01", "2026-11-24"])


def claim_of(matter: str | None, respondents: list[dict[str, Any]]) -> dict[str, Any]:
    facts = {**CLAIM, "respondents": respondents, "matter": matter}
    return {key: value for key, value in facts.items() if value is not None}


@settings(max_examples=150, deadline=None)
@given(matter=MATTER, respondents=st.lists(RESPONDENT, max_size=3), on=DAY)
def test_every_court_named_is_on_the_table_or_flagged(
    matter: str | None, respondents: list[dict[str, Any]], on: str
) -> None:
    told = exequatur.venue(claim_of(matter, respondents), on=on)
    for one in told["courts"]:
        assert one["listed"] is (one["code"] is not None)
        assert one["listed"] or one["if"]
        assert not one["listed"] or register().courts.by_code(one["code"])
    assert [one["rank"] for one in told["courts"]] == list(range(1, len(told["courts"]) + 1))


@settings(max_examples=150, deadline=None)
@given(matter=MATTER, respondents=st.lists(RESPONDENT, max_size=2), more=RESPONDENT, on=DAY)
def test_a_further_place_of_a_respondent_removes_no_court(
    matter: str | None, respondents: list[dict[str, Any]], more: dict[str, Any], on: str
) -> None:
    before = exequatur.venue(claim_of(matter, respondents), on=on)["courts"]
    after = exequatur.venue(claim_of(matter, [*respondents, more]), on=on)["courts"]
    assert {one["code"] for one in before} <= {one["code"] for one in after}
    assert {one["code"] for one in before if one["certain"]} <= {one["code"] for one in after if one["certain"]}


@settings(max_examples=100, deadline=None)
@given(place=PLACE, on=DAY)
def test_the_courts_do_not_depend_on_how_a_place_is_written(place: Any, on: str) -> None:
    places = register().places
    written = [place.gb, places.full(place), places.full_en(place)]
    answers = [
        [
            (one["code"], one["certain"])
            for one in exequatur.venue({**CLAIM, "respondent_domicile_place": text}, on=on)["courts"]
        ]
        for text in written
        if places.read(text).division == place
    ]
    assert all(answer == answers[0] for answer in answers)


def test_a_respondent_at_home_closes_the_applicants_court(book: Book) -> None:
    facts = {**CLAIM, "request": "recognition", "applicant_domicile_place": "Shenzhen"}
    assert "粤03" in codes(of(facts, book))
    assert "粤03" not in codes(of({**facts, "respondent_domicile_place": "Wuhan"}, book))


def test_a_place_in_china_contradicts_no_domicile_in_china(book: Book) -> None:
    facts = {**CLAIM, "respondent_domicile_place": "Wuhan", "respondent_domiciled_in_requested_state": False}
    with pytest.raises(DataError, match="correct one of them"):
        exequatur.venue(facts)


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_example_has_an_answer_at_once(file: Path, book: Book) -> None:
    answer = assess(load_claim(file, book), on=date(2026, 11, 24).toordinal(), book=book)
    venue(answer)
    began = perf_counter()
    for _ in range(20):
        venue(answer)
    assert (perf_counter() - began) / 20 < 0.002


WRITTEN = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")


@settings(max_examples=100, deadline=None)
@given(text=st.text(WRITTEN, min_size=1, max_size=80), second=st.text(WRITTEN, max_size=30))
def test_no_text_of_a_place_breaks_the_answer(text: str, second: str) -> None:
    facts = {**CLAIM, "respondent_domicile_place": text, "respondents": [{"property_places": [second]}]}
    assert exequatur.venue(facts, on="2026-11-24")["status"] in ("competent", "conditional", "open")
