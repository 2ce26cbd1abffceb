"""Lawyers' cases: plain YAML beside this file, one truth each."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exequatur.assessment.assess import assess
from exequatur.assessment.claim import load_claim, make_claim
from exequatur.assessment.grade import basis, grade
from exequatur.corpus.reader import read
from exequatur.law.book import OUTCOMES, Book

HERE = Path(__file__).parent / "cases"
KEYS = {
    "truth",
    "claim",
    "facts",
    "on",
    "as_it_stands",
    "possible",
    "possible_includes",
    "possible_excludes",
    "regime",
    "track",
    "basis",
    "grade",
    "deciding",
}
CASES: list[Any] = [case for path in sorted(HERE.glob("*.yaml")) for case in read(path)]  # type: ignore[union-attr]


@pytest.mark.parametrize("case", CASES, ids=[case["truth"] for case in CASES])
def test_truth(case: dict[str, Any], book: Book) -> None:
    assert not set(case) - KEYS
    claim = load_claim((HERE / case["claim"]).resolve(), book) if "claim" in case else make_claim(case["facts"], book)
    answer = assess(claim, on=date.fromisoformat(case.get("on", "2026-11-24")).toordinal(), book=book)
    possible = {OUTCOMES[end] for end in answer.possible}
    path, deciding = answer.ruled.path, answer.ruled.deciding
    if "as_it_stands" in case:
        assert answer.as_it_stands == case["as_it_stands"], deciding and deciding.clause.rule.id
    if "possible" in case:
        assert possible == set(case["possible"])
    assert possible >= set(case.get("possible_includes", ()))
    assert not possible & set(case.get("possible_excludes", ()))
    if "regime" in case:
        assert answer.regime == case["regime"]
    if "track" in case:
        assert path and path.track.id == case["track"]
    if "basis" in case:
        assert basis(answer) == case["basis"]
    if "grade" in case:
        assert grade(answer) == case["grade"]
    if "deciding" in case:
        assert deciding and deciding.clause.rule.id == case["deciding"]
