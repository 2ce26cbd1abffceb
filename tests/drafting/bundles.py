"""Bundles to test: of the examples, of empty claims, of a claim with all its particulars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from exequatur.assessment.assess import assess
from exequatur.assessment.claim import load_claim, make_claim
from exequatur.drafting.bundle import CHINESE, bundle
from exequatur.drafting.bundle.index import Made
from exequatur.language.spoken import spoken
from exequatur.language.tree import (
    Block,
    Listed,
    Mirrored,
    Notice,
    Run,
    Sentence,
    Statement,
    Table,
    sentences,
    text_of,
)
from exequatur.law.load import book

from ..conftest import EXAMPLES

DAY = "2026-11-24"
INSERTED = ("value", "name", "number", "day", "sum", "blank")
EMPTY: dict[str, dict[str, Any]] = {
    "a foreign judgment": {"origin": "US", "kind": "judgment"},
    "an award": {"origin": "SG", "kind": "award"},
    "a Hong Kong judgment": {"origin": "HK", "kind": "judgment", "judgment_date": "2025-01-01"},
    "a Hong Kong award": {"origin": "HK", "kind": "award"},
    "a Macau judgment": {"origin": "MO", "kind": "judgment"},
    "a Taiwan judgment": {"origin": "TW", "kind": "judgment"},
    "a Taiwan award": {"origin": "TW", "kind": "award"},
}
FULL: dict[str, Any] = {
    "id": "full",
    "title": "Harbor Tools v Ningbo Example",
    "origin": "US",
    "origin_subdivision": "US-CA",
    "kind": "judgment",
    "matter": "contract_sale",
    "relief": "money",
    "request": "recognition_and_enforcement",
    "suit_filed_date": "2023-02-01",
    "judgment_date": "2025-03-14",
    "judgment_served_date": "2025-04-01",
    "effective_date": "2025-04-14",
    "application_date": "2026-12-01",
    "currency": "USD",
    "amount_total": "265000.00",
    "amount_compensatory": "200000.00",
    "amount_interest": "50000.00",
    "amount_costs": "15000.00",
    "amount_paid": "0.00",
    "applicant_kind": "entity",
    "applicant_nationality": "US",
    "respondent_kind": "entity",
    "respondent_domiciled_in_requested_state": True,
    "respondent_domicile_place": "330200",
    "judgment_obtained_by_fraud": False,
    "preservation_wanted": True,
    "respondents": [{"name": "宁波某某贸易有限公司", "property_places": ["宁波市北仑区"]}],
    "particulars": {
        "applicant": {
            "name": "Harbor Tools LLC",
            "name_zh": "港湾工具有限责任公司",
            "number": "DE-5501234",
            "address": "1 Pier Road, Dover",
            "representative": "Jane Roe",
            "post": "manager",
            "representative_number": "P1234567",
            "authority": "resolution of 2 May 2026",
            "contact": "+1 302 555 0100",
        },
        "agents": [{"lawyer": "张三", "firm": "某某律师事务所", "licence": "13301201010000000"}],
        "respondents": [
            {
                "name": "Ningbo Example Trading Co., Ltd.",
                "name_zh": "宁波某某贸易有限公司",
                "code": "91330200MA00000000",
                "address": "宁波市北仑区一号",
                "representative": "李四",
                "contact": "0574-00000000",
            }
        ],
        "docket": "2:23-cv-01234",
        "court": "US District Court, Central District of California",
        "court_zh": "美国加利福尼亚中区联邦地区法院",
        "operative_part": "Judgment for plaintiff in the sum of USD 265,000.",
        "account": "Bank of Example, 000-111",
        "property": ["a warehouse at the port"],
        "performed": "Nothing was paid.",
        "urgency": "The warehouse is for sale.",
        "security": "letter of guarantee of an insurer",
    },
}


def drafted(claim: Path | Mapping[str, Any], on: str = DAY) -> list[Made]:
    """The bundle of a claim on a day."""
    at = date.fromisoformat(on).toordinal()
    both = []
    for law in (spoken(book(), CHINESE), book()):
        stated = load_claim(claim, law) if isinstance(claim, Path) else make_claim(claim, law)
        both.append(assess(stated, on=at, book=law))
    return bundle(*both)


def example(name: str) -> Path:
    """The file of an example."""
    return EXAMPLES / f"{name}.yaml"


def one(made: list[Made], document: str) -> Made:
    """A document of a bundle."""
    return next(part for part in made if part.document == document)


def runs(made: Made) -> list[Run]:
    """All runs of a document."""
    return [run for sentence in sentences(made.tree.blocks) for run in sentence]


def text(made: Made) -> str:
    """A document as text, a line a sentence."""
    return "\n".join(text_of(sentence) for sentence in sentences(made.tree.blocks))


def inserted(sentence: Sentence) -> list[tuple[str, str | None]]:
    """What was filled into a sentence, by kind and name, in any order."""
    return sorted(((run.kind, run.id) for run in sentence if run.kind in INSERTED), key=str)


def mirrored(blocks: tuple[Block, ...]) -> Iterator[tuple[list[Sentence], list[Sentence]]]:
    """Each pair of lines: those of the language that leads, those of the one that mirrors it."""
    for block in blocks:
        match block:
            case Mirrored(lead, mirror):
                yield list(sentences((lead,))), list(sentences((mirror,)))
            case Listed(points):
                for point in points:
                    yield from mirrored(point)
            case Notice(inside) | Statement(inside):
                yield from mirrored(inside)
            case Table(rows, _, head):
                for row in (head, *rows):
                    for cell in row:
                        yield from _of_cell(cell.lines)
            case _:
                raise AssertionError(f"{type(block).__name__} stands in one language")


def _of_cell(lines: tuple[Sentence, ...]) -> Iterator[tuple[list[Sentence], list[Sentence]]]:
    """A line of the first language, below it that of the second unless both are the same."""
    waiting: Sentence | None = None
    for line in lines:
        second = bool(line) and all(run.language for run in line)
        if second and waiting is not None:
            yield [waiting], [line]
            waiting = None
        else:
            waiting = line
