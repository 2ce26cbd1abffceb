"""Compiles competence from the corpus."""

from __future__ import annotations

from typing import Any

import msgspec

from ...corpus.errors import DataError
from ...corpus.source import Corpus, rule_place
from ...corpus.venues import AreaForm, AreasFile, YieldsForm
from ...logic import forms
from ...logic.values import ends
from ..venue import Area, Head, Level, Venues, Yields

TABLE = "court_areas"


def compile_venues(corpus: Corpus, types: dict[str, forms.Kind]) -> Venues:
    """What every rule yields, and the areas of courts. Raises DataError at the place of a fault."""
    return Venues(
        {id: _yields(corpus, id, form.yields, types) for id, form in corpus.rules.items() if form.yields},
        tuple(_area(area) for area in read_areas(corpus)),
    )


def read_areas(corpus: Corpus) -> list[AreaForm]:
    """The areas of `court_areas.yaml`. Raises DataError."""
    path = corpus.root / "cn" / "tables" / f"{TABLE}.yaml"
    if TABLE not in corpus.tables:
        return []
    try:
        return msgspec.convert(corpus.tables[TABLE], AreasFile).areas
    except msgspec.ValidationError as error:
        raise DataError(f"{error}; use the keys of docs/reference/corpus.md", path, 1, kind="wrong-type") from None


def _yields(corpus: Corpus, id: str, form: YieldsForm, types: dict[str, forms.Kind]) -> Yields:
    def fault(message: str, *keys: str | int, kind: str = "unknown-fact") -> DataError:
        return DataError(f"{id}: {message}", *rule_place(corpus, id, ["yields", *keys]), kind=kind)

    def codes(fact: str, value: Any, *keys: str | int) -> frozenset[str]:
        several = value if isinstance(value, list) else [value]
        closed = types[fact].values if fact in types else None
        for one in several:
            if fact not in types or types[fact] != "code" or (closed and one not in closed):
                raise fault(f"`{fact}: {one}` is no fact with that value; use those of facts/", *keys)
        return frozenset(several)

    heads = []
    for number, head in enumerate(form.heads):
        for key, kind in (("place", "code"), ("fact", "truth")):
            if (fact := getattr(head, key)) and types.get(fact) != kind:
                raise fault(f"`{key}` names `{fact}`, which is no {kind} of the vocabulary", "heads", number, key)
        if head.rule and head.rule not in corpus.rules:
            raise fault(
                f"`rule` names `{head.rule}`, and there is no such rule", "heads", number, "rule", kind="dead-reference"
            )
        conditions: list[tuple[str, bool | frozenset[str]]] = []
        for fact, value in head.only_if.items():
            if isinstance(value, bool) and types.get(fact) == "truth":
                conditions.append((fact, value))
            else:
                conditions.append((fact, codes(fact, value, "heads", number, "only_if", fact)))
        heads.append(Head(head.place, head.fact, tuple(conditions), head.rule))
    return Yields(
        form.court,
        tuple(heads),
        tuple((fact, codes(fact, several, "perhaps", fact)) for fact, several in form.perhaps.items()),
        tuple((fact, codes(fact, several, "not_for", fact)) for fact, several in form.not_for.items()),
        form.one_only,
        form.first_filed,
        tuple(Level(level.court, level.at_least, tuple(level.divisions)) for level in form.levels),
    )


def _area(form: AreaForm) -> Area:
    return Area(
        form.court,
        form.kind,
        tuple(form.divisions),
        *ends(form.from_, form.to),
        form.perhaps,
        form.opens,
        form.confidence,
        form.note,
    )
