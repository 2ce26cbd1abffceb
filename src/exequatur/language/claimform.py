"""The form of a claim: which facts can be stated, as a list for programs and as a JSON Schema. Both come from the
vocabulary; there is no second list.
"""

from __future__ import annotations

from typing import Any

from ..assessment.fields import ASKED, HEAD
from ..assessment.particulars import PARTICULARS
from ..law.book import Book, FactInfo
from .catalogue import Catalogue
from .claimlists import list_schemas
from .claimparticulars import particulars_schema
from .voice import Told

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"^\s*\d{4}(-\d{2}(-\d{2})?)?\s*$"
_AMOUNT = r"^\s*\d{1,15}(\.\d{1,3})?\s*$"
_SUBDIVISION = r"^([A-Z]{2}-[A-Z0-9]{1,3}|FED)$"
_FIRST = ("origin", "kind", "matter", "judgment_date", "application_date")
Schema = dict[str, Any]


def stated_facts(book: Book) -> list[FactInfo]:
    """Every fact that a claim may state."""
    return [info for info in book.facts.values() if info.id != ASKED]


def asked_facts(book: Book) -> dict[str, list[FactInfo]]:
    """The facts that a person can be asked, by stage in the order of a claim file: what every claim should say first."""
    stages: dict[str, list[FactInfo]] = {}
    for info in stated_facts(book):
        if info.kind == "fact" and set(info.asked_of) - {"court", "record"} and not info.derived:
            stages.setdefault(info.stage, []).append(info)
    for facts in stages.values():
        facts.sort(key=lambda info: (_FIRST.index(info.id) if info.id in _FIRST else len(_FIRST), info.cls != "none"))
    return dict(sorted(stages.items(), key=lambda item: item[0] != "scope"))


def tell_form(book: Book) -> Told:
    """An empty claim, and the facts that a person can be asked, each with its question."""
    catalogue = Catalogue(book)
    stages = asked_facts(book)
    return {
        "claim": {
            "id": None,
            "title": None,
            "requested": book.requested,
            **{info.id: None for facts in stages.values() for info in facts},
        },
        "facts": [
            {
                "fact": info.id,
                "stage": stage,
                "about": catalogue.text(f"stage.{stage}.title"),
                "type": info.type,
                "question": info.question,
                "where": info.where,
                "values": [
                    {"value": value, "label": catalogue.value(info.id, frozenset((value,)))}
                    for value in info.values or ()
                ],
                "codes": info.codes,
            }
            for stage, facts in stages.items()
            for info in facts
        ],
    }


def claim_schema(book: Book) -> Schema:
    """A JSON Schema (draft 2020-12) of a claim file. What hangs on several facts together is not in it."""
    catalogue, facts = Catalogue(book), stated_facts(book)
    free = {"type": ["string", "integer", "null"]}
    return {
        "$schema": DRAFT,
        "$id": "urn:exequatur:claim-file:1",
        "$comment": f"release {book.release}",
        "title": catalogue.text("schema.title"),
        "description": catalogue.text("schema.about"),
        "type": "object",
        "properties": {
            **{name: free for name in HEAD if name != "requested"},
            "requested": {"const": book.requested},
            **{info.id: _fact(info) for info in facts},
            **list_schemas(book),
            PARTICULARS: particulars_schema(),
        },
        "additionalProperties": False,
        "allOf": [_needs_currency(info.id) for info in facts if info.type == "amount"],
        "$defs": {
            "truth": {"type": ["boolean", "null"]},
            "day": _of({"type": "string", "pattern": _DAY}, {"type": "integer", "minimum": 1900, "maximum": 2200}),
            "date": _partly("day"),
            "sum": _of({"type": "string", "pattern": _AMOUNT}, {"type": "number", "minimum": 0}),
            "amount": _partly("sum"),
            "count": {"type": ["integer", "null"], "minimum": 0, "exclusiveMaximum": 10**9},
            "text": {"type": ["string", "integer", "null"], "maxLength": 2000},
            "state": {"enum": sorted(book.territories)},
            "currency": {"enum": sorted(book.currencies)},
            "subdivision": {"type": "string", "pattern": _SUBDIVISION},
            "place": {"type": ["string", "integer"], "maxLength": 200},
        },
    }


def _fact(info: FactInfo) -> Schema:
    described = {"description": f"{info.question} ({info.where})"}
    if info.type == "code":
        return {**described, **_codes({"enum": list(info.values)} if info.values else _ref(standard(info)))}
    return {**described, **_ref(info.type)}


def standard(info: FactInfo) -> str:
    """The outside list from which a code is taken: state, subdivision, currency, or place for any other."""
    codes = info.codes or ""
    lists = {"3166-1": "state", "3166-2": "subdivision", "4217": "currency"}
    return next((name for standard, name in lists.items() if standard in codes), "place")


def _codes(code: Schema) -> Schema:
    """One code, or a list of what it can still be."""
    return _of(code, {"type": "array", "items": code, "minItems": 1}, {"type": "null"})


def _partly(name: str) -> Schema:
    """A value, or the two ends between which it lies; one of them may be left out."""
    end = _of(_ref(name), {"type": "null"})
    ends = {
        "type": "object",
        "properties": {"from": end, "to": end},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return _of(_ref(name), ends, {"type": "null"})


def _needs_currency(amount: str) -> Schema:
    """A sum needs the currency in which it is written, and that is one."""
    return {
        "if": {"properties": {amount: {"not": {"type": "null"}}}, "required": [amount]},
        "then": {"properties": {"currency": {"type": "string"}}, "required": ["currency"]},
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _of(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}
