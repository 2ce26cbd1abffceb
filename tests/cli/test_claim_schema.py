"""The JSON Schema of a claim is made from the vocabulary, and says of a claim what the reader says."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import exequatur
from exequatur.assessment.claim import make_claim
from exequatur.assessment.entries import LISTS
from exequatur.assessment.fields import ASKED, HEAD
from exequatur.assessment.particulars import PARTICULARS
from exequatur.corpus.errors import DataError
from exequatur.corpus.reader import parse, read
from exequatur.law.book import Book, FactInfo

from ..conftest import EXAMPLES
from .test_bad_input import _random_value

Run = Callable[..., tuple[int, str, str]]
Validator = jsonschema.protocols.Validator


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return exequatur.claim_schema()


@pytest.fixture(scope="module")
def valid(schema: dict[str, Any]) -> Callable[[object], bool]:
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema).is_valid


def test_the_verb_prints_the_schema_and_nothing_else(run: Run, schema: dict[str, Any]) -> None:
    status, out, err = run("claim", "schema")
    assert status == 0 and err == "" and json.loads(out) == schema


def test_the_schema_names_every_fact_that_a_claim_can_state_and_no_other(schema: dict[str, Any], book: Book) -> None:
    assert set(schema["properties"]) == (set(book.facts) - {ASKED}) | {*HEAD, *LISTS, PARTICULARS}
    for info in book.facts.values():
        if info.values:
            assert schema["properties"][info.id]["anyOf"][0]["enum"] == list(info.values)


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_is_valid(example: Path, valid: Callable[[object], bool]) -> None:
    assert valid(read(example))


def test_the_empty_claim_and_the_template_are_valid(valid: Callable[[object], bool], run: Run) -> None:
    assert valid(exequatur.claim_new()["claim"])
    _, text, _ = run("claim", "new")
    assert valid(parse(text.encode(), "template"))
    uncommented = re.sub(r"^#(\w+: )", r"\1", text, flags=re.MULTILINE)
    assert valid(parse(uncommented.encode(), "template"))


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"service_mehtod": "publication"}, "a fact that does not exist"),
        ({"default_judgment": "no"}, "a word for a truth"),
        ({"default_judgment": 0}, "a number for a truth"),
        ({"judgment_date": "last summer"}, "no date"),
        ({"judgment_date": "2015-7-24"}, "a date in another form"),
        ({"judgment_date": {"since": "2015"}}, "an interval with other ends"),
        ({"judgment_date": {}}, "an empty interval"),
        ({"amount_total": "1,2 Mio", "currency": "USD"}, "words for a sum"),
        ({"amount_total": "100.00"}, "a sum without its currency"),
        ({"amount_total": "100.00", "currency": ["USD", "EUR"]}, "a sum in one of two currencies"),
        ({"currency": "XQZ"}, "no currency"),
        ({"origin": "USA"}, "three letters for a state"),
        ({"origin_subdivision": "California"}, "a name for a code"),
        ({"service_method": "pigeon"}, "a value that is not in the list"),
        ({"service_method": []}, "an empty list"),
        ({"requested": "FR"}, "another requested state"),
        ({"ruling_date": "2026-11-24"}, "the day asked about, which is no fact"),
        ({"title": ["a", "b"]}, "a list for a title"),
        (["origin"], "a list for a claim"),
        ({"events": {"kind": "demand_by_courier"}}, "an event that is no list"),
        ({"events": [{"kind": "demand_by_pigeon", "date": "2024"}]}, "an event of no known kind"),
        ({"events": [{"kind": "demand_by_courier"}]}, "an event without its day"),
        ({"events": [{"kind": "demand_by_courier", "date": "2024", "where": "Ningbo"}]}, "a key that has no place"),
        ({"events": [{"kind": "obstacle", "date": "2024"}]}, "an obstacle of one day"),
        ({"instalments": [{"amount": "10.00"}]}, "an instalment without its day"),
        ({"respondents": [{"property_places": "Ningbo"}]}, "a place that is no list"),
        ({"rates": [{"from": "USD", "to": "CNY", "rate": "7.1", "on": "2026-11-24"}]}, "a rate without its source"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_reader_refuses_the_schema_refuses(
    broken: Any, why: str, valid: Callable[[object], bool], book: Book
) -> None:
    assert not valid(broken), why
    with pytest.raises(DataError):
        make_claim(broken, book)


def test_the_lists_of_a_claim_are_valid_in_every_kind(valid: Callable[[object], bool], book: Book) -> None:
    events = [
        {"kind": kind.id, "of": kind.of[0], "proof": "waybill"}
        | ({"from": "2026-01", "to": None} if kind.effect == "suspends" else {"date": "2026-01-31"})
        for kind in book.timing.events.values()
    ]
    claim = {
        "currency": "USD",
        "events": events,
        "instalments": [{"due": "2026-05", "amount": "10.00"}, {"due": "2026-06-30"}],
        "respondents": [{"name": "A", "domicile_place": "330200", "property_places": ["310000", 110000]}],
        "rates": [{"from": "USD", "to": "CNY", "rate": "7.1", "on": "2026-11-24", "source": "PBOC"}],
    }
    assert set(LISTS) <= set(claim)
    make_claim(claim, book)
    assert valid(claim)


def test_whatever_the_reader_takes_the_schema_takes(valid: Callable[[object], bool], book: Book) -> None:
    dice = random.Random(7)
    facts: list[FactInfo] = [info for info in book.facts.values() if info.id != ASKED]
    for _ in range(400):
        claim = {info.id: _random_value(info, dice) for info in dice.sample(facts, dice.randrange(0, 6))}
        claim["currency"] = dice.choice(["USD", "EUR"])
        try:
            make_claim(claim, book)
        except DataError:
            continue
        assert valid(claim), claim
