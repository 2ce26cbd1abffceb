"""No value stands in a paper that is neither in the claim nor in the book."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exequatur.assessment.claim import make_claim
from exequatur.drafting.bundle import CHINESE
from exequatur.drafting.bundle.reciprocity import span_of
from exequatur.language.catalogue import Catalogue
from exequatur.language.naming import ruling_name
from exequatur.language.spoken import spoken
from exequatur.law.book import Book
from exequatur.law.load import book
from exequatur.planning.seat import seats

from .bundles import EMPTY, FULL, drafted, runs

CHOICES = sorted(set(FULL) - {"particulars", "respondents", "currency", "origin", "kind", "origin_subdivision", "id"})
ORIGINS = [*EMPTY.values(), {"origin": "FR", "kind": "judgment"}, {"origin": "JP", "kind": "judgment"}]


@cache
def of_the_book() -> frozenset[str]:
    """Names, numbers and days of instruments, courts, places, rulings, evidence, foreign laws; in both languages."""
    found: set[str] = set()
    for law in (book(), spoken(book(), CHINESE)):
        say, at = Catalogue(law), seats(law)
        found |= {say.law(id) for id in law.instruments}
        for ruling in law.rulings.values():
            found |= {ruling_name(law, ruling.id), say.dated(ruling.decided)}
        for one in law.evidence.values():
            found |= {text for text in (one.name, one.court, one.docket) if text}
            found |= {say.dated(span_of(one.decided))} if one.decided else set()
        for state in law.states.values():
            found |= {str(state.law["text"])} if state.law and state.law.get("text") else set()
        for court in at.courts.courts:
            found |= {court.zh, court.en}
    return frozenset(found)


def texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for below in part.values():
            yield from texts(below)
    elif isinstance(part, list):
        for below in part:
            yield from texts(below)
    elif isinstance(part, str):
        yield part


def of_the_claim(claim: dict[str, Any]) -> set[str]:
    """Texts of the claim, and its days and sums as each language writes them."""
    found = set(texts(claim))
    laws: list[Book] = [book(), spoken(book(), CHINESE)]
    for law in laws:
        say = Catalogue(law)
        for fact, value in make_claim(claim, law).facts.items():
            if isinstance(value, tuple):
                found.add(say.value(fact, value, claim.get("currency")))
    return found


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    """An origin, some facts, some particulars."""
    facts = {**draw(st.sampled_from(ORIGINS)), "currency": "USD"}
    facts |= {key: FULL[key] for key in draw(st.lists(st.sampled_from(CHOICES), unique=True)) if key not in facts}
    given_ = {
        key: FULL["particulars"][key]
        for key in draw(st.lists(st.sampled_from(sorted(FULL["particulars"])), unique=True))
    }
    if "applicant" in given_:
        keys = draw(st.lists(st.sampled_from(sorted(given_["applicant"])), unique=True))
        given_["applicant"] = {key: given_["applicant"][key] for key in keys}
    return {**facts, "particulars": given_}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(claims())
def test_every_value_comes_from_the_claim_or_the_book(claim: dict[str, Any]) -> None:
    known = of_the_claim(claim) | of_the_book()
    places = {"浙江省宁波市", "Ningbo, Zhejiang", "浙江省宁波市北仑区"}
    for part in drafted(claim):
        for run in runs(part):
            if run.kind in ("value", "name", "number", "day", "sum"):
                assert run.text in known | places, (part.document, run)
