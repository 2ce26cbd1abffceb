"""Accounts worked out by hand: cases.yaml beside this file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import exequatur
from exequatur.corpus.reader import read

CASES: list[Any] = read(Path(__file__).with_name("cases.yaml"))  # type: ignore[assignment]
KEYS = {"truth", "on", "entries", "gives", "documents", "allocated", "says"}


@pytest.mark.parametrize("case", CASES, ids=[case["truth"] for case in CASES])
def test_truth(case: dict[str, Any]) -> None:
    assert not set(case) - KEYS and set(case) & {"gives", "documents", "allocated", "says"}
    told = exequatur.ledger(json.dumps(case["entries"]).encode(), on=case["on"])
    (account,) = told["accounts"]
    for key, value in case.get("gives", {}).items():
        assert account["totals"][key] == value, key
    documents = {one["document"]: one for one in account["documents"]}
    for document, values in case.get("documents", {}).items():
        for key, value in values.items():
            assert documents[document][key] == value, key
    if "allocated" in case:
        paid = [line for line in account["statement"] if line["kind"] == "payment"]
        parts = [[list(part.values()) for part in line["allocated"]] for line in paid]
        assert parts == case["allocated"]
    text = json.dumps(told, ensure_ascii=False)
    assert case.get("says", "") in text
    assert "⟨" not in text and not [word for word in text.split() if word.startswith("{") and word.endswith("}.")]
