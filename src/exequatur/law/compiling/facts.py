"""The vocabulary as written, compiled: run when the book is built."""

from __future__ import annotations

from collections.abc import Mapping

from ...corpus.schema import FactSpec
from ...logic.forms import Kind
from ..book import FactInfo


def fact_info(id: str, spec: FactSpec) -> FactInfo:
    """The compiled form of a fact."""
    implies: list[tuple[str, str | None, str, bool]] = [
        (id, None, other, bool(value)) for other, value in spec.implies.items()
    ]
    implies += [
        (id, code, other, bool(value)) for code, others in spec.implies_when.items() for other, value in others.items()
    ]
    implies += [(id, None, other, False) for other in spec.excludes]
    return FactInfo(
        id,
        spec.type,
        spec.kind,
        spec.cls,
        spec.closes_to,
        spec.stage,
        tuple(spec.asked_of),
        spec.effort,
        tuple(spec.values) if spec.values else None,
        spec.codes,
        tuple(implies),
        spec.derived,
        (spec.from_table, spec.column) if spec.from_table and spec.column else None,
        spec.question,
        spec.where,
        spec.note,
    )


def kinds(facts: Mapping[str, FactSpec]) -> dict[str, Kind]:
    """The types of all facts, as forms are read."""
    return {id: Kind(spec.type, spec.values) for id, spec in facts.items()}
