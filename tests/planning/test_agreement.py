"""The answers on one claim agree: the last day, the court, the papers and the state of the route are those of each verb."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import exequatur

from ..conftest import EXAMPLES

ON = "2026-11-24"
ENTITIES = {"applicant_kind": "entity", "respondent_kind": "entity", "respondent_domiciled_in_requested_state": True}
SUM = {"relief": "money", "currency": "CNY", "amount_total": "1000000.00"}
CLAIMS: dict[str, dict[str, Any] | Path] = {
    **{file.stem: file for file in sorted(EXAMPLES.glob("*.yaml"))},
    "old judgment between companies": {
        **ENTITIES,
        **{"origin": "US", "kind": "judgment", "judgment_date": "2005-03-10", "effective_date": "2005-04-10"},
    },
    "judgment in the year of the change": {
        **ENTITIES,
        **{"origin": "US", "kind": "judgment", "judgment_date": "2007-11-01", "effective_date": "2007-11-05"},
    },
    "Hong Kong 2006": {
        **{"origin": "HK", "kind": "judgment", "judgment_date": "2022-03-01", "choice_of_court": "exclusive_origin"},
        **SUM,
    },
    "HKIAC": {"origin": "HK", "kind": "award", "judgment_date": "2025-12-01", **SUM},
    "Macau": {"origin": "MO", "kind": "judgment", "judgment_date": "2025-07-01", "effective_date": "2025-08-01", **SUM},
    "Taiwan": {"origin": "TW", "kind": "judgment", "judgment_date": "2025-07-01", "effective_date": "2025-08-01"},
    "insolvency": {"origin": "US", "kind": "insolvency_order", "judgment_date": "2026-01-15"},
    "patent": {"origin": "US", "kind": "judgment", "matter": "ip_infringement", "judgment_date": "2025-06-01"},
    "maritime": {"origin": "GB", "kind": "judgment", "matter": "maritime", "judgment_date": "2025-06-01", **SUM},
    "nothing known": {"origin": "US", "kind": "judgment", "judgment_date": "2025"},
}


@pytest.mark.parametrize("name", CLAIMS)
def test_every_verb_says_the_same_of_one_claim(name: str) -> None:
    claim = CLAIMS[name]
    assessed, planned = exequatur.assess(claim, on=ON), exequatur.plan(claim, on=ON)
    limited, found = exequatur.limit(claim, on=ON), exequatur.routes(claim, on=ON)
    assert planned["as_it_stands"] == found["as_it_stands"] == assessed["as_it_stands"]
    assert planned["limits"] == limited["limits"]
    assert planned["venue"]["courts"] == exequatur.venue(claim, on=ON)["courts"]
    if planned["procedure"]:
        assert planned["papers"] == exequatur.papers(claim, on=ON)["papers"]
    short = {route["id"]: route for route in planned["routes"]}
    for route in found["routes"]:
        assert {key: route[key] for key in short[route["id"]]} == short[route["id"]]


@pytest.mark.parametrize("name", CLAIMS)
def test_a_period_that_is_over_is_not_overlooked_by_the_assessment(name: str) -> None:
    claim = CLAIMS[name]
    limits = exequatur.limit(claim, on=ON)["limits"]
    if any(limit["of"] == "application" and limit["status"] in ("passed", "late") for limit in limits):
        assert exequatur.assess(claim, on=ON)["as_it_stands"] in ("refused", "dismissed")
        recognition = next(one for one in exequatur.routes(claim, on=ON)["routes"] if one["id"] == "recognition")
        assert recognition["state"] == "closed"
