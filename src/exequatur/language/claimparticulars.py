"""The particulars of a claim: as understood, and in its JSON Schema."""

from __future__ import annotations

from typing import Any

import msgspec

from ..assessment.particulars import (
    LONG,
    LONG_TEXTS,
    MOST_PARTIES,
    SHORT,
    TEXTS,
    Agent,
    Applicant,
    Opponent,
    Particulars,
)

Schema = dict[str, Any]


def particulars_schema() -> Schema:
    """A schema of the key `particulars`; what binds it to the list of respondents is not in it."""
    lists = {"agents": _party(Agent), "respondents": _party(Opponent), "property": _text(SHORT)}
    form = _object(
        {
            "applicant": _or_null(_party(Applicant)),
            **{
                key: _or_null({"type": "array", "items": item, "maxItems": MOST_PARTIES}) for key, item in lists.items()
            },
            **{key: _text(LONG if key in LONG_TEXTS else SHORT) for key in TEXTS},
        }
    )
    return _or_null(form)


def _party(form: type[msgspec.Struct]) -> Schema:
    return _object({key: _text(SHORT) for key in form.__struct_fields__})


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _text(most: int) -> Schema:
    return {"type": ["string", "integer", "null"], "maxLength": most}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def tell_particulars(particulars: Particulars) -> dict[str, str]:
    """What is stated, by its path: `applicant.name`, `respondents[0].code`, `docket`."""
    return dict(_walk(msgspec.to_builtins(particulars), ""))


def _walk(part: object, path: str) -> list[tuple[str, str]]:
    if isinstance(part, dict):
        return [one for key, below in part.items() for one in _walk(below, f"{path}.{key}" if path else key)]
    if isinstance(part, list | tuple):
        return [one for number, below in enumerate(part) for one in _walk(below, f"{path}[{number}]")]
    return [] if part is None else [(path, str(part))]
