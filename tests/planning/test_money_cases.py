"""Lawyers' cases about money: plain YAML beside this file, one truth each."""

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
    "fee",
    "interest",
    "on",
    "currency",
    "rate",
    "gives",
    "other",
    "parts",
    "open",
    "exchange",
    "converted",
    "says",
    "source",
    "working",
}
CASES: list[Any] = [
    case
    for name in ("fee", "interest", "conversion")
    for case in read(HERE / f"{name}.yaml")  # type: ignore[union-attr]
]


def answer(case: dict[str, Any]) -> dict[str, Any]:
    on = case.get("on", "2026-11-24")
    if "fee" in case:
        rate, day, source = case.get("rate", (None, None, None))
        return exequatur.fee(
            *case["fee"], currency=case.get("currency"), on=on, rate=rate, rate_day=day, rate_source=source
        )
    return exequatur.interest(**case["interest"], on=on)


@pytest.mark.parametrize("case", CASES, ids=[case["truth"] for case in CASES])
def test_truth(case: dict[str, Any]) -> None:
    assert not set(case) - KEYS
    told = answer(case)
    for key, value in case.get("gives", {}).items():
        assert told[key] == value, key
    for key in ("exchange", "converted"):
        for name, value in case.get(key, {}).items():
            assert told[key][name] == value, name
    others = {one["id"]: one.get("fee", one.get("interest")) for one in told["alternatives"]}
    assert others.items() >= case.get("other", {}).items()
    if "parts" in case:
        assert {one["part"]: one["fee"] for one in told["parts"]} == case["parts"]
    if "open" in case:
        assert [[one["from"], one["to"]] for one in told["open"]] == case["open"]
    assert case.get("says", "") in json.dumps(told, ensure_ascii=False)
    assert "⟨" not in json.dumps(told, ensure_ascii=False), "a message is missing"


def test_the_lines_of_a_working_add_up() -> None:
    for case in CASES:
        told = answer(case)
        total = told.get("fee", told.get("interest"))
        if isinstance(total, str):
            lines = [one.get("fee", one.get("interest")) for one in told["working"]]
            assert _sum(lines) == _sum([total]), case["truth"]


def _sum(sums: list[str]) -> int:
    return sum(int(one.replace(".", "")) for one in sums)
