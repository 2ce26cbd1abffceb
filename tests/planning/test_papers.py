"""Papers: lawyers' cases, and what must hold for every claim."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import exequatur
from exequatur.assessment.assess import assess
from exequatur.assessment.claim import make_claim
from exequatur.assessment.fields import ClaimError
from exequatur.corpus.reader import read
from exequatur.law.book import Book
from exequatur.law.load import book as load_book
from exequatur.planning.papers import MISSING, NOT_NEEDED, Dossier, Paper, dossier, papers

CASES: list[Any] = [
    case
    for path in sorted((Path(__file__).parent / "cases").glob("papers*.yaml"))
    for case in read(path)  # type: ignore[union-attr]
]
KEYS = {"truth", "facts", "on", "procedure", "papers", "absent", "advice", "advice_not", "without", "source", "working"}


def made(facts: dict[str, Any], on: str = "2026-11-24") -> Dossier:
    book = load_book()
    return dossier(assess(make_claim(facts, book), on=date.fromisoformat(on).toordinal(), book=book))


def shown(paper: Paper) -> dict[str, Any]:
    """What a case can say of a paper."""
    formality, issuers = paper.formality, paper.issuers

    def fee(of: tuple[Any, ...]) -> str | None:
        found = of[0].item.get("fee") if of else None
        return f"{found['amount'] / 100:.2f} {found['currency']}" if found else None

    return {
        "state": paper.state,
        "needed": paper.needed,
        "spared": paper.spared,
        "decided_by": list(paper.decided_by),
        "formality": formality.kind,
        "formality_rule": formality.rules[0].id if formality.rules else None,
        "formality_decided_by": list(formality.decided_by),
        "spared_by": list(formality.spared_by),
        "borne": formality.borne,
        "place": formality.place,
        "assumed": formality.assumed,
        "issuer": issuers[0].id,
        "issuer_certain": issuers[0].certain,
        "general": issuers[0].general,
        "fee": fee(issuers),
        "apostille_by": formality.issuers[0].id if formality.issuers else None,
        "apostille_fee": fee(formality.issuers),
        "copies": paper.copies.total if paper.copies else 0,
        "translation": paper.item.get("translated", True),
    }


@pytest.mark.parametrize("case", CASES, ids=[case["truth"] for case in CASES])
def test_truth(case: dict[str, Any]) -> None:
    assert not set(case) - KEYS
    assert case.get("source") or case.get("working")
    found = made(case["facts"], case["on"])
    by_id = {paper.id: paper for paper in found.papers}
    if "procedure" in case:
        assert found.procedure == case["procedure"]
    for id, wanted in case["papers"].items():
        is_so = shown(by_id[id])
        assert {key: is_so[key] for key in wanted} == wanted, id
    assert not set(case.get("absent", ())) & set(by_id)
    advice = [item["id"] for item, _ in found.advice]
    if "advice" in case:
        assert advice == case["advice"]
    assert not set(case.get("advice_not", ())) & set(advice)
    if "without" in case:
        told = exequatur.papers(case["facts"], on=case["on"])
        assert case["without"] in told["filing"]["without"]


def test_there_are_cases_enough() -> None:
    assert len(CASES) >= 45


CLAIMS = [
    {"origin": origin, "kind": kind, "applicant_kind": who, **more}
    for (origin, kind), who, more in product(
        [
            *product(("US", "GB", "SG", "CA", "IN", "TH", "FR", "VN", "JP"), ("judgment", "award")),
            *product(("HK", "MO", "TW"), ("judgment", "award")),
            ("DE", "insolvency_order"),
            ("HK", "insolvency_order"),
        ],
        ("natural_person", "entity", "state_or_organ"),
        (
            {},
            {"origin_subdivision": "FED", "default_judgment": True, "applied_by": "successor_or_assignee"},
            {"origin_subdivision": "US-CA", "applicant_nationality": "CN", "preservation_wanted": True},
            {"origin_subdivision": "US-TX", "applied_by": "foreign_court", "applicant_nationality": "HK"},
            {"origin_subdivision": "US-NY", "applied_by": "insolvency_office_holder", "applicant_nationality": "MO"},
            {"origin_subdivision": "US-DE", "applicant_nationality": "TW"},
            {"origin_subdivision": "GB-ENG", "applicant_nationality": "US", "arbitration_kind": "institutional"},
        ),
    )
]
CLAIMS = [
    {key: value for key, value in claim.items() if key != "origin_subdivision" or value[:2] in (claim["origin"], "FE")}
    for claim in CLAIMS
]
DAYS = ("2003-06-01", "2019-06-01", "2021-06-01", "2023-06-01", "2024-06-01", "2026-11-24")


def test_every_paper_names_an_issuer_or_says_that_it_is_by_the_general_rule() -> None:
    for facts in CLAIMS:
        for paper in made(facts).papers:
            assert paper.issuers, (facts, paper.id)
            sure = [issuer for issuer in paper.issuers if issuer.certain]
            assert sure or any(issuer.certain is None for issuer in paper.issuers)
            assert [issuer.general for issuer in paper.issuers] == sorted(issuer.general for issuer in paper.issuers)


@pytest.mark.parametrize("on", DAYS)
def test_every_formality_has_a_rule_and_one_that_is_to_be_got_an_issuer(on: str) -> None:
    for facts in CLAIMS:
        for paper in made(facts, on).papers:
            formality = paper.formality
            if paper.item["nature"] == "here":
                assert formality.kind == "none"
                continue
            assert formality.rules or (formality.kind == "unknown" and not formality.could_be), (on, facts, paper.id)
            if formality.kind not in ("none", "treaty_exemption", "unknown"):
                assert formality.issuers, (on, facts, paper.id)


def test_every_practice_item_is_reached_by_some_claim(book: Book) -> None:
    met: dict[str, set[str]] = {
        file: set() for file in ("papers", "formalities", "issuers", "filing", "power", "advice")
    }
    for facts, on in product(CLAIMS, DAYS):
        found = made(facts, on)
        for paper in found.papers:
            formality = paper.formality
            if paper.state != NOT_NEEDED:
                met["papers"].add(paper.id)
                met["issuers"] |= {issuer.id for issuer in (*paper.issuers, *formality.issuers)}
            met["formalities"] |= {*formality.spared_by, *formality.could_be}
            if formality.item:
                met["formalities"].add(formality.item["id"])
        met["power"] |= {item["id"] for item, _ in found.power}
        met["advice"] |= {item["id"] for item, _ in found.advice}
        if found.filing:
            met["filing"].add(found.filing["id"])
    for file, ids in met.items():
        assert set(book.practice(file).items) == ids, file


AT_HAND = (
    "copy_original_or_certified",
    "proof_of_effect",
    "proof_of_summons",
    "judgment_states_effect",
    "judgment_states_summons",
    "translation_certified",
    "identity_papers_in_order",
    "power_of_attorney_in_order",
    "application_complete",
    "enforceability_certificate",
    "arbitration_agreement_copy",
    "letter_of_request",
    "property_proven",
    "security_offered",
)


@settings(max_examples=60, deadline=None)
@given(
    facts=st.sampled_from(CLAIMS),
    before=st.dictionaries(st.sampled_from(AT_HAND), st.booleans(), max_size=4),
    later=st.sets(st.sampled_from(AT_HAND), min_size=1, max_size=3),
)
def test_a_later_paper_at_hand_never_adds_a_missing_one(facts: dict[str, Any], before: Any, later: Any) -> None:
    fewer = made({**facts, **before})
    try:
        more = made({**facts, **before, **dict.fromkeys(later, True)})
    except ClaimError:  # the claim contradicts itself
        return
    assert {paper.id for paper in more.papers if paper.state == MISSING} <= {
        paper.id for paper in fewer.papers if paper.state == MISSING
    }


def test_the_papers_come_in_the_order_of_preparation() -> None:
    order = [paper.id for paper in made({"origin": "US", "kind": "judgment", "default_judgment": True}).papers]
    chain = ["judgment", "proof_of_effect", "proof_of_summons", "power_of_attorney", "translation", "application"]
    assert [id for id in order if id in chain] == chain


def test_the_power_names_every_later_stage() -> None:
    stages = {item["id"] for item, _ in made({"origin": "US", "kind": "judgment"}).power if item["kind"] == "stage"}
    assert stages == {"recognition", "enforcement", "preservation", "review", "execution", "receipt"}


def test_the_three_ways_to_sign_a_power_are_named() -> None:
    ways = [item["id"] for item, _ in made({"origin": "US", "kind": "judgment"}).power if item["kind"] == "way"]
    assert ways == ["abroad", "before_judge", "in_china"]


def test_every_text_of_a_paper_is_there(book: Book) -> None:
    for facts in CLAIMS:
        assert "⟨" not in str(exequatur.papers(facts, on="2026-11-24"))


def test_papers_is_a_list_of_papers(book: Book) -> None:
    on = date(2026, 11, 24).toordinal()
    found = papers(assess(make_claim({"origin": "US", "kind": "judgment"}, book), on=on, book=book))
    assert found and all(isinstance(paper, Paper) for paper in found)


def test_a_claim_that_contradicts_the_status_table_is_one_clear_error() -> None:
    with pytest.raises(ClaimError, match="apostille_in_force_between"):
        made({"origin": "SG", "kind": "award", "apostille_in_force_between": False})


def test_the_checklist_is_printed(run: Any) -> None:
    status, out, err = run("papers", "examples/chicago.yaml", "--on", "2026-11-24")
    assert (status, err) == (0, "")
    for words in ("clerk of the district court", "USD 50", "notarial act, then apostille", "Depends on", "Handing in"):
        assert words in out


@pytest.mark.parametrize(
    "facts", [{"origin": "US", "kind": "judgement"}, {"origin": "US", "judgment_date": "2027-01-01"}]
)
def test_bad_input_is_one_message(facts: dict[str, Any]) -> None:
    with pytest.raises(ClaimError):
        made({"kind": "judgment", **facts})
