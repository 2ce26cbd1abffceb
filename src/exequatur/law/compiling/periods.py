"""Compiles the periods of rules from the corpus."""

from __future__ import annotations

from typing import Any

from ...corpus.errors import DataError
from ...corpus.periods import PeriodForm
from ...corpus.schema import RuleForm
from ...corpus.source import Corpus, rule_place
from ...logic import forms
from ...logic.values import ends
from ..period import Length, Period, Version


def compile_periods(corpus: Corpus, types: dict[str, forms.Kind]) -> dict[str, Period]:
    """The period of every rule that has one, by the id of the rule. Raises DataError at the place of a fault."""
    return {id: _of(corpus, form, form.period, types) for id, form in corpus.rules.items() if form.period}


def _of(corpus: Corpus, rule: RuleForm, form: PeriodForm, types: dict[str, forms.Kind]) -> Period:
    versions = form.versions
    if form.versions_of:
        other = corpus.rules.get(form.versions_of)
        if other is None or other.period is None or not other.period.versions:
            raise DataError(
                f"{rule.id}: `{form.versions_of}` has no period of its own; name a rule that has versions",
                *corpus.places[f"rule {rule.id}"],
                kind="dead-reference",
            )
        versions = other.period.versions
    try:
        return Period(
            form.of,
            tuple(
                forms.value(start, forms.Kind("date"), types, ("period", "start", number))
                for number, start in enumerate(form.start)
            ),
            tuple(_version(version, number, types) for number, version in enumerate(versions)),
            tuple(form.presumes.items()),
            Length(**form.longstop) if form.longstop else None,
        )
    except forms.FormError as error:
        place = rule_place(corpus, rule.id, error.path)
        raise DataError(f"{rule.id}: {error.message}", *place, kind="malformed-test") from None


def _version(form: Any, number: int, types: dict[str, forms.Kind]) -> Version:
    return Version(
        *ends(form.from_, form.to),
        Length(**form.length),
        None if form.if_ is None else forms.truth(form.if_, types, ("period", "versions", number, "if")),
        tuple(form.interrupted_by),
        tuple(form.suspension),
        form.instalments,
        form.cited,
        form.note,
        form.confidence,
    )
