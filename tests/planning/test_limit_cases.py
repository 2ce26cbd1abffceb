"""Lawyers' cases about time: plain YAML beside this file, one truth each.

A case states facts of a claim beside `BASE` (null takes one away), the day asked about, and what is expected of one period:
`of` says which. `working` is done by hand, `source` names where the figure stands.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import exequatur
from exequatur.corpus.reader import read

HERE = Path(__file__).parent / "cases"
KEYS = {
    "truth",
    "claim",
    "on",
    "of",
    "gives",
    "did",
    "instalments",
    "missing",
    "cites",
    "others",
    "responses",
    "says",
    "source",
    "working",
}
BASE = {
    "origin": "US",
    "kind": "judgment",
    "matter": "contract_sale",
    "applicant_kind": "entity",
    "respondent_kind": "entity",
    "performance_period_stated": False,
}
CASES: list[Any] = [
    {**case, "from": path.stem}
    for path in sorted(HERE.glob("limit*.yaml"))
    for case in read(path)  # type: ignore[union-attr]
]


def answer(case: dict[str, Any]) -> dict[str, Any]:
    facts = {fact: value for fact, value in {**BASE, **case["claim"]}.items() if value is not None}
    return exequatur.limit(facts, on=case.get("on", "2026-11-24"))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['from']}: {case['truth']}" for case in CASES])
def test_truth(case: dict[str, Any]) -> None:
    assert not set(case) - KEYS - {"from"}
    assert "working" in case or "source" in case
    told = answer(case)
    text = json.dumps(told, ensure_ascii=False)
    assert "⟨" not in text, "a message is missing"
    assert case.get("says", "") in text
    of = case.get("of", "application")
    if "others" in case:
        assert [one["of"] for one in told["limits"]] == case["others"]
    if "responses" in case:
        assert [one["sentence"] for one in told["responses"]] == case["responses"]
    if "gives" not in case:
        assert of not in [one["of"] for one in told["limits"]] or "others" in case
        return
    found = next(one for one in told["limits"] if one["of"] == of)
    for key, value in case["gives"].items():
        assert found[key] == value, key
    if "did" in case:
        assert [event["did"] for event in found["events"]] == case["did"]
    if "instalments" in case:
        assert [one["last_day"] for one in found["instalments"]] == case["instalments"]
    if "missing" in case:
        assert [one["fact"] for one in found["missing"]] == case["missing"]
    if "cites" in case:
        assert [one["rule"] for one in found["cited"]] == case["cites"]


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 45
