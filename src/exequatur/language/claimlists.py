"""The lists of a claim (events, instalments, respondents, rates): as understood, and in its JSON Schema."""

from __future__ import annotations

from typing import Any

from ..assessment.claim import Claim
from ..assessment.entries import MOST
from ..law.book import Book
from ..logic.values import EVER, Span, iso, one
from .catalogue import Catalogue

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


def tell_lists(book: Book, claim: Claim) -> dict[str, list[str]]:
    """What was understood of each list, a line an entry."""
    catalogue = Catalogue(book)
    currency = one(claim.facts.get("currency"))

    def sum_of(amount: int | None) -> str:
        return catalogue.amount((amount, amount), currency) if amount is not None else ""

    def line(*parts: str | None) -> str:
        return "; ".join(part for part in parts if part)

    def days(date: Span, until: Span | None) -> str:
        if until is None:
            return catalogue.span(date)
        return (
            catalogue.text("span.since", value=iso(date[0]))
            if until[1] >= EVER
            else catalogue.span((date[0], until[1]))
        )

    entries = claim.entries
    return {
        "events": [
            line(
                days(event.date, event.until),
                catalogue.text(f"practice.events.{event.kind}.name"),
                catalogue.text(f"claim.of.{event.of}"),
                sum_of(event.amount),
                event.proof or catalogue.text("claim.no_proof"),
            )
            for event in entries.events
        ],
        "instalments": [line(catalogue.span(part.due), sum_of(part.amount)) for part in entries.instalments],
        "respondents": [
            line(part.name, part.domicile_place, part.residence_place, *part.property_places)
            for part in entries.respondents
        ],
        "rates": [
            line(f"1 {rate.base} = {rate.rate} {rate.quote}", catalogue.day(rate.on), rate.source)
            for rate in entries.rates
        ],
    }
