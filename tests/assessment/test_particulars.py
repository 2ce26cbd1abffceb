"""The particulars of a claim: text for papers, read strictly, never read by a rule."""

from __future__ import annotations

from typing import Any

import jsonschema
import msgspec
import pytest

import exequatur
from exequatur.assessment.assess import assess
from exequatur.assessment.claim import make_claim, parse_claim
from exequatur.assessment.particulars import KEYS, LONG, Applicant
from exequatur.corpus.errors import DataError
from exequatur.language.tell import tell
from exequatur.law.book import Book

from ..conftest import TODAY

FULL = {
    "applicant": dict.fromkeys(Applicant.__struct_fields__, "x"),
    "agents": [{"lawyer": "张三", "firm": "某某律师事务所", "licence": 13301201010000000, "contact": None}],
    "respondents": [{"name": "Ningbo Example", "name_zh": "宁波某某", "code": "91330200MA00000000"}],
    "docket": "2:23-cv-01234",
    "court": "US District Court",
    "court_zh": "美国联邦地区法院",
    "operative_part": "x" * LONG,
    "account": "x",
    "property": ["a flat", 5],
    "performed": "nothing",
    "urgency": "x",
    "security": "x",
}
BAD = {
    "a list for the whole": (b"particulars: [a]\n", 1, "must hold applicant, agents"),
    "an unknown key": (b"origin: US\nparticulars:\n  dockett: a\n", 3, "particulars.dockett: has no place here"),
    "an unknown key of a party": (b"particulars:\n  applicant:\n    names: a\n", 3, "applicant.names: has no place"),
    "a truth for text": (b"particulars:\n  docket: true\n", 2, "docket: write it as text"),
    "a mapping for text": (b"particulars:\n  docket: {a: b}\n", 2, "docket: write it as text"),
    "a party for a list": (b"particulars:\n  agents: {lawyer: a}\n", 2, "agents: must be a list"),
    "a text for a party": (b"particulars:\n  agents:\n  - a lawyer\n", 3, r"agents\[0\]: must hold lawyer, firm"),
    "a text for a list": (b"particulars:\n  property: a flat\n", 2, "property: must be a list of texts"),
    "no text in a list": (b"particulars:\n  property:\n  - {a: b}\n", 3, r"property\[0\]: write it as text"),
    "a long name": (b"particulars:\n  applicant: {name: " + b"x" * 2001 + b"}\n", 2, "at most 2,000 characters"),
    "a long operative part": (b"particulars:\n  operative_part: " + b"x" * (LONG + 1), 2, "at most 20,000"),
    "many agents": (b"particulars:\n  agents: [" + b"{}," * 51 + b"]\n", 2, "more than 50 entries"),
    "another respondent": (
        b"respondents: [{name: A}]\nparticulars:\n  respondents:\n  - {name: B}\n",
        4,
        r"respondents\[0\]: has another name than respondents\[0\] \(A\)",
    ),
    "respondents of another number": (
        b"respondents: [{name: A}, {name: B}]\nparticulars:\n  respondents: [{name: A}]\n",
        3,
        "names 1, but the list `respondents` 2",
    ),
    "a misspelt key": (b"particular: {}\n", 1, "did you mean `particulars`"),
}


@pytest.mark.parametrize(("raw", "line", "why"), BAD.values(), ids=BAD)
def test_what_cannot_be_is_one_error_with_its_line(raw: bytes, line: int, why: str, book: Book) -> None:
    with pytest.raises(DataError, match=why) as told:
        parse_claim(raw, book, "claim.yaml")
    assert str(told.value).startswith(f"claim.yaml:{line}: ")


def test_everything_that_the_reader_takes_is_told_and_valid(book: Book) -> None:
    assert set(FULL) == set(KEYS)
    answer = exequatur.claim_check({"origin": "US", "particulars": FULL})
    assert answer["particulars"]["agents[0].licence"] == "13301201010000000"
    assert answer["particulars"]["property[1]"] == "5" and "agents[0].contact" not in answer["particulars"]
    schema = jsonschema.Draft202012Validator(exequatur.claim_schema())
    assert schema.is_valid({"particulars": FULL}) and schema.is_valid({"particulars": None})
    broken: list[Any] = [[], {"dockett": "a"}, {"agents": {}}, {"docket": True}, {"applicant": {"names": "a"}}]
    for part in broken:
        assert not schema.is_valid({"particulars": part}), part


def test_no_rule_reads_them(book: Book) -> None:
    facts = {"origin": "US", "kind": "judgment", "matter": "contract_sale", "judgment_date": "2025-01-01"}
    without, with_them = (
        assess(make_claim(claim, book), on=TODAY, book=book) for claim in (facts, {**facts, "particulars": FULL})
    )
    assert tell(without) == tell(with_them)


def test_a_name_may_stand_in_both_lists(book: Book) -> None:
    raw = {"respondents": [{"name": "宁波某某"}], "particulars": {"respondents": FULL["respondents"]}}
    made = make_claim(raw, book)
    assert made.particulars.respondents[0].name == "Ningbo Example"
    assert msgspec.to_builtins(make_claim({}, book).particulars)["agents"] == ()
