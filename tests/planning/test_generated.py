"""Laws that every answer of the planning verbs obeys, on claims thrown at random over the whole vocabulary."""

from __future__ import annotations

import json
import random
import time
from datetime import date
from typing import Any

import pytest
import yaml

from exequatur.assessment.claim import make_claim, parse_claim, parse_json
from exequatur.corpus.errors import DataError
from exequatur.law.book import Book

from .generated import VERBS, Maker, answer, flaws, shown

CHUNKS = 4
PER_CHUNK = 70
LISTS = ("events", "instalments", "respondents", "rates")


def _thrown(seed: int, book: Book, *, whole: bool = False) -> tuple[dict[str, Any], str, Maker]:
    maker = Maker(random.Random(seed), book)
    return maker.claim(whole=whole), maker.on(), maker


def _answers(raw: dict[str, Any], on: str, book: Book) -> dict[str, dict[str, Any]] | None:
    """Every verb, or None where the claim contradicts itself."""
    try:
        claim = make_claim(raw, book)
        return {verb: answer(verb, claim, on) for verb in VERBS}
    except DataError as error:
        assert "\n" not in str(error) and len(str(error)) > 20
        return None


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_generated_claims_get_whole_answers_or_one_clear_error(chunk: int, book: Book) -> None:
    answered = 0
    for number in range(PER_CHUNK):
        raw, on, _ = _thrown(chunk * 10_000 + number, book, whole=number % 4 == 0)
        told = _answers(raw, on, book)
        for verb, found in (told or {}).items():
            answered += 1
            assert not list(flaws(verb, found, text=number % 5 == 0)), (verb, raw, on)
    assert answered > PER_CHUNK * 2


def test_the_plan_of_generated_claims_is_its_parts(book: Book) -> None:
    for seed in range(80):
        raw, on, _ = _thrown(50_000 + seed, book)
        if (told := _answers(raw, on, book)) is None:
            continue
        plan = told["plan"]
        assert plan["limits"] == told["limit"]["limits"]
        assert plan["venue"]["courts"] == told["venue"]["courts"]
        assert plan["papers"] == told["papers"]["papers"]
        assert plan["doors"] == told["routes"]["doors"] and plan["money"] == told["routes"]["money"]
        states = [{key: route[key] for key in ("id", "state", "settled")} for route in plan["routes"]]
        assert states == [{key: route[key] for key in ("id", "state", "settled")} for route in told["routes"]["routes"]]


def test_generated_claims_say_the_same_as_yaml_as_json_and_as_a_mapping(book: Book) -> None:
    for seed in range(30):
        raw, on, _ = _thrown(60_000 + seed, book)
        if (told := _answers(raw, on, book)) is None:
            continue
        written = json.dumps(raw, ensure_ascii=False).encode()
        dumped = yaml.safe_dump(raw, allow_unicode=True).encode()
        claims = make_claim(parse_json(written, "claim"), book), parse_claim(written, book), parse_claim(dumped, book)
        for claim in claims:
            for verb in VERBS:
                assert json.dumps(answer(verb, claim, on)) == json.dumps(told[verb])


def test_the_order_of_the_lists_of_generated_claims_says_nothing(book: Book) -> None:
    for seed in range(70):
        raw, on, maker = _thrown(70_000 + seed, book)
        if (told := _answers(raw, on, book)) is None:
            continue
        mixed = {key: maker.dice.sample(part, len(part)) if key in LISTS else part for key, part in raw.items()}
        mixed["respondents"] = raw.get("respondents", [])  # answers name them by their number
        assert _answers(mixed, on, book) == told


def test_another_respondent_abroad_takes_no_court_from_generated_claims(book: Book) -> None:
    for seed in range(70):
        raw, on, _ = _thrown(80_000 + seed, book)
        more = {**raw, "respondents": [*raw.get("respondents", ()), {"name": "Abroad", "domicile_place": "Berlin"}]}
        if (told := _answers(raw, on, book)) is None or (after := _answers(more, on, book)) is None:
            continue
        kept = {court["code"]: court["certain"] for court in after["venue"]["courts"]}
        for court in told["venue"]["courts"]:
            assert court["code"] in kept and (kept[court["code"]] or not court["certain"])


MOVES = {  # stated, these are not learnt but another question: the day that counts, or an event
    "application_date",
    "applicant_nationality",
    "last_interruption_date",
    "obstacle_start_date",
    "claim_last_interruption_date",
    "claim_last_due_date",
    "performance_due_date",
    "treaty_exempts_formalities",
}


def test_a_fact_made_known_contradicts_nothing_that_generated_claims_had_settled(book: Book) -> None:
    compared = 0
    for seed in range(130):
        raw, on, maker = _thrown(90_000 + seed, book)
        info = maker.dice.choice(maker.stated)
        if info.id in raw or info.id in MOVES or info.id.endswith("_place"):
            continue
        more = {**raw, info.id: maker.value(info)}
        if (told := _answers(raw, on, book)) is None or (after := _answers(more, on, book)) is None:
            continue
        if told["plan"]["regime"] != after["plan"]["regime"]:
            continue  # what governs was open
        compared += 1
        _no_contradiction(told, after, (more, info.id, on))
    assert compared > 30


def _no_contradiction(told: dict[str, Any], after: dict[str, Any], why: object) -> None:
    before, now = (_safe(one["limit"]["limits"]) for one in (told, after))
    assert all(now[of] >= safe for of, safe in before.items() if of in now), why
    courts = {court["code"]: court["certain"] for court in after["venue"]["courts"]}
    for court in told["venue"]["courts"]:
        assert not court["certain"] or courts.get(court["code"]), why
    if told["venue"]["courts"] and not told["venue"]["missing"]:
        assert set(courts) <= {court["code"] for court in told["venue"]["courts"]}, why
    papers = {paper["id"]: paper["needed"] for paper in after["papers"]["papers"]}
    for paper in told["papers"]["papers"]:
        if paper["needed"] in ("yes", "no") and papers:
            assert papers[paper["id"]] == paper["needed"], (paper["id"], why)
    routes = {route["id"]: route for route in after["routes"]["routes"]}
    for route in told["routes"]["routes"]:
        if route["settled"]:
            assert routes[route["id"]]["state"] == route["state"] and routes[route["id"]]["settled"], (route["id"], why)


def _safe(limits: list[dict[str, Any]]) -> dict[str, str]:
    """The safe day of each act, by the strictest rule."""
    found: dict[str, str] = {}
    for limit in limits:
        found[limit["of"]] = min(found.get(limit["of"], "9999"), limit["safe_day"] or "0000")
    return found


def _mutated(value: Any, dice: random.Random) -> Any:
    """An entry with one thing wrong with it, most often."""
    odd: list[Any] = [
        None,
        True,
        -1,
        10**30,
        "",
        " ",
        "x" * 3000,
        [],
        {},
        [1],
        {"a": 1},
        "2024-02-30",
        "２０２４",
        "1e5",
    ]
    odd += ["NaN", "-5", "7,1", "\x1b[31m", "\ud800", "9999-12-31", "0001-01-01", "2024-13", float("nan"), 1.5]
    if isinstance(value, dict) and value and dice.random() < 0.9:
        made = dict(value)
        key = dice.choice(list(made))
        match dice.randrange(4):
            case 0:
                del made[key]
            case 1:
                made[dice.choice(["date", "to", "from", "kind", "of", "x", 7])] = dice.choice(odd)
            case _:
                made[key] = dice.choice(odd)
        return made
    return dice.choice(odd)


@pytest.mark.parametrize("chunk", range(2))
def test_ten_thousand_mutated_entries_are_read_or_named_with_a_remedy(chunk: int, book: Book) -> None:
    dice = random.Random(chunk)
    maker = Maker(dice, book)
    maker.judged = date(2015, 6, 1)
    makers = dict(zip(LISTS, (maker.event, maker.instalment, maker.respondent, maker.rate), strict=True))
    for number in range(5_000):
        key = dice.choice(LISTS)
        entries: Any = [makers[key](one) for one in range(dice.randrange(1, 4))]
        at = dice.randrange(len(entries))
        entries[at] = _mutated(entries[at], dice)
        raw = {"origin": "US", "kind": "judgment", "currency": "USD", "amount_total": "100", key: entries}
        try:
            claim = make_claim(raw, book, source="claim.yaml")
            told = [answer(verb, claim, "2026-11-24") for verb in VERBS] if number % 40 == 0 else []
        except DataError as error:
            message = str(error)
            assert message.startswith(f"claim.yaml: {key}") and "\n" not in message, message
            assert not any(ord(sign) < 32 for sign in message)
            continue
        for verb, found in zip(VERBS, told, strict=False):
            assert not list(flaws(verb, found, text=False)), raw


PLACE = "浙江省杭州市西湖区文三路某某大厦某某室某某有限公司"
MANY: dict[str, dict[str, Any]] = {
    "events": {
        "events": [
            {
                "kind": "obstacle",
                "from": f"{2010 + n % 16}-03-{1 + n % 28:02}",
                "to": f"{2011 + n % 16}-05",
                "proof": "p",
            }
            if n % 2
            else {"kind": "part_payment", "date": f"{2010 + n % 16}-{1 + n % 12:02}-{1 + n % 28:02}", "proof": "p"}
            for n in range(500)
        ]
    },
    "respondents": {
        "respondents": [
            {"domicile_place": f"{PLACE[n % 9 :]}{chr(0x4E00 + n)}" * 5, "property_places": [f"{chr(0x5000 + n)}某市"]}
            for n in range(500)
        ]
    },
}
MANY["instalments"] = {
    "instalments": [{"due": f"{2010 + n % 16}-{1 + n % 12:02}-{1 + n % 28:02}", "amount": "5"} for n in range(500)],
    **MANY["events"],
}


@pytest.mark.parametrize("name", MANY)
def test_generated_lists_of_five_hundred_take_a_moment(name: str, book: Book) -> None:
    """Two seconds each on an idle machine; the bound here leaves room for a busy one, and stops what grows as a square."""
    facts = {"origin": "US", "kind": "judgment", "judgment_date": "2009-01-05", "currency": "USD"}
    claim = make_claim({**facts, **MANY[name]}, book)
    for verb in VERBS:
        begun = time.process_time()
        shown(verb, answer(verb, claim, "2026-11-24"))
        assert time.process_time() - begun < 8, verb


def test_a_day_of_performance_known_in_part_is_narrowed_by_the_last_instalment(book: Book) -> None:
    facts = {"origin": "US", "judgment_date": "2004-08-18", "instalments": [{"due": "2006"}]}
    claim = make_claim({**facts, "performance_due_date": {"to": "2006-03-19"}}, book)
    assert claim.facts["performance_due_date"] == (date(2006, 1, 1).toordinal(), date(2006, 3, 19).toordinal())


def test_a_contradiction_that_only_a_route_meets_is_told_as_any_other(book: Book) -> None:
    facts = {"origin": "DE", "kind": "judgment", "choice_of_court_valid": False}
    claim = make_claim({**facts, "contrary_to_exclusive_choice_of_court": True, "matter_excluded": True}, book)
    for verb in ("plan", "routes"):
        with pytest.raises(DataError, match="contrary_to_exclusive_choice_of_court: stated true"):
            answer(verb, claim, "2012-03-14")
