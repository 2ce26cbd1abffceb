"""The lists of a claim (events, instalments, respondents, rates) in its JSON Schema."""

from __future__ import annotations

from typing import Any

from ..assessment.entries import MOST
from ..law.book import Book

Schema = dict[str, Any]
_DAY: Schema = {"$ref": "#/$defs/day"}
_SUM: Schema = {"$ref": "#/$defs/sum"}
_TEXT: Schema = {"$ref": "#/$defs/text"}
_NONE: Schema = {"type": "null"}


def list_schemas(book: Book) -> dict[str, Schema]:
    """A schema for each list; the kinds of events come from the data."""
    currency = {"$ref": "#/$defs/currency"}
    places = {"type": "array", "items": {"type": ["string", "integer"]}}
    return {
        "events": _list(_event(book)),
        "instalments": _list(_entry(["due"], due=_DAY, amount=_or_null(_SUM))),
        "respondents": _list(
            _entry([], name=_TEXT, domicile_place=_TEXT, residence_place=_TEXT, property_places=_or_null(places))
        ),
        "rates": _list(
            _entry(
                ["from", "to", "rate", "on", "source"],
                **{"from": currency, "to": currency},
                rate={"type": ["string", "number"]},
                on=_DAY,
                source={"type": ["string", "integer"], "maxLength": 2000},
            )
        ),
    }


def _event(book: Book) -> Schema:
    """An event of one day, or an obstacle, which lasts."""
    kinds = book.timing.events
    lasting = [kind.id for kind in kinds.values() if kind.effect == "suspends"]
    passing = [id for id in kinds if id not in lasting]
    usual = {"of": {"enum": ["title", "debt"]}, "proof": _TEXT, "amount": _or_null(_SUM), "note": _TEXT}
    ends = {"from": _DAY, "to": _or_null(_DAY)}
    return {
        "oneOf": [
            _entry(["kind", "date"], kind={"enum": passing}, date=_DAY, **usual),
            _entry(["kind", "from"], kind={"enum": lasting}, **ends, **usual),
        ]
    }


def _entry(needed: list[str], **properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _list(entry: Schema) -> Schema:
    return {"anyOf": [{"type": "array", "items": entry, "maxItems": MOST}, _NONE]}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, _NONE]}
